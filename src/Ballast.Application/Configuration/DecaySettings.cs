using Ballast.Core.Performance;

namespace Ballast.Application.Configuration;

/// <summary>When a strategy counts as worse than it was. Source: requirements §9.</summary>
internal static class DecaySettings
{
    private static readonly SettingGroup<DecayOptions> Decay = new("Performance", "§9", SettingScope.Account, o => o.Decay, (o, d) => o with { Decay = d });

    public static IEnumerable<Setting> All { get; } =
    [
        Decay.Whole("Performance__RecentTrades", d => d.RecentTrades, (d, v) => d with { RecentTrades = v }, 30, 1000, "trades"),
        Decay.Whole("Performance__RecentDays", d => d.RecentDays, (d, v) => d with { RecentDays = v }, 30, 365, "days"),
        Decay.Whole("Performance__LeastPast", d => d.LeastPast, (d, v) => d with { LeastPast = v }, 30, 10_000, "trades or days"),
        Decay.Real("Performance__Significance", d => d.Significance, (d, v) => d with { Significance = v }, 0.0001m, 0.2m, "probability"),
    ];
}
