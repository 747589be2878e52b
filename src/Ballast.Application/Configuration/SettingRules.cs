using System.Globalization;
using Ballast.Core.Risk;
using Ballast.Core.Sizing;

namespace Ballast.Application.Configuration;

/// <summary>What must hold between settings.</summary>
internal static class SettingRules
{
    private static readonly (string Lower, string Upper)[] AtMost =
    [
        ("RM_MIN_RISK_PCT", "RM_MAX_RISK_PCT"),
        ("RM_MIN_POSITION_USD", "RM_MAX_POSITION_USD"),
        ("RM_SYMBOL_MIN_TRADES", "Safety__SymbolTrades"),
        ("Tier__MinSample", "Safety__RecentTrades"),
        ("Rules__Min", "Rules__Max"),
        ("Rules__Critical", "Rules__Warning"),
        ("Rules__Warning", "Rules__Safe"),
        ("Microstructure__WarningVpin", "Microstructure__CriticalVpin"),
        ("Microstructure__WarningSpread", "Microstructure__CriticalSpread"),
        ("Microstructure__WarningShare", "Microstructure__CriticalShare"),
        ("Vpin__Buckets", "Vpin__BucketsPerDay"),
        ("Portfolio__ReduceFrom", "Portfolio__RefuseFrom"),
        ("Portfolio__LeastCandles", "Portfolio__Candles"),
        ("Policy__LowBelow", "Policy__NormalUpTo"),
        ("Policy__NormalUpTo", "Policy__HighUpTo"),
        ("Hmm__LeastFitCandles", "Hmm__FitCandles"),
        ("Hmm__LeastStates", "Hmm__MostStates"),
        ("Vix__ExtremeFactor", "Vix__ElevatedFactor"),
        ("Vix__PeriodSeconds", "Vix__MaxAgeSeconds"),
        ("Safety__RecoveryExitWins", "Safety__RecoveryExitWindow"),
        .. Steps("Safety__Breakers__", Breakers, "__Loss"),
        .. Profiles.Select(p => ($"{Profile}{p}__MinSize", $"{Profile}{p}__MaxSize")),
    ];

    private static readonly (string Lower, string Upper)[] Under =
    [
        ("RM_SYMBOL_POOR_WIN_RATE", "RM_SYMBOL_GOOD_WIN_RATE"),
        ("Policy__RangingAdx", "Policy__TrendingAdx"),
        ("Strategies__SmaCross__Fast", "Strategies__SmaCross__Slow"),
        ("Vix__NormalFrom", "Vix__ElevatedFrom"),
        ("Vix__ElevatedFrom", "Vix__ExtremeFrom"),
        .. Steps("Safety__Tiers__", BalanceTier.Defaults.Skip(1).Select(t => t.Name), "__From"),
        .. Steps("Safety__Breakers__", Breakers, "__WindowMinutes"),
        .. Profiles.Select(p => ($"{Profile}{p}__From", $"{Profile}{p}__To")),
    ];

    private const string Profile = "Progressive__Profiles__";

    private static IEnumerable<string> Profiles => new ProgressiveOptions().Profiles.Select(p => p.Name);

    private static IEnumerable<string> Breakers => new SafetyOptions().Breakers.Select((_, i) => (i + 1).ToString(CultureInfo.InvariantCulture));

    /// <summary>Every rule that the options break, by the names that somebody set.</summary>
    public static IEnumerable<BrokenRule> Check(OptionsTrail trail)
    {
        foreach (var (lower, upper) in AtMost.Where(p => Value(trail, p.Lower) > Value(trail, p.Upper)))
        {
            yield return Broken(trail, lower, upper, "at most", "at least");
        }

        foreach (var (lower, upper) in Under.Where(p => Value(trail, p.Lower) >= Value(trail, p.Upper)))
        {
            yield return Broken(trail, lower, upper, "less than", "more than");
        }

        foreach (var (end, start) in Profiles.Zip(Profiles.Skip(1), (a, b) => ($"{Profile}{a}__To", $"{Profile}{b}__From")).Where(p => Value(trail, p.Item1) != Value(trail, p.Item2)))
        {
            yield return Broken(trail, end, start, "the same as", "the same as");
        }

        if (trail.Options.Strategies.Trend is { HasHigherFrame: false, Place.Interval: var own })
        {
            yield return new BrokenRule("Strategies__Trend__HigherInterval", "Strategies__Trend__Interval", Sentence(trail, "Strategies__Trend__HigherInterval", $"a multiple of Strategies__Trend__Interval ({own}) that divides a day"));
        }

        var candles = trail.Options.Policy.PercentileCandles + trail.Options.Entry.AtrLength;
        if (trail.Options.Portfolio.Candles > candles)
        {
            yield return new BrokenRule("Portfolio__Candles", "Policy__PercentileCandles", Sentence(trail, "Portfolio__Candles", $"at most the candles that are read, Policy__PercentileCandles + Entry__AtrLength ({candles})"));
        }
    }

    private static IEnumerable<(string Lower, string Upper)> Steps(string prefix, IEnumerable<string> names, string suffix)
    {
        var all = names.Select(n => prefix + n + suffix).ToList();
        return all.Zip(all.Skip(1));
    }

    /// <summary>Told by the setting that a person set; where both are, by the lower one.</summary>
    private static BrokenRule Broken(OptionsTrail trail, string lower, string upper, string lowerMust, string upperMust)
    {
        var tellUpper = IsDefault(trail, lower) && !IsDefault(trail, upper);
        var (told, other, must) = tellUpper ? (upper, lower, upperMust) : (lower, upper, lowerMust);
        return new BrokenRule(lower, upper, Sentence(trail, told, $"{must} {other} ({SettingCatalogue.Find(other)!.ValueIn(trail.Options)})"));
    }

    private static string Sentence(OptionsTrail trail, string name, string allowed)
    {
        var setting = SettingCatalogue.Find(name)!;
        return SettingsReader.Sentence(trail.TraceOf(setting).Name ?? name, setting.ValueIn(trail.Options), allowed);
    }

    private static bool IsDefault(OptionsTrail trail, string name) => trail.TraceOf(SettingCatalogue.Find(name)!).Source == EffectiveSetting.Default;

    private static decimal Value(OptionsTrail trail, string name) => decimal.Parse(SettingCatalogue.Find(name)!.ValueIn(trail.Options), CultureInfo.InvariantCulture);
}

/// <summary>Two settings that do not go together.</summary>
internal sealed record BrokenRule(string First, string Second, string Sentence);
