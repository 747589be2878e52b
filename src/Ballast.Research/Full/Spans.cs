using Ballast.Research.Backtesting;

namespace Ballast.Research.Full;

/// <summary>Sums over time.</summary>
internal static class Spans
{
    /// <summary>The time that spans cover together.</summary>
    public static TimeSpan Covered(IEnumerable<(DateTimeOffset From, DateTimeOffset To)> spans)
    {
        var (covered, until) = (TimeSpan.Zero, DateTimeOffset.MinValue);
        foreach (var (from, to) in spans.OrderBy(s => s.From))
        {
            covered += to <= until ? TimeSpan.Zero : to - (from > until ? from : until);
            until = to > until ? to : until;
        }

        return covered;
    }

    /// <summary>Falls from a peak: the deepest as a fraction of it, the longest time, and all of it (<see cref="TimeUnderWater{T}"/>).</summary>
    public static (double Deepest, TimeSpan Longest, TimeSpan Total) UnderWater(IReadOnlyList<EquityPoint> points, DateTimeOffset end)
    {
        if (points.Count == 0)
        {
            return default;
        }

        var (water, deepest) = (new TimeUnderWater<decimal>(points[0].At.ToUnixTimeMilliseconds(), points[0].Equity.Value), 0.0);
        foreach (var point in points)
        {
            water.Add(point.At.ToUnixTimeMilliseconds(), point.Equity.Value);
            deepest = water.Peak > 0 ? Math.Max(deepest, (double)((water.Peak - point.Equity.Value) / water.Peak)) : deepest;
        }

        water.End(end.ToUnixTimeMilliseconds());
        return (deepest, water.Longest, water.Total);
    }
}
