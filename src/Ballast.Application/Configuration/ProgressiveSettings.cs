using Ballast.Core.Market;
using Ballast.Core.Sizing;

namespace Ballast.Application.Configuration;

/// <summary>The progressive sizer and its profiles. Source: requirements §2.</summary>
internal static class ProgressiveSettings
{
    private const string Title = "Progressive sizer";
    private const decimal MostMoney = 1_000_000_000;

    private static readonly SettingGroup<ProgressiveOptions> Progressive = new(Title, "§2", SettingScope.Entry, o => o.Sizing.Progressive, (o, p) => o with { Sizing = o.Sizing with { Progressive = p } });

    public static IEnumerable<Setting> All { get; } =
    [
        Progressive.Flag("Progressive__IsProgressive", p => p.IsProgressive, (p, v) => p with { IsProgressive = v }),
        .. new ProgressiveOptions().Profiles.Select((p, i) => ProfileAt(i, $"Progressive__Profiles__{p.Name}__")).SelectMany(p => p),
        Progressive.Make("Progressive__Multipliers", SettingKind.List, "asset:factor pairs separated by commas, factors from 0 to 5; or none", "factor", p => SettingText.Of(p.Multipliers, c => $"{c.Asset}:{SettingText.Of(c.Factor)}"), (p, v) => ReadMultipliers(v) is { } coins ? p with { Multipliers = coins } : null),
        Progressive.Number("Progressive__OtherMultiplier", p => p.OtherMultiplier, (p, v) => p with { OtherMultiplier = v }, 0, 5, "factor"),
        Progressive.Number("Progressive__Override", p => p.Override, (p, v) => p with { Override = v }, 0, MostMoney, "USDT notional; 0: none"),
        Progressive.Number("Progressive__OverrideBand", p => p.OverrideBand, (p, v) => p with { OverrideBand = v }, 0, 1, "of the computed base"),
        Progressive.Number("Progressive__MaxMarginShare", p => p.MaxMarginShare, (p, v) => p with { MaxMarginShare = v }, 0.001m, 1, "of the balance"),
        Progressive.Whole("Progressive__Leverage", p => p.Leverage, (p, v) => p with { Leverage = v }, 1, 125, "x"),
    ];

    private static Setting[] ProfileAt(int index, string prefix)
    {
        var profile = new SettingGroup<ProgressiveProfile>(
            Title,
            "§2",
            SettingScope.Entry,
            o => o.Sizing.Progressive.Profiles[index],
            (o, p) => o with { Sizing = o.Sizing with { Progressive = o.Sizing.Progressive with { Profiles = o.Sizing.Progressive.Profiles.SetItem(index, p) } } });
        return
        [
            profile.Number(prefix + "From", p => p.From, (p, v) => p with { From = v }, 0, MostMoney, "USDT balance"),
            profile.Number(prefix + "To", p => p.To, (p, v) => p with { To = v }, 0, MostMoney, "USDT balance"),
            profile.Number(prefix + "MinSize", p => p.MinSize, (p, v) => p with { MinSize = v }, 0, MostMoney, "USDT notional"),
            profile.Number(prefix + "MaxSize", p => p.MaxSize, (p, v) => p with { MaxSize = v }, 0, MostMoney, "USDT notional"),
        ];
    }

    private static EquatableList<CoinFactor>? ReadMultipliers(string text)
    {
        if (SettingText.Pairs(text, 0, 5) is not { } pairs || pairs.Any(p => p.Key.Length is 0 or > 32 || !p.Key.All(char.IsAsciiLetterOrDigit)))
        {
            return null;
        }

        var coins = pairs.Select(p => new CoinFactor(p.Key.ToUpperInvariant(), p.Value)).ToList();
        return coins.DistinctBy(c => c.Asset).Count() == coins.Count ? EquatableList.From(coins) : null;
    }
}
