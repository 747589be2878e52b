using Ballast.Contracts;
using Ballast.Core.Indicators;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Indicators;

public sealed class RollingCorrelationTests
{
    [Fact]
    public void By_hand()
    {
        // (1, 2), (2, 1), (3, 3): differences −1, 0, 1 and 0, −1, 1; products 1, squares 2 and 2.
        Assert.Equal(0.5, RollingCorrelation.Of([9, 1, 2, 3], [7, 2, 1, 3], 3), 12);
        Assert.True(double.IsNaN(RollingCorrelation.Of([1, 2], [2, 1], 3)));
        Assert.Equal(1, RollingCorrelation.Of([1, 2, 4], [10, 20, 40], 3), 12);
        Assert.Equal(-1, RollingCorrelation.Of([1, 2, 4], [-10, -20, -40], 3), 12);
    }

    [Fact]
    public void A_side_that_does_not_move_correlates_with_nothing()
    {
        Assert.True(double.IsNaN(RollingCorrelation.Of([0.1, 0.1, 0.1, 0.1], [1, 2, 3, 5], 3)));
        Assert.True(double.IsNaN(RollingCorrelation.Of([1, 2, 3, 5], [1e9, 0.1, 0.1, 0.1], 3)));
    }

    [Fact]
    public void Two_passes_over_the_window_give_the_same_whatever_came_before() => Sample.Holds(100, random =>
    {
        // The first half is huge: a running sum that subtracts what leaves would keep its rounding.
        var length = random.Next(2, 40);
        var left = Enumerable.Range(0, 200).Select(i => (random.NextDouble() - 0.5) * (i < 100 ? 1e9 : 1)).ToArray();
        var right = left.Select((x, i) => (x * random.NextDouble()) + ((random.NextDouble() - 0.5) * (i < 100 ? 1e9 : 1))).ToArray();
        var expected = NaiveIndicators.Correlation(left[^length..], right[^length..]);
        var actual = RollingCorrelation.Of(left, right, length);
        return actual is >= -1 and <= 1 && Math.Abs(expected - actual) < 1e-9
            && actual.Equals(RollingCorrelation.Of(right, left, length));
    });

    [RealDataFact]
    public void Two_passes_give_the_same_on_real_returns()
    {
        var returns = NaiveIndicators.LogReturns(RealCandles.Daily())[1..];
        for (var to = 30; to + 1 < returns.Length; to += 50)
        {
            // A return and the one before it.
            var (now, before) = (returns[1..(to + 1)], returns[..to]);
            Assert.Equal(NaiveIndicators.Correlation(now[^30..], before[^30..]), RollingCorrelation.Of(now, before, 30), 10);
        }
    }

    [Fact]
    public void A_pair_costs_no_memory_and_the_default_takes_it()
    {
        var random = new Random(1);
        var correlation = new RollingCorrelation(50);
        var nothing = default(RollingCorrelation);
        Feed(200);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Feed(2_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(double.IsNaN(nothing.Value));

        void Feed(int pairs)
        {
            for (var i = 0; i < pairs; i++)
            {
                correlation.Add(random.NextDouble(), random.NextDouble());
                nothing.Add(1, 2);
            }
        }
    }
}
