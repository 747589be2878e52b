using Ballast.Research.Reports;

namespace Ballast.Research.Tests.Reports;

/// <summary>A thin curve keeps what a person would see of a thick one.</summary>
public sealed class ThinCurveTests
{
    [Fact]
    public void Falls_and_times_under_water_are_those_of_all_values()
    {
        var curve = new ThinCurve(0, 100, 10, buckets: 2);
        foreach (var (at, value) in new (long, double)[] { (10, 12), (20, 9), (30, 12), (40, 11), (60, 15), (80, 3), (90, 16), (100, 8) })
        {
            curve.Add(at, value);
        }

        Assert.Equal(0.8, curve.MaxDrawdown, 1e-12);
        Assert.Equal(30, curve.LongestUnderWater.TotalMilliseconds);
        Assert.Equal([(10, 12.0), (20, 9.0), (40, 11.0), (60, 15.0), (80, 3.0), (90, 16.0), (100, 8.0)], curve.Points().Select(p => (p.AtMs, p.Value)));
        Assert.Equal([(20, 0.25), (80, 0.8)], curve.Drawdowns().Select(p => (p.AtMs, p.Value)));
    }

    /// <summary>From the peak at 10 until 50, where it is reached again, not until the last value under it; the last fall lasts until the last value.</summary>
    [Theory]
    [InlineData(12, 40)]
    [InlineData(11, 60)]
    public void A_fall_lasts_until_its_peak_is_reached_again(double at50, double expected)
    {
        var curve = new ThinCurve(0, 100, 10);
        foreach (var (at, value) in new (long, double)[] { (10, 12), (20, 9), (50, at50), (60, 11.5), (70, 13) })
        {
            curve.Add(at, value);
        }

        Assert.Equal(expected, curve.LongestUnderWater.TotalMilliseconds);
        curve.Add(95, 12);
        Assert.Equal(Math.Max(expected, 25), curve.LongestUnderWater.TotalMilliseconds);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void However_long_it_is_its_memory_is_bounded_and_its_extremes_are_kept(int seed)
    {
        var random = new Random(seed);
        var values = new double[50_000];
        var level = 1_000.0;
        for (var i = 0; i < values.Length; i++)
        {
            level += random.NextDouble() - 0.5;
            values[i] = level;
        }

        var curve = new ThinCurve(0, values.Length, 1_000, buckets: 300);
        for (var i = 0; i < values.Length; i++)
        {
            curve.Add(i, values[i]);
        }

        var points = curve.Points();
        var (peak, drawdown) = (1_000.0, 0.0);
        foreach (var value in values)
        {
            peak = Math.Max(peak, value);
            drawdown = Math.Max(drawdown, (peak - value) / peak);
        }

        Assert.InRange(points.Count, 300, 1_200);
        Assert.Equal((values.Min(), values.Max(), values[^1]), (points.Min(p => p.Value), points.Max(p => p.Value), points[^1].Value));
        Assert.Equal(points.OrderBy(p => p.AtMs), points);
        Assert.All(points, p => Assert.Equal(values[p.AtMs], p.Value));
        Assert.Equal(drawdown, curve.MaxDrawdown, 1e-12);
        Assert.Equal(drawdown, curve.Drawdowns().Max(p => p.Value), 1e-12);
    }

    [Fact]
    public void What_is_older_than_the_last_value_is_refused()
    {
        var curve = new ThinCurve(0, 10, 1);
        curve.Add(5, 1);

        Assert.Throws<ArgumentOutOfRangeException>(() => curve.Add(4, 1));
    }
}
