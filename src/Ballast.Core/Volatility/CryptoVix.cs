using Ballast.Core.Indicators;
using Ballast.Core.Market;

namespace Ballast.Core.Volatility;

/// <summary>The Crypto-VIX: realised volatility of the last 99 hourly returns as a score, with levels. Source: requirements §5.</summary>
public static class CryptoVix
{
    /// <summary>min(100, sample deviation × √8760 × 100); NaN when there are too few candles.</summary>
    public static double Score(ReadOnlySpan<Candle> hourly, int candles = 100)
    {
        if (hourly.Length < candles)
        {
            return double.NaN;
        }

        return Score(RealisedVolatility.Of(hourly[^candles..], candles - 1));
    }

    /// <summary>The same of the deviation of hourly returns.</summary>
    public static double Score(double perHour) => Math.Min(100, RealisedVolatility.Annualised(perHour, RealisedVolatility.BarsPerYear(CandleInterval.OneHour)) * 100);

    /// <summary>The level of a score. Upwards at once; downwards only past the hysteresis, so that a score at the edge does not flap.</summary>
    public static VixLevel Classify(double score, VixLevel? previous, VixOptions options)
    {
        var plain = LevelOf(score, options, 0);
        return previous is { } before && plain < before ? LevelOf(score, options, options.Hysteresis) switch
        {
            var held when held > before => before,
            var held => held,
        }
        : plain;
    }

    /// <summary>What a level multiplies sizes with.</summary>
    public static decimal Factor(VixLevel level, VixOptions options) => level switch
    {
        VixLevel.Calm or VixLevel.Normal => 1m,
        VixLevel.Elevated => options.ElevatedFactor,
        VixLevel.Extreme => options.ExtremeFactor,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>A new reading from hourly candles and the scores before it; null when there are too few candles.</summary>
    public static VixReading? Read(CandleWindow hourly, VixReading? previous, IReadOnlyList<double> history, DateTimeOffset now, VixOptions options)
    {
        var score = Score(hourly.Candles.Span, options.Candles);
        if (double.IsNaN(score))
        {
            return null;
        }

        var below = 0;
        foreach (var earlier in history)
        {
            below += earlier <= score ? 1 : 0;
        }

        var percentile = history.Count == 0 ? 100 : 100.0 * below / history.Count;
        var synthetic = Math.Max(0, hourly.SyntheticCount - (hourly.Candles.Count - options.Candles));
        return new VixReading(score, Classify(score, previous?.Level, options), percentile, options.Candles, synthetic, now, now + options.MaxAge);
    }

    private static VixLevel LevelOf(double score, VixOptions options, double slack) =>
        score >= options.ExtremeFrom - slack ? VixLevel.Extreme
        : score >= options.ElevatedFrom - slack ? VixLevel.Elevated
        : score >= options.NormalFrom - slack ? VixLevel.Normal
        : VixLevel.Calm;
}
