using System.Globalization;
using Ballast.Core.Indicators;
using Ballast.Core.Market;

namespace Ballast.Core.Regimes;

/// <summary>The rules that turn one-hour candles into a symbol's policy. Source: requirements §4.</summary>
public static class PolicyRules
{
    /// <summary>Classifies a symbol. Too few candles give NO_NEW_TRADES.</summary>
    public static SymbolPolicy Classify(CandleWindow hourly, DateTimeOffset now, PolicyOptions options)
    {
        var validUntil = options.ValidUntil(now);
        var adx = Adx.Of(hourly.Candles.Span, options.Length);
        var percentile = AtrPercentile(hourly.Candles.Span, options);
        if (double.IsNaN(adx) || double.IsNaN(percentile))
        {
            return new SymbolPolicy(Regime.Normal, VolatilityLevel.Extreme, RiskProfile.NoNewTrades, MinConfidence(Regime.Normal, VolatilityLevel.Extreme, options), 0, 0, 0, hourly.SyntheticCount,
                string.Create(CultureInfo.InvariantCulture, $"Only {hourly.Candles.Count} one-hour candles; {2 * options.Length} are needed."), now, validUntil);
        }

        var regime = adx >= options.TrendingAdx ? Regime.Trending : adx <= options.RangingAdx ? Regime.Ranging : Regime.Normal;
        var volatility = LevelOf(percentile, options);
        var profile = volatility == VolatilityLevel.Extreme ? RiskProfile.Reduced : RiskProfile.Normal;
        var why = string.Create(CultureInfo.InvariantCulture,
            $"ADX {adx:F1} is {regime}; ATR percentile {percentile:F0} is {volatility}; profile {profile}.");
        return new SymbolPolicy(regime, volatility, profile, MinConfidence(regime, volatility, options), Multiplier(regime, volatility, options), adx, percentile, hourly.SyntheticCount, why, now, validUntil);
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

    private static VolatilityLevel LevelOf(double percentile, PolicyOptions options) =>
        percentile < options.LowBelow ? VolatilityLevel.Low
        : percentile <= options.NormalUpTo ? VolatilityLevel.Normal
        : percentile <= options.HighUpTo ? VolatilityLevel.High
        : VolatilityLevel.Extreme;

    /// <summary>Share of the recent ATR values (as a fraction of price) at or below the latest one.</summary>
    private static double AtrPercentile(ReadOnlySpan<Candle> candles, PolicyOptions options)
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
