using Ballast.Core.Market;

namespace Ballast.Research.Data;

/// <summary>Closed bars of one market in columns, oldest first, in rising order of time. Prices in the quote asset, volume in the base asset.</summary>
public sealed class BarSeries
{
    private readonly long[] _openTimes;
    private readonly double[] _opens;
    private readonly double[] _highs;
    private readonly double[] _lows;
    private readonly double[] _closes;
    private readonly double[] _volumes;
    private int[]? _dayEnds;
    private double[]? _range;

    /// <summary>The columns may be longer than <paramref name="count"/>; what lies behind it is not read.</summary>
    internal BarSeries(int count, long[] openTimes, double[] opens, double[] highs, double[] lows, double[] closes, double[] volumes, BarGaps gaps, double ticksPerUnit, BarTakers? takers = null)
    {
        (Count, _openTimes, _opens, _highs, _lows, _closes, _volumes) = (count, openTimes, opens, highs, lows, closes, volumes);
        (Gaps, TicksPerUnit, Takers) = (gaps, ticksPerUnit, takers);
    }

    public int Count { get; }

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public ReadOnlySpan<long> OpenTimesMs => _openTimes.AsSpan(0, Count);

    public ReadOnlySpan<double> Opens => _opens.AsSpan(0, Count);

    public ReadOnlySpan<double> Highs => _highs.AsSpan(0, Count);

    public ReadOnlySpan<double> Lows => _lows.AsSpan(0, Count);

    public ReadOnlySpan<double> Closes => _closes.AsSpan(0, Count);

    public ReadOnlySpan<double> Volumes => _volumes.AsSpan(0, Count);

    /// <summary>What takers bought; null where it was not read.</summary>
    public BarTakers? Takers { get; }

    /// <summary>Where the file has no bars; nothing is filled in.</summary>
    public BarGaps Gaps { get; }

    /// <summary>A close times this is a whole number, see <see cref="CloseGrid"/>.</summary>
    public double TicksPerUnit { get; }

    /// <summary>The last bar of each UTC day that has one, by the times at which bars open.</summary>
    public ReadOnlySpan<int> DayEnds => _dayEnds ??= FindDayEnds();

    /// <summary>The lowest low and the highest high: no price of the series lies outside.</summary>
    public (double Low, double High) Range => (_range ??= FindRange()) is [var low, var high] ? (low, high) : default;

    /// <summary>A series of candles in memory.</summary>
    /// <exception cref="ArgumentException">A candle is malformed or out of order.</exception>
    public static BarSeries Of(IReadOnlyList<Candle> candles)
    {
        ArgumentNullException.ThrowIfNull(candles);
        var columns = new BarColumns(candles.Count);
        var last = long.MinValue;
        foreach (var candle in candles)
        {
            if (!candle.IsWellFormed || candle.OpenTimeMs <= last)
            {
                throw new ArgumentException($"Candle {columns.Count} is malformed or not after the one before: {candle}.", nameof(candles));
            }

            columns.Add(candle);
            last = candle.OpenTimeMs;
        }

        return columns.ToSeries();
    }

    /// <summary>One bar as a candle, which closes a millisecond before the next can open.</summary>
    public Candle CandleAt(int bar) => new(OpenTimesMs[bar], Opens[bar], Highs[bar], Lows[bar], Closes[bar], Volumes[bar], OpenTimesMs[bar] + Gaps.IntervalMs - 1);

    /// <summary>The same bars with what takers bought of them.</summary>
    /// <param name="told">Base asset as a file tells it, NaN where it tells nothing; one number for each bar.</param>
    public BarSeries WithTakers(IReadOnlyList<double> told)
    {
        ArgumentNullException.ThrowIfNull(told);
        return told.Count == Count ? With(BarTakers.Of(this, [.. told])) : throw new ArgumentException($"There are {told.Count} taker volumes for {Count} bars.", nameof(told));
    }

    internal BarSeries With(BarTakers takers) => new(Count, _openTimes, _opens, _highs, _lows, _closes, _volumes, Gaps, TicksPerUnit, takers);

    /// <summary>The first bars alone, in the same columns.</summary>
    public BarSeries First(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return count == Count ? this : new BarSeries(count, _openTimes, _opens, _highs, _lows, _closes, _volumes, BarGaps.Between(_openTimes.AsSpan(0, count), Gaps.IntervalMs), TicksPerUnit, Takers);
    }

    /// <summary>The first bar that opens at a time or later; the number of bars where there is none.</summary>
    public int FirstFrom(long ms) => OpenTimesMs.BinarySearch(ms) is var at && at >= 0 ? at : ~at;

    /// <summary>What is known at the open of a bar: all bars before it, and of itself the open alone. The prices of all bars stay on the same grid.</summary>
    public BarSeries AtOpenOf(int bar)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bar);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bar, Count);
        var count = bar + 1;
        return new BarSeries(count, _openTimes, _opens, Ending(_highs, _opens[bar]), Ending(_lows, _opens[bar]), Ending(_closes, _opens[bar]), Ending(_volumes, 0), BarGaps.Between(_openTimes.AsSpan(0, count), Gaps.IntervalMs), TicksPerUnit, Takers is { } takers ? new BarTakers(Ending(takers.Bought, 0), takers.Classified) : null);

        double[] Ending(double[] column, double last)
        {
            var copy = column[..count];
            copy[bar] = last;
            return copy;
        }
    }

    private double[] FindRange()
    {
        double lowest = double.PositiveInfinity, highest = double.NegativeInfinity;
        for (var i = 0; i < Count; i++)
        {
            (lowest, highest) = (Math.Min(lowest, _lows[i]), Math.Max(highest, _highs[i]));
        }

        return [lowest, highest];
    }

    private int[] FindDayEnds()
    {
        const long day = 86_400_000;
        var times = OpenTimesMs;
        var ends = new List<int>();
        var until = long.MinValue;
        for (var i = 0; i < times.Length; i++)
        {
            if (times[i] < until)
            {
                continue;
            }

            if (i > 0)
            {
                ends.Add(i - 1);
            }

            until = ((times[i] / day) + 1) * day;
        }

        if (times.Length > 0)
        {
            ends.Add(times.Length - 1);
        }

        return [.. ends];
    }
}
