using Ballast.Core.Market;

namespace Ballast.Venue.Markets;

/// <summary>Where candles begin: on multiples of their length since 1970-01-01 UTC, weeks on Mondays.</summary>
public static class CandleGrid
{
    private const long WeekMs = 604_800_000;
    private const long FirstMondayMs = 345_600_000;

    /// <summary>The open time of the candle that holds a time.</summary>
    public static long Floor(long ms, CandleInterval interval)
    {
        var origin = interval.Milliseconds % WeekMs == 0 ? FirstMondayMs : 0;
        return origin + (FloorDivide(ms - origin, interval.Milliseconds) * interval.Milliseconds);
    }

    /// <summary>Merges candles in time order into longer ones; the last one may be incomplete.</summary>
    public static List<TakerCandle> Merge(IEnumerable<TakerCandle> finer, CandleInterval interval)
    {
        var merged = new List<TakerCandle>();
        foreach (var (bar, takerBuy) in finer)
        {
            var open = Floor(bar.OpenTimeMs, interval);
            if (merged.Count > 0 && merged[^1].Candle.OpenTimeMs == open)
            {
                var (last, bought) = merged[^1];
                var candle = last with
                {
                    High = Math.Max(last.High, bar.High),
                    Low = Math.Min(last.Low, bar.Low),
                    Close = bar.Close,
                    Volume = last.Volume + bar.Volume,
                };
                merged[^1] = new TakerCandle(candle, bought + takerBuy);
            }
            else
            {
                merged.Add(new TakerCandle(bar with { OpenTimeMs = open, CloseTimeMs = open + interval.Milliseconds - 1 }, takerBuy));
            }
        }

        return merged;
    }

    internal static long FloorDivide(long value, long divisor) => Math.DivRem(value, divisor) switch
    {
        var (quotient, remainder) when remainder < 0 => quotient - 1,
        var (quotient, _) => quotient,
    };
}
