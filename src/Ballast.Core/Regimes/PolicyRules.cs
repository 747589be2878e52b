using System.Globalization;
using Ballast.Core.Indicators;
using Ballast.Core.Market;

namespace Ballast.Core.Regimes;

/// <summary>The rules that turn a symbol's regime and volatility into its policy. Source: requirements §4.</summary>
public static class PolicyRules
{
    /// <summary>The policy for a regime. Without a complete regime, or without volatility, it is NO_NEW_TRADES.</summary>
    /// <param name="atrPercentile">As <see cref="AtrPercentile"/> gives it.</param>
    /// <param name="frames">What the regime was made of.</param>
    public static SymbolPolicy Of(CombinedRegime regime, double atrPercentile, EquatableList<FrameReading> frames, int syntheticCandles, DateTimeOffset now, FrameOptions frameOptions, PolicyOptions options)
    {
        var isKnown = regime.IsComplete && !double.IsNaN(atrPercentile);
        var volatility = double.IsNaN(atrPercentile) ? VolatilityLevel.Extreme : LevelOf(atrPercentile, options);
        var profile = !isKnown ? RiskProfile.NoNewTrades : volatility == VolatilityLevel.Extreme ? RiskProfile.Reduced : RiskProfile.Normal;
        var why = !regime.IsComplete ? regime.Why
            : double.IsNaN(atrPercentile) ? string.Create(CultureInfo.InvariantCulture, $"No ATR over {options.Length} candles.")
            : string.Create(CultureInfo.InvariantCulture, $"{regime.Why} ATR percentile {atrPercentile:F0} is {volatility}; profile {profile}.");
        return new SymbolPolicy(
            regime.Regime, volatility, profile, MinConfidence(regime.Regime, volatility, options), isKnown ? Multiplier(regime.Regime, volatility, options) : 0,
            AdxOf(frames, frameOptions.PolicyFrame), isKnown ? atrPercentile : 0, syntheticCandles, why, now, options.ValidUntil(now))
        {
            Direction = regime.Direction,
            Frames = frames,
        };
    }

    /// <summary>The least confidence that an entry needs.</summary>
    public static decimal MinConfidence(Regime regime, VolatilityLevel volatility, PolicyOptions options)
    {
        var confidence = regime switch
        {
            Regime.Trending => options.TrendingMinConfidence,
            Regime.Ranging => options.RangingMinConfidence,
            Regime.Normal => options.NormalMinConfidence,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return confidence + volatility switch
        {
            VolatilityLevel.Low => options.LowConfidenceAdd,
            VolatilityLevel.Normal => 0,
            VolatilityLevel.High => options.HighConfidenceAdd,
            VolatilityLevel.Extreme => options.ExtremeConfidenceAdd,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>What the risk per trade is multiplied with. EXTREME has no factor here: its profile is REDUCED.</summary>
    public static decimal Multiplier(Regime regime, VolatilityLevel volatility, PolicyOptions options)
    {
        var multiplier = regime switch
        {
            Regime.Trending => options.TrendingMultiplier,
            Regime.Ranging => options.RangingMultiplier,
            Regime.Normal => options.NormalMultiplier,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return volatility == VolatilityLevel.High ? multiplier * options.HighVolatilityMultiplier : multiplier;
    }

    public static decimal ProfileMultiplier(RiskProfile profile, PolicyOptions options) => profile switch
    {
        RiskProfile.Normal => 1m,
        RiskProfile.Reduced => options.ReducedMultiplier,
        RiskProfile.NoNewTrades => 0m,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The level of an ATR percentile, 0–100.</summary>
    public static VolatilityLevel LevelOf(double percentile, PolicyOptions options) =>
        percentile < options.LowBelow ? VolatilityLevel.Low
        : percentile <= options.NormalUpTo ? VolatilityLevel.Normal
        : percentile <= options.HighUpTo ? VolatilityLevel.High
        : VolatilityLevel.Extreme;

    private static double AdxOf(EquatableList<FrameReading> frames, CandleInterval interval)
    {
        foreach (var frame in frames)
        {
            if (frame.Interval == interval)
            {
                return frame.Adx ?? 0;
            }
        }

        return 0;
    }

    /// <summary>Share of the recent ATR values (as a fraction of price) at or below the latest one, 0–100; NaN with too few candles.</summary>
    public static double AtrPercentile(ReadOnlySpan<Candle> candles, PolicyOptions options) => AtrPercentile(candles, options, out _);

    /// <summary>The same, with the latest ATR in price units; NaN with too few candles.</summary>
    public static double AtrPercentile(ReadOnlySpan<Candle> candles, PolicyOptions options, out double latest)
    {
        var atr = new Atr(options.Length);
        var first = Math.Max(0, candles.Length - options.PercentileCandles);
        Span<double> values = candles.Length - first <= 1024 ? stackalloc double[candles.Length - first] : new double[candles.Length - first];
        var count = 0;
        for (var i = 0; i < candles.Length; i++)
        {
            atr.Add(candles[i]);
            if (i >= first && !double.IsNaN(atr.Value))
            {
                values[count++] = atr.Value / candles[i].Close;
            }
        }

        latest = atr.Value;
        if (count == 0)
        {
            return double.NaN;
        }

        var below = 0;
        foreach (var value in values[..count])
        {
            below += value <= values[count - 1] ? 1 : 0;
        }

        return 100.0 * below / count;
    }
}
