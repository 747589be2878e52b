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
    public static List<Candle> Merge(IEnumerable<Candle> finer, CandleInterval interval)
    {
        var merged = new List<Candle>();
        foreach (var bar in finer)
        {
            var open = Floor(bar.OpenTimeMs, interval);
            if (merged.Count > 0 && merged[^1].OpenTimeMs == open)
            {
                var last = merged[^1];
                merged[^1] = last with
                {
                    High = Math.Max(last.High, bar.High),
                    Low = Math.Min(last.Low, bar.Low),
                    Close = bar.Close,
                    Volume = last.Volume + bar.Volume,
                };
            }
            else
            {
                merged.Add(bar with { OpenTimeMs = open, CloseTimeMs = open + interval.Milliseconds - 1 });
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
