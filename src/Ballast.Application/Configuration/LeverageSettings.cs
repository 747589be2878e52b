using Ballast.Core.Leveraging;
using Ballast.Core.Market;

namespace Ballast.Application.Configuration;

/// <summary>Which leverage engine, the abnormal market, and the tier, rules and fixed engines. Source: requirements §0.3, §1.1, §6.1, §6.5.</summary>
internal static class LeverageSettings
{
    private const string BySizer = "by-sizer";
    private const string ByEngine = "by-engine";

    private static readonly Dictionary<string, LeverageModel> Engines = new(StringComparer.Ordinal)
    {
        ["tier"] = LeverageModel.Tier,
        ["rules"] = LeverageModel.Rules,
        ["fixed"] = LeverageModel.Fixed,
    };

    private static readonly Dictionary<string, AbnormalMarket> Abnormal = new(StringComparer.Ordinal)
    {
        ["refuse"] = AbnormalMarket.Refuse,
        ["1x"] = AbnormalMarket.OneTimes,
        ["ignore"] = AbnormalMarket.Ignore,
    };

    private static readonly LadderText ByConfidence = new(0, 1, 5, LadderShape.Falling);

    private static readonly SettingGroup<LeverageOptions> Engine = new("Leverage", "§0.3", SettingScope.Entry, o => o.Leverage, (o, l) => o with { Leverage = l });
    private static readonly SettingGroup<TierLeverageOptions> Tier = new("Tier leverage", "§1.1", SettingScope.Entry, o => o.Leverage.Tier, (o, t) => o with { Leverage = o.Leverage with { Tier = t } });
    private static readonly SettingGroup<FixedLeverageOptions> Fixed = new("Fixed leverage", "§1.4", SettingScope.Entry, o => o.Leverage.Fixed, (o, f) => o with { Leverage = o.Leverage with { Fixed = f } });
    private static readonly SettingGroup<RulesLeverageOptions> Rules = new("Rules leverage", "§6.1", SettingScope.Entry, o => o.Leverage.Rules, (o, r) => o with { Leverage = o.Leverage with { Rules = r } });

    public static IEnumerable<Setting> All { get; } =
    [
        Engine.Choice("Leverage", [.. Engines.Keys, BySizer], l => l.Model is { } m ? Engines.First(e => e.Value == m).Key : BySizer, (l, v) => l with { Model = v == BySizer ? null : Engines[v] }),
        Engine.Choice("Leverage__Abnormal", [.. Abnormal.Keys, ByEngine], l => l.Abnormal is { } a ? Abnormal.First(e => e.Value == a).Key : ByEngine, (l, v) => l with { Abnormal = v == ByEngine ? null : Abnormal[v] }) with { Section = "§6.5" },
        Tier.Ladder("Leverage__Confidence", ByConfidence, t => t.Confidence, (t, v) => t with { Confidence = v }),
        Tier.Ladder("Leverage__Volatility", new(0, 1, 5, LadderShape.Rising), t => t.Volatility, (t, v) => t with { Volatility = v }),
        Tier.Ladder("Leverage__Signal", new(1, 5, 5, LadderShape.Falling), t => t.Signal, (t, v) => t with { Signal = v }),
        Tier.Number("Leverage__UnknownSignal", t => t.UnknownSignal, (t, v) => t with { UnknownSignal = v }, 0, 1, "factor"),
        Tier.Whole("Leverage__Floor", t => t.Floor, (t, v) => t with { Floor = v }, 1, 125, "x"),
        Tier.Number("Leverage__RecoveryFactor", t => t.RecoveryFactor, (t, v) => t with { RecoveryFactor = v }, 0.01m, 1, "factor"),
        Tier.Choice("Leverage__Rounding", ["truncate", "nearest"], t => t.Rounding.ToString().ToLowerInvariant(), (t, v) => t with { Rounding = v == "nearest" ? LeverageRounding.Nearest : LeverageRounding.Truncate }),
        Tier.Make("Leverage__Factors", SettingKind.List, "any of confidence, volatility, signal, separated by commas; or none", "", t => SettingText.Of(t.Factors, f => f.ToString().ToLowerInvariant()), (t, v) => ReadFactors(v) is { } factors ? t with { Factors = factors } : null),
        Fixed.Whole("Leverage__Fixed__Core", f => f.Core, (f, v) => f with { Core = v }, 1, 125, "x"),
        Fixed.Whole("Leverage__Fixed__Alt", f => f.Alt, (f, v) => f with { Alt = v }, 1, 125, "x"),
        Rules.Number("Rules__Basis", r => r.Basis, (r, v) => r with { Basis = v }, 1, 125, "x"),
        Rules.Whole("Rules__Min", r => r.Min, (r, v) => r with { Min = v }, 1, 125, "x"),
        Rules.Whole("Rules__Max", r => r.Max, (r, v) => r with { Max = v }, 1, 125, "x"),
        Rules.Ladder("Rules__Confidence", ByConfidence, r => r.Confidence, (r, v) => r with { Confidence = v }),
        Rules.Number("Rules__Safe", r => r.Safe, (r, v) => r with { Safe = v }, 0, 5, "factor"),
        Rules.Number("Rules__Warning", r => r.Warning, (r, v) => r with { Warning = v }, 0, 5, "factor"),
        Rules.Number("Rules__Critical", r => r.Critical, (r, v) => r with { Critical = v }, 0, 5, "factor"),
        Rules.Number("Rules__VpinFrom", r => r.VpinFrom, (r, v) => r with { VpinFrom = v }, 0, 1),
        Rules.Number("Rules__MissingVpin", r => r.MissingVpin, (r, v) => r with { MissingVpin = v }, 0, 1),
        Rules.Number("Rules__VolatileFrom", r => r.VolatileFrom, (r, v) => r with { VolatileFrom = v }, 0, 1, "ATR / price"),
        Rules.Number("Rules__Volatile", r => r.Volatile, (r, v) => r with { Volatile = v }, 0, 1, "factor"),
    ];

    private static EquatableList<LeverageFactor>? ReadFactors(string text)
    {
        var factors = new List<LeverageFactor>();
        foreach (var part in SettingText.Parts(text))
        {
            if (!char.IsAsciiLetter(part.FirstOrDefault()) || !Enum.TryParse<LeverageFactor>(part, ignoreCase: true, out var factor) || factors.Contains(factor))
            {
                return null;
            }

            factors.Add(factor);
        }

        return EquatableList.From(factors);
    }
}
