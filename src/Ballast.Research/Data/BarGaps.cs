namespace Ballast.Research.Data;

/// <summary>Where bars are missing: two neighbours lie further apart than the shortest distance of the series.</summary>
/// <param name="IntervalMs">That shortest distance: the length of a bar.</param>
/// <param name="Count">Places where bars are missing.</param>
/// <param name="MissingBars">Whole bars that would fill them.</param>
/// <param name="LargestBars">Whole bars missing at the worst place.</param>
/// <param name="LargestFromMs">The time from which they are missing, milliseconds since 1970-01-01 UTC; 0 without a gap.</param>
public readonly record struct BarGaps(long IntervalMs, int Count, long MissingBars, long LargestBars, long LargestFromMs)
{
    /// <param name="openTimesMs">In rising order.</param>
    /// <param name="onlyLengthMs">The length of the bar, where there is only one.</param>
    public static BarGaps Of(ReadOnlySpan<long> openTimesMs, long onlyLengthMs)
    {
        var interval = openTimesMs.Length > 1 ? long.MaxValue : onlyLengthMs;
        for (var i = 1; i < openTimesMs.Length; i++)
        {
            interval = Math.Min(interval, openTimesMs[i] - openTimesMs[i - 1]);
        }

        return Between(openTimesMs, interval);
    }

    /// <summary>Of bars whose length is known, as that of a whole file is for its parts.</summary>
    internal static BarGaps Between(ReadOnlySpan<long> openTimesMs, long interval)
    {
        var gaps = new BarGaps(interval, 0, 0, 0, 0);
        for (var i = 1; i < openTimesMs.Length; i++)
        {
            var distance = openTimesMs[i] - openTimesMs[i - 1];
            if (distance > interval)
            {
                gaps = gaps.With((distance - 1) / interval, openTimesMs[i - 1] + interval);
            }
        }

        return gaps;
    }

    private BarGaps With(long missing, long fromMs) => this with
    {
        Count = Count + 1,
        MissingBars = MissingBars + missing,
        LargestBars = Math.Max(LargestBars, missing),
        LargestFromMs = missing > LargestBars ? fromMs : LargestFromMs,
    };
}
