using Ballast.Research.Backtesting;

namespace Ballast.Research.Reports;

/// <summary>One value of a curve.</summary>
public readonly record struct CurvePoint(long AtMs, double Value);

/// <summary>
/// A curve of however many values in bounded memory: of each of some equal stretches of time its extremes and its last value, and the deepest fall from
/// the running peak, which is that of all values and not of those kept.
/// </summary>
public sealed class ThinCurve
{
    private readonly long _fromMs;
    private readonly long _bucketMs;
    private readonly Bucket[] _buckets;
    private TimeUnderWater<double> _water;
    private long _lastMs = long.MinValue;

    /// <param name="start">The value before the first one: the first peak.</param>
    /// <param name="buckets">Stretches of time; at most four points each are kept.</param>
    public ThinCurve(long fromMs, long toMs, double start, int buckets = 1_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(toMs, fromMs);
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        (_fromMs, _bucketMs) = (fromMs, ((toMs - fromMs) / buckets) + 1);
        _buckets = new Bucket[buckets];
        (Start, _water) = (start, new TimeUnderWater<double>(fromMs, start));
    }

    public double Start { get; }

    /// <summary>The largest fall from a peak, a fraction of the peak; above 1 where the value fell below nothing.</summary>
    public double MaxDrawdown { get; private set; }

    /// <summary>The longest time from a peak until it was reached again, or until the last value.</summary>
    public TimeSpan LongestUnderWater => _water.Longest;

    /// <param name="atMs">Not before the value added last.</param>
    public void Add(long atMs, double value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atMs, _lastMs);
        _lastMs = atMs;
        _water.Add(atMs, value);
        var fall = _water.Peak > 0 ? (_water.Peak - value) / _water.Peak : 0;
        MaxDrawdown = Math.Max(MaxDrawdown, fall);

        ref var bucket = ref _buckets[Math.Clamp((atMs - _fromMs) / _bucketMs, 0, _buckets.Length - 1)];
        bucket.Add(new CurvePoint(atMs, value), new CurvePoint(atMs, fall));
    }

    /// <summary>The values kept, oldest first.</summary>
    public IReadOnlyList<CurvePoint> Points() =>
        [.. _buckets.Where(b => b.IsUsed).SelectMany(b => ((CurvePoint[])[b.First, b.Low, b.High, b.Last]).OrderBy(p => p.AtMs).Distinct())];

    /// <summary>The deepest fall of each stretch, a fraction of the peak so far.</summary>
    public IReadOnlyList<CurvePoint> Drawdowns() => [.. _buckets.Where(b => b.IsUsed).Select(b => b.Deepest)];

    private struct Bucket
    {
        public bool IsUsed;
        public CurvePoint First;
        public CurvePoint Low;
        public CurvePoint High;
        public CurvePoint Last;
        public CurvePoint Deepest;

        public void Add(CurvePoint point, CurvePoint fall)
        {
            if (!IsUsed)
            {
                (IsUsed, First, Low, High, Deepest) = (true, point, point, point, fall);
            }

            Low = point.Value < Low.Value ? point : Low;
            High = point.Value > High.Value ? point : High;
            Deepest = fall.Value > Deepest.Value ? fall : Deepest;
            Last = point;
        }
    }
}
