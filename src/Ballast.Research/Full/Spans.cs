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

    /// <summary>Falls from a peak: the deepest as a fraction of it, the longest time, and all of it. A fall begins at the point of the peak.</summary>
    public static (double Deepest, TimeSpan Longest, TimeSpan Total) UnderWater(IReadOnlyList<EquityPoint> points, DateTimeOffset end)
    {
        if (points.Count == 0)
        {
            return default;
        }

        var (peak, deepest, longest, total, isUnder) = (points[0], 0.0, TimeSpan.Zero, TimeSpan.Zero, false);
        foreach (var point in points)
        {
            if (point.Equity < peak.Equity)
            {
                isUnder = true;
                deepest = peak.Equity.Value > 0 ? Math.Max(deepest, (double)((peak.Equity - point.Equity) / peak.Equity)) : deepest;
                continue;
            }

            Close(point.At);
            (peak, isUnder) = (point, false);
        }

        Close(end);
        return (deepest, longest, total);

        void Close(DateTimeOffset at)
        {
            var span = isUnder ? at - peak.At : TimeSpan.Zero;
            (longest, total) = (span > longest ? span : longest, total + span);
        }
    }
}
