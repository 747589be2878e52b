using Ballast.Core.Indicators;
using Ballast.Core.Market;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Indicators;

public sealed class AtrTests
{
    // True ranges by hand: 10 (first: high − low) · 12 (110 − 98 over 6) · 8 · 20 (gap: 100 − 80, low to the close before).
    private static readonly Candle[] Table =
    [
        Given.Candle(0, 100, 105, 95, 98),
        Given.Candle(1, 104, 110, 104, 106),
        Given.Candle(2, 106, 108, 100, 100),
        Given.Candle(3, 90, 92, 80, 85),
    ];

    [Fact]
    public void Wilders_smoothing_by_hand()
    {
        Assert.Equal(double.NaN, Atr.Of(Table.AsSpan(0, 1), 2));
        Assert.Equal(11.0, Atr.Of(Table.AsSpan(0, 2), 2), 12);
        Assert.Equal(9.5, Atr.Of(Table.AsSpan(0, 3), 2), 12);
        Assert.Equal(14.75, Atr.Of(Table, 2), 12);
    }

    [Fact]
    public void The_value_at_a_time_ignores_what_comes_after() => Sample.Holds(100, random =>
    {
        var candles = Walk(random, 60);
        var cut = random.Next(1, 60);
        var other = candles[..cut].Concat(Walk(random, 60 - cut)).ToArray();
        var one = new Atr(14);
        var two = new Atr(14);
        for (var i = 0; i < cut; i++)
        {
            one.Add(candles[i]);
            two.Add(other[i]);
        }

        return one.Value.Equals(two.Value) && one.Value.Equals(Atr.Of(candles.AsSpan(0, cut), 14));
    });

    [Fact]
    public void One_that_goes_on_from_a_value_gives_the_same_to_the_last_digit() => Sample.Holds(100, random =>
    {
        var candles = Walk(random, 60);
        var cut = random.Next(14, 60);
        var resumed = Atr.From(14, Atr.Of(candles.AsSpan(0, cut), 14), candles[cut - 1].Close);
        foreach (var candle in candles[cut..])
        {
            resumed.Add(candle);
        }

        return resumed.Value.Equals(Atr.Of(candles, 14));
    });

    [Fact]
    public void It_stays_between_the_least_and_the_greatest_true_range() => Sample.Holds(100, random =>
    {
        var candles = Walk(random, 80);
        var ranges = candles.Select((c, i) => i == 0 ? c.High - c.Low
            : Math.Max(c.High - c.Low, Math.Max(Math.Abs(c.High - candles[i - 1].Close), Math.Abs(c.Low - candles[i - 1].Close)))).ToArray();
        var atr = Atr.Of(candles, 14);
        return atr >= ranges.Min() - 1e-9 && atr <= ranges.Max() + 1e-9;
    });

    [Fact]
    public void A_length_under_one_is_a_broken_invariant() => Assert.Throws<ArgumentOutOfRangeException>(() => new Atr(0));

    internal static Candle[] Walk(Random random, int count)
    {
        var candles = new Candle[count];
        var price = 100.0;
        for (var i = 0; i < count; i++)
        {
            var open = price;
            price *= 1 + ((random.NextDouble() - 0.5) * 0.04);
            candles[i] = Given.Candle(i, open, Math.Max(open, price) * 1.002, Math.Min(open, price) * 0.998, price);
        }

        return candles;
    }
}
