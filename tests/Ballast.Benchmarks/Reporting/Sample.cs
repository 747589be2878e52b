namespace Ballast.Benchmarks.Reporting;

/// <summary>Measured values of one kind, in the unit they were measured in.</summary>
public sealed class Sample(IEnumerable<double> values)
{
    private readonly double[] _sorted = [.. values.Order()];

    public int Count => _sorted.Length;

    public double Median => At(0.50);

    public double P99 => At(0.99);

    public double Max => _sorted[^1];

    /// <summary>The value that a share of all does not exceed.</summary>
    public double At(double share) => _sorted.Length == 0 ? double.NaN : _sorted[Math.Clamp((int)Math.Ceiling(share * _sorted.Length) - 1, 0, _sorted.Length - 1)];

    public static double MedianOf(IEnumerable<double> values) => new Sample(values).Median;
}
