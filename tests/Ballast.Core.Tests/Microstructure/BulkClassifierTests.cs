using Ballast.Core.Indicators;
using Ballast.Core.Microstructure;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Microstructure;

public sealed class BulkClassifierTests
{
    [Fact]
    public void By_hand()
    {
        // Changes 2, −2, 6: before the second there is no deviation; then √8 of {2, −2}, then 4 of {2, −2, 6}.
        var shares = Shares(new VpinOptions(), 100, 102, 100, 106);
        Assert.Equal([0.5, 1, NormalCurve.Below(-2 / Math.Sqrt(8)), NormalCurve.Below(1.5)], shares);
    }

    [Fact]
    public void Only_the_last_changes_count()
    {
        // With two changes kept, the deviation of {−2, 6} is √32.
        var shares = Shares(new VpinOptions { DeviationBars = 2 }, 100, 102, 100, 106);
        Assert.Equal(NormalCurve.Below(6 / Math.Sqrt(32)), shares[^1], 12);
    }

    [Fact]
    public void A_price_that_stands_is_half_of_each() => Assert.Equal([0.5, 0.5, 0.5], Shares(new VpinOptions(), 100, 100, 100));

    [Fact]
    public void Every_bar_is_well_formed_and_a_rise_has_more_bought_than_sold() => Sample.Holds(100, random =>
    {
        var bulk = new BulkClassifier(new VpinOptions { DeviationBars = 5 });
        var before = double.NaN;
        for (var i = 0; i < 40; i++)
        {
            var close = 100 + random.Next(-3, 4);
            var bar = bulk.Classify(Given.Candle(i, close, close, close, close));
            if (!bar.IsWellFormed || (close > before && bar.TakerBuyVolume <= 0.5) || (close < before && bar.TakerBuyVolume >= 0.5))
            {
                return false;
            }

            before = close;
        }

        return true;
    });

    [Fact]
    public void A_deviation_of_one_bar_is_a_broken_invariant() => Assert.Throws<ArgumentOutOfRangeException>(() => new BulkClassifier(new VpinOptions { DeviationBars = 1 }));

    private static double[] Shares(VpinOptions options, params double[] closes)
    {
        var bulk = new BulkClassifier(options);
        return [.. closes.Select((close, i) => bulk.Classify(Given.Candle(i, close, close, close, close)).TakerBuyVolume)];
    }
}
