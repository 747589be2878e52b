using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Sizing;

namespace Ballast.Application.Configuration;

/// <summary>Which sizer, which coins are core, and the tier and fixed sizers. Source: requirements §0.3, §1, §1.2.</summary>
internal static class SizingSettings
{
    private static readonly Dictionary<string, SizingModel> Models = new(StringComparer.Ordinal)
    {
        ["atr-risk"] = SizingModel.AtrRisk,
        ["tier"] = SizingModel.Tier,
        ["fixed"] = SizingModel.Fixed,
        ["progressive"] = SizingModel.Progressive,
    };

    private static readonly LadderText ByShare = new(0, 1, 5, LadderShape.Falling);

    private static readonly SettingGroup<SizingOptions> Model = new("Sizer", "§0.3", SettingScope.Entry, o => o.Sizing, (o, s) => o with { Sizing = s });
    private static readonly SettingGroup<TradingOptions> Coins = new("Sizer", "§1", SettingScope.Account, o => o, (_, o) => o);
    private static readonly SettingGroup<TierSizerOptions> Tier = new("Tier sizer", "§1.2", SettingScope.Entry, o => o.Sizing.Tier, (o, t) => o with { Sizing = o.Sizing with { Tier = t } });
    private static readonly SettingGroup<FixedSizerOptions> Fixed = new("Fixed sizer", "§0.3", SettingScope.Entry, o => o.Sizing.Fixed, (o, f) => o with { Sizing = o.Sizing with { Fixed = f } });

    public static IEnumerable<Setting> All { get; } =
    [
        Model.Choice("Sizing", [.. Models.Keys], s => Models.First(m => m.Value == s.Model).Key, (s, v) => s with { Model = Models[v] }),
        Coins.Make("CoreCoins", SettingKind.List, "base assets such as BTC, separated by commas; or none", "", o => SettingText.Of(o.CoreCoins, c => c), (o, v) => ReadCoins(v) is { } coins ? o with { CoreCoins = coins } : null),
        Tier.Ladder("Tier__Confidence", ByShare, t => t.Confidence, (t, v) => t with { Confidence = v }),
        Tier.Ladder("Tier__Performance", ByShare, t => t.Performance, (t, v) => t with { Performance = v }),
        Tier.Flag("Tier__UsePerformance", t => t.UsePerformance, (t, v) => t with { UsePerformance = v }),
        Tier.Whole("Tier__MinSample", t => t.MinSample, (t, v) => t with { MinSample = v }, 0, 1000, "trades"),
        Tier.Number("Tier__UnprovenWinRate", t => t.UnprovenWinRate, (t, v) => t with { UnprovenWinRate = v }, 0, 1),
        Tier.Number("Tier__MinRatioFactor", t => t.MinRatioFactor, (t, v) => t with { MinRatioFactor = v }, 0, 1, "of the base ratio"),
        Tier.Number("Tier__MaxRatioFactor", t => t.MaxRatioFactor, (t, v) => t with { MaxRatioFactor = v }, 1, 5, "of the base ratio"),
        Tier.Number("Tier__RecoveryFactor", t => t.RecoveryFactor, (t, v) => t with { RecoveryFactor = v }, 0.01m, 1, "factor"),
        Fixed.Number("Fixed__CoreRatio", f => f.CoreRatio, (f, v) => f with { CoreRatio = v }, 0.001m, 1, "of the balance"),
        Fixed.Number("Fixed__AltRatio", f => f.AltRatio, (f, v) => f with { AltRatio = v }, 0.001m, 1, "of the balance"),
    ];

    private static EquatableList<string>? ReadCoins(string text)
    {
        var coins = SettingText.Parts(text).Select(c => c.ToUpperInvariant()).Where(c => c.Length > 0).Distinct().ToList();
        return coins.TrueForAll(c => c.Length <= 32 && c.All(char.IsAsciiLetterOrDigit)) ? EquatableList.From(coins) : null;
    }
}
