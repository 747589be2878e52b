using Ballast.Core.Decisions;

namespace Ballast.Application.Configuration;

/// <summary>How long history is kept. The trades are those of §9, the months ours.</summary>
internal static class RetentionSettings
{
    private static readonly SettingGroup<RetentionOptions> Retention = new("Retention", "§9", SettingScope.Account, o => o.Retention, (o, r) => o with { Retention = r });

    public static IEnumerable<Setting> All { get; } =
    [
        Retention.Whole("Retention__DecisionMonths", r => r.DecisionMonths, (r, v) => r with { DecisionMonths = v }, 1, 120, "months"),
        Retention.Whole("Retention__OrderMonths", r => r.OrderMonths, (r, v) => r with { OrderMonths = v }, 1, 120, "months"),
        Retention.Whole("Retention__TradeMonths", r => r.TradeMonths, (r, v) => r with { TradeMonths = v }, 1, 120, "months"),
    ];
}
