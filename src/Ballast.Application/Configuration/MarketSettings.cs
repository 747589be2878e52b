using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Portfolio;
using Ballast.Core.Regimes;
using Ballast.Core.Volatility;

namespace Ballast.Application.Configuration;

/// <summary>What is read off the market: policy, Crypto-VIX, correlation, risk level. Source: requirements §4, §5, §7, §9.</summary>
internal static class MarketSettings
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly SettingGroup<PolicyOptions> Policy = new("Policy", "§4", SettingScope.Account, o => o.Policy, (o, p) => o with { Policy = p });
    private static readonly SettingGroup<RegimeOptions> Regimes = new("Regimes", "§4", SettingScope.Account, o => o.Regimes, (o, r) => o with { Regimes = r });
    private static readonly SettingGroup<FrameOptions> Frames = new("Frames", "§4", SettingScope.Account, o => o.Frames, (o, f) => o with { Frames = f });
    private static readonly SettingGroup<HiddenMarkovOptions> Hmm = new("Hidden Markov model", "§4", SettingScope.Account, o => o.HiddenMarkov, (o, h) => o with { HiddenMarkov = h });
    private static readonly SettingGroup<VixOptions> Vix = new("Crypto-VIX", "§5", SettingScope.Account, o => o.Vix, (o, v) => o with { Vix = v });
    private static readonly SettingGroup<PortfolioOptions> Portfolio = new("Portfolio", "§9", SettingScope.Account, o => o.Portfolio, (o, p) => o with { Portfolio = p });
    private static readonly SettingGroup<MicrostructureOptions> Micro = new("Microstructure", "§7", SettingScope.Entry, o => o.Microstructure, (o, m) => o with { Microstructure = m });
    private static readonly SettingGroup<FlowOptions> Flow = new("Order flow", "§7", SettingScope.Account, o => o.Flow, (o, f) => o with { Flow = f });
    private static readonly SettingGroup<VpinOptions> VpinOf = new("Order flow", "§7", SettingScope.Account, o => o.Vpin, (o, v) => o with { Vpin = v });

    public static IEnumerable<Setting> All { get; } =
    [
        Policy.Choice("Policy__Regime", ["rules", "hmm"], p => p.Regime == RegimeSource.HiddenMarkov ? "hmm" : "rules", (p, name) => p with { Regime = name == "hmm" ? RegimeSource.HiddenMarkov : RegimeSource.Rules }),
        Policy.Real("Policy__TrendingAdx", p => p.TrendingAdx, (p, v) => p with { TrendingAdx = v }, 0, 100, "ADX"),
        Policy.Real("Policy__RangingAdx", p => p.RangingAdx, (p, v) => p with { RangingAdx = v }, 0, 100, "ADX"),
        Policy.Whole("Policy__Length", p => p.Length, (p, v) => p with { Length = v }, 2, 100, "candles"),
        Policy.Whole("Policy__PercentileCandles", p => p.PercentileCandles, (p, v) => p with { PercentileCandles = v }, 50, 1400, "candles"),
        Policy.Real("Policy__LowBelow", p => p.LowBelow, (p, v) => p with { LowBelow = v }, 0, 100, "percentile"),
        Policy.Real("Policy__NormalUpTo", p => p.NormalUpTo, (p, v) => p with { NormalUpTo = v }, 0, 100, "percentile"),
        Policy.Real("Policy__HighUpTo", p => p.HighUpTo, (p, v) => p with { HighUpTo = v }, 0, 100, "percentile"),
        Policy.Number("Policy__TrendingMinConfidence", p => p.TrendingMinConfidence, (p, v) => p with { TrendingMinConfidence = v }, 0, 1),
        Policy.Number("Policy__RangingMinConfidence", p => p.RangingMinConfidence, (p, v) => p with { RangingMinConfidence = v }, 0, 1),
        Policy.Number("Policy__NormalMinConfidence", p => p.NormalMinConfidence, (p, v) => p with { NormalMinConfidence = v }, 0, 1),
        Policy.Number("Policy__LowConfidenceAdd", p => p.LowConfidenceAdd, (p, v) => p with { LowConfidenceAdd = v }, -0.5m, 0.5m),
        Policy.Number("Policy__HighConfidenceAdd", p => p.HighConfidenceAdd, (p, v) => p with { HighConfidenceAdd = v }, -0.5m, 0.5m),
        Policy.Number("Policy__ExtremeConfidenceAdd", p => p.ExtremeConfidenceAdd, (p, v) => p with { ExtremeConfidenceAdd = v }, -0.5m, 0.5m),
        Policy.Number("Policy__TrendingMultiplier", p => p.TrendingMultiplier, (p, v) => p with { TrendingMultiplier = v }, 0, 2, "factor"),
        Policy.Number("Policy__NormalMultiplier", p => p.NormalMultiplier, (p, v) => p with { NormalMultiplier = v }, 0, 2, "factor"),
        Policy.Number("Policy__RangingMultiplier", p => p.RangingMultiplier, (p, v) => p with { RangingMultiplier = v }, 0, 2, "factor"),
        Policy.Number("Policy__HighVolatilityMultiplier", p => p.HighVolatilityMultiplier, (p, v) => p with { HighVolatilityMultiplier = v }, 0, 1, "factor"),
        Policy.Number("Policy__ReducedMultiplier", p => p.ReducedMultiplier, (p, v) => p with { ReducedMultiplier = v }, 0, 1, "factor"),
        Policy.Time("Policy__PeriodSeconds", p => p.Period, (p, v) => p with { Period = v }, Second, 60, 3600, "s"),
        Policy.Whole("Policy__MaxAgePeriods", p => p.MaxAgePeriods, (p, v) => p with { MaxAgePeriods = v }, 1, 100, "periods"),
        Regimes.Real("Regimes__AdxHysteresis", r => r.AdxHysteresis, (r, v) => r with { AdxHysteresis = v }, 0, 20, "ADX"),
        Regimes.Whole("Regimes__MinDwell", r => r.MinDwell, (r, v) => r with { MinDwell = v }, 1, 100, "candles"),
        Regimes.Whole("Regimes__EmaLength", r => r.EmaLength, (r, v) => r with { EmaLength = v }, 2, 500, "candles"),
        Regimes.Real("Regimes__DirectionSlope", r => r.DirectionSlope, (r, v) => r with { DirectionSlope = v }, 0, 1, "ATR per candle"),
        Regimes.Real("Regimes__HeldSlopeShare", r => r.HeldSlopeShare, (r, v) => r with { HeldSlopeShare = v }, 0, 1, "fraction"),
        Frames.Make("Frames__Veto", SettingKind.List, $"some of {AllFrames} separated by commas; or none", "", f => SettingText.Of(f.Veto, i => i.Name), (f, text) => ReadFrames(text, f) is { } veto ? f with { Veto = veto } : null) with { Scope = SettingScope.Entry },
        Frames.Whole("Frames__Candles", f => f.Candles, (f, v) => f with { Candles = v }, 30, 300, "candles"),
        Frames.Real("Frames__MaxAgeCandles", f => f.MaxAgeCandles, (f, v) => f with { MaxAgeCandles = v }, 1, 10, "candles"),
        Hmm.Whole("Hmm__FeatureCandles", h => h.FeatureCandles, (h, v) => h with { FeatureCandles = v }, 1, 50, "candles"),
        Hmm.Whole("Hmm__FitCandles", h => h.FitCandles, (h, v) => h with { FitCandles = v }, 500, 1000, "candles"),
        Hmm.Whole("Hmm__LeastFitCandles", h => h.LeastFitCandles, (h, v) => h with { LeastFitCandles = v }, 100, 1000, "candles"),
        Hmm.Time("Hmm__MaxAgeHours", h => h.MaxAge, (h, v) => h with { MaxAge = v }, TimeSpan.FromHours(1), 6, 168, "h"),
        Hmm.Whole("Hmm__LeastStates", h => h.LeastStates, (h, v) => h with { LeastStates = v }, 2, 4, "states"),
        Hmm.Whole("Hmm__MostStates", h => h.MostStates, (h, v) => h with { MostStates = v }, 2, 4, "states"),
        Hmm.Whole("Hmm__MaxIterations", h => h.MaxIterations, (h, v) => h with { MaxIterations = v }, 1, 1000, "per start"),
        Hmm.Real("Hmm__Tolerance", h => h.Tolerance, (h, v) => h with { Tolerance = v }, 0, 0.01m, "nats per candle"),
        Hmm.Real("Hmm__VarianceFloorShare", h => h.VarianceFloorShare, (h, v) => h with { VarianceFloorShare = v }, 0, 1, "of the window's variance"),
        Hmm.Real("Hmm__RangeVarianceFloorShare", h => h.RangeVarianceFloorShare, (h, v) => h with { RangeVarianceFloorShare = v }, 0, 4, "of the window's variance"),
        Hmm.Real("Hmm__DirectedFrom", h => h.DirectedFrom, (h, v) => h with { DirectedFrom = v }, 0, 2, "deviations"),
        Hmm.Real("Hmm__HeldShare", h => h.HeldShare, (h, v) => h with { HeldShare = v }, 0, 1, "fraction"),
        Hmm.Real("Hmm__LeastPosterior", h => h.LeastPosterior, (h, v) => h with { LeastPosterior = v }, 0, 1, "probability"),
        Vix.Real("Vix__NormalFrom", x => x.NormalFrom, (x, v) => x with { NormalFrom = v }, 0, 100, "score"),
        Vix.Real("Vix__ElevatedFrom", x => x.ElevatedFrom, (x, v) => x with { ElevatedFrom = v }, 0, 100, "score"),
        Vix.Real("Vix__ExtremeFrom", x => x.ExtremeFrom, (x, v) => x with { ExtremeFrom = v }, 0, 100, "score"),
        Vix.Real("Vix__Hysteresis", x => x.Hysteresis, (x, v) => x with { Hysteresis = v }, 0, 20, "score points"),
        Vix.Number("Vix__ElevatedFactor", x => x.ElevatedFactor, (x, v) => x with { ElevatedFactor = v }, 0, 1, "factor"),
        Vix.Number("Vix__ExtremeFactor", x => x.ExtremeFactor, (x, v) => x with { ExtremeFactor = v }, 0, 1, "factor"),
        Vix.Make("Vix__Symbol", SettingKind.Text, "a traded perpetual such as BTCUSDT", "", x => x.Symbol, (x, v) => v.Length is > 0 and <= 32 && v.All(char.IsAsciiLetterOrDigit) ? x with { Symbol = v.ToUpperInvariant() } : null),
        Vix.Whole("Vix__Candles", x => x.Candles, (x, v) => x with { Candles = v }, 20, 1000, "candles"),
        Vix.Time("Vix__PeriodSeconds", x => x.Period, (x, v) => x with { Period = v }, Second, 60, 3600, "s"),
        Vix.Time("Vix__MaxAgeSeconds", x => x.MaxAge, (x, v) => x with { MaxAge = v }, Second, 60, 7200, "s"),
        Portfolio.Number("Portfolio__RefuseFrom", p => p.RefuseFrom, (p, v) => p with { RefuseFrom = v }, 0, 1, "correlation"),
        Portfolio.Number("Portfolio__ReduceFrom", p => p.ReduceFrom, (p, v) => p with { ReduceFrom = v }, 0, 1, "correlation"),
        Portfolio.Number("Portfolio__ReduceFactor", p => p.ReduceFactor, (p, v) => p with { ReduceFactor = v }, 0, 1, "factor"),
        Portfolio.Whole("Portfolio__Candles", p => p.Candles, (p, v) => p with { Candles = v }, 20, 1000, "candles"),
        Portfolio.Whole("Portfolio__LeastCandles", p => p.LeastCandles, (p, v) => p with { LeastCandles = v }, 3, 1000, "candles"),
        Portfolio.Number("Portfolio__LinkFrom", p => p.LinkFrom, (p, v) => p with { LinkFrom = v }, -1, 1, "correlation"),
        Portfolio.Time("Portfolio__PeriodSeconds", p => p.Period, (p, v) => p with { Period = v }, Second, 60, 86_400, "s"),
        Portfolio.Whole("Portfolio__MaxAgePeriods", p => p.MaxAgePeriods, (p, v) => p with { MaxAgePeriods = v }, 1, 100, "periods"),
        Micro.Number("Microstructure__MissingVpin", m => m.MissingVpin, (m, v) => m with { MissingVpin = v }, 0, 1),
        Micro.Number("Microstructure__WarningVpin", m => m.WarningVpin, (m, v) => m with { WarningVpin = v }, 0, 1),
        Micro.Number("Microstructure__CriticalVpin", m => m.CriticalVpin, (m, v) => m with { CriticalVpin = v }, 0, 1),
        Micro.Number("Microstructure__WarningSpread", m => m.WarningSpread, (m, v) => m with { WarningSpread = v }, 0, 0.1m, "of the middle price"),
        Micro.Number("Microstructure__CriticalSpread", m => m.CriticalSpread, (m, v) => m with { CriticalSpread = v }, 0, 0.1m, "of the middle price"),
        Micro.Number("Microstructure__WarningShare", m => m.WarningShare, (m, v) => m with { WarningShare = v }, 0, 1, "of the depth"),
        Micro.Number("Microstructure__CriticalShare", m => m.CriticalShare, (m, v) => m with { CriticalShare = v }, 0, 1, "of the depth"),
        Micro.Choice("Microstructure__Filter", ["none", "vpin", "liquidity", "full"], m => m.Filter.Word(), (m, v) => m with { Filter = Enum.Parse<RiskFilter>(v, ignoreCase: true) }) with { Section = "§8" },
        Flow.Whole("Flow__DepthLevels", f => f.DepthLevels, (f, v) => f with { DepthLevels = v }, 5, 1000, "levels"),
        Flow.Whole("Flow__ImbalanceLevels", f => f.ImbalanceLevels, (f, v) => f with { ImbalanceLevels = v }, 1, 1000, "levels"),
        Flow.Time("Flow__VelocityWindowSeconds", f => f.VelocityWindow, (f, v) => f with { VelocityWindow = v }, Second, 1, 3600, "s"),
        Flow.Time("Flow__VolumeWindowSeconds", f => f.VolumeWindow, (f, v) => f with { VolumeWindow = v }, Second, 60, 86_400, "s"),
        VpinOf.Whole("Vpin__Buckets", p => p.Buckets, (p, v) => p with { Buckets = v }, 1, 1000, "buckets"),
        VpinOf.Whole("Vpin__BucketsPerDay", p => p.BucketsPerDay, (p, v) => p with { BucketsPerDay = v }, 1, 10_000, "buckets"),
    ];

    private static string AllFrames => SettingText.Of(new FrameOptions().Frames, i => i.Name);

    /// <summary>Frames that are read, shortest first; null where another is named.</summary>
    private static EquatableList<CandleInterval>? ReadFrames(string text, FrameOptions options)
    {
        var named = SettingText.Parts(text).Select(p => CandleInterval.TryParse(p, out var interval) ? interval : default).ToHashSet();
        return named.All(i => options.Frames.Contains(i)) ? EquatableList.From(options.Frames.Where(named.Contains)) : null;
    }
}
