using Ballast.Core.Market;

namespace Ballast.Core.Strategies;

/// <summary>One step of a calibration map.</summary>
/// <param name="Confidence">The mean raw confidence of its signals.</param>
/// <param name="Share">Of winners among them, smoothed and never under a lower step's.</param>
/// <param name="Count">Signals in it.</param>
public readonly record struct CalibrationPoint(double Confidence, double Share, int Count);

/// <summary>
/// From raw confidence to the share of winners: signals in steps of equal count, each step's share drawn towards that of all, then made monotone
/// by pooling adjacent violators (Ayer and others 1955). Between steps it is linear, beyond them flat. An empty map changes nothing.
/// </summary>
/// <param name="Points">By confidence.</param>
public sealed record CalibrationMap(EquatableList<CalibrationPoint> Points)
{
    public static CalibrationMap None { get; } = new([]);

    public static CalibrationMap Fit(IReadOnlyCollection<PastSignal> signals, CalibrationOptions options)
    {
        if (signals.Count == 0)
        {
            return None;
        }

        var sorted = signals.OrderBy(s => s.Confidence).ToArray();
        var common = (sorted.Count(s => s.IsWon) + 1.0) / (sorted.Length + 2.0);
        var least = Math.Max(options.MinPerStep, (sorted.Length + options.Steps - 1) / options.Steps);
        var points = new List<CalibrationPoint>();
        for (var from = 0; from < sorted.Length;)
        {
            var to = Math.Min(from + least, sorted.Length);

            // Signals of one confidence stay together, and what is left at the end is no step of its own.
            while (to < sorted.Length && (sorted[to].Confidence.Equals(sorted[to - 1].Confidence) || sorted.Length - to < least))
            {
                to++;
            }

            points.Add(Step(sorted.AsSpan(from, to - from), common, options.PriorWeight));
            from = to;
        }

        return new CalibrationMap(EquatableList.From(Monotone(points)));
    }

    /// <summary>The share of winners that a raw confidence has had.</summary>
    public double Apply(double raw)
    {
        var points = Points.Span;
        if (points.Length == 0)
        {
            return raw;
        }

        var above = 0;
        while (above < points.Length && points[above].Confidence < raw)
        {
            above++;
        }

        if (above == 0 || above == points.Length)
        {
            return points[Math.Min(above, points.Length - 1)].Share;
        }

        var (low, high) = (points[above - 1], points[above]);
        return low.Share + ((high.Share - low.Share) * ((raw - low.Confidence) / (high.Confidence - low.Confidence)));
    }

    private static CalibrationPoint Step(ReadOnlySpan<PastSignal> signals, double common, double prior)
    {
        double confidence = 0, wins = 0;
        foreach (ref readonly var signal in signals)
        {
            confidence += signal.Confidence;
            wins += signal.IsWon ? 1 : 0;
        }

        return new CalibrationPoint(confidence / signals.Length, (wins + (common * prior)) / (signals.Length + prior), signals.Length);
    }

    private static CalibrationPoint[] Monotone(List<CalibrationPoint> points)
    {
        var pools = new List<(double Share, int Count, int Steps)>();
        foreach (var point in points)
        {
            var pool = (point.Share, point.Count, Steps: 1);
            while (pools.Count > 0 && pools[^1].Share > pool.Share)
            {
                var before = pools[^1];
                pools.RemoveAt(pools.Count - 1);
                var count = before.Count + pool.Count;
                pool = (((before.Share * before.Count) + (pool.Share * pool.Count)) / count, count, before.Steps + pool.Steps);
            }

            pools.Add(pool);
        }

        return [.. points.Zip(pools.SelectMany(p => Enumerable.Repeat(p.Share, p.Steps)), (point, share) => point with { Share = share })];
    }
}
