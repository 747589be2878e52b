using Ballast.Core.Indicators;
using Ballast.Core.Market;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Indicators;

public sealed class AdxTests
{
    /*
     Length 2, by hand:
       move 1: up 2, down −1 → +DM 2, −DM 0 · move 2: up 1, down 3 → 0, 3 · move 3: up 4, down −2 → 4, 0
       sums after two moves: + 2, − 3 → DX = 100 · 1/5 = 20
       after the third: + 2 − 1 + 4 = 5, − 3 − 1.5 + 0 = 1.5 → DX = 100 · 3.5/6.5 = 53.846…
       ADX = (20 + 53.846…)/2 = 36.923…
     */
    private static readonly Candle[] Table =
    [
        Given.Candle(0, 100, 102, 98, 100),
        Given.Candle(1, 101, 104, 99, 103),
        Given.Candle(2, 103, 105, 96, 97),
        Given.Candle(3, 98, 109, 98, 108),
    ];

    [Fact]
    public void Wilders_index_by_hand()
    {
        Assert.Equal(double.NaN, Adx.Of(Table.AsSpan(0, 3), 2));
        Assert.Equal((20 + (100 * 3.5 / 6.5)) / 2, Adx.Of(Table, 2), 10);
    }

    [Fact]
    public void A_straight_line_trends_fully_and_a_flat_one_not_at_all()
    {
        var rising = Enumerable.Range(0, 60).Select(i => Given.Candle(i, 100 + i, 101 + i, 99.5 + i, 100.5 + i)).ToArray();
        var flat = Enumerable.Range(0, 60).Select(i => Given.Candle(i, 100, 101, 99, 100)).ToArray();
        Assert.Equal(100, Adx.Of(rising, 14), 9);
        Assert.Equal(0, Adx.Of(flat, 14), 9);
    }

    [Fact]
    public void It_needs_twice_its_length()
    {
        var candles = AtrTests.Walk(new Random(1), 28);
        Assert.True(double.IsNaN(Adx.Of(candles.AsSpan(0, 27), 14)));
        Assert.False(double.IsNaN(Adx.Of(candles, 14)));
    }

    [Fact]
    public void It_stays_within_its_bounds_and_ignores_the_future() => Sample.Holds(100, random =>
    {
        var candles = AtrTests.Walk(random, 70);
        var cut = random.Next(28, 70);
        var adx = new Adx(14);
        for (var i = 0; i < cut; i++)
        {
            adx.Add(candles[i]);
        }

        var before = adx.Value;
        return before is >= 0 and <= 100 && before.Equals(Adx.Of(candles.AsSpan(0, cut), 14));
    });

    [Fact]
    public void A_length_under_two_is_a_broken_invariant() => Assert.Throws<ArgumentOutOfRangeException>(() => new Adx(1));
}
