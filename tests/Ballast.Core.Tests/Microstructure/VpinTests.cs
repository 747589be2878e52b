using Ballast.Core.Microstructure;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Microstructure;

public sealed class VpinTests
{
    private static readonly VpinOptions Four = new() { Buckets = 4 };

    [Fact]
    public void By_hand()
    {
        // Buckets of 10: 10 bought → 10; 6 bought, 4 sold → 2; 10 sold → 10; 5 and 5 → 0. VPIN = 22 / 40.
        var vpin = new Vpin(10, Four);
        Pour(vpin, 16, isBuy: true);
        Pour(vpin, 14, isBuy: false);
        Pour(vpin, 5, isBuy: true);
        Assert.Null(vpin.Value);
        Assert.Equal(3, vpin.FullBuckets);

        Pour(vpin, 5, isBuy: false);
        Assert.Equal(0.55, vpin.Value);

        // The first bucket leaves: 2 + 10 + 0 + 10.
        Pour(vpin, 10, isBuy: true);
        Assert.Equal(0.55, vpin.Value);
        Pour(vpin, 10, isBuy: true);
        Assert.Equal(0.75, vpin.Value);
    }

    [Fact]
    public void A_volume_larger_than_all_buckets_fills_them_all()
    {
        var vpin = new Vpin(0.001, Four);
        Pour(vpin, 1e9, isBuy: false);
        Assert.Equal((1.0, 1_000_000_000_000), (vpin.Value, vpin.FullBuckets));
    }

    [Fact]
    public void A_bar_is_evenly_mixed()
    {
        // 100 of which 70 were bought: each bucket of 10 has 7 and 3.
        var vpin = new Vpin(10, Four);
        Assert.True(vpin.Add(new FlowBar(0, 100, 70, 59_999)));
        Assert.Equal((0.4, 10), (vpin.Value!.Value, vpin.FullBuckets));
    }

    [Fact]
    public void A_bar_again_an_older_one_and_a_malformed_one_change_nothing()
    {
        var vpin = new Vpin(10, Four);
        Assert.True(vpin.Add(new FlowBar(60_000, 100, 70, 119_999)));
        Assert.False(vpin.Add(new FlowBar(60_000, 100, 0, 119_999)));
        Assert.False(vpin.Add(new FlowBar(0, 100, 0, 59_999)));
        Assert.False(vpin.Add(new FlowBar(120_000, 100, 101, 179_999)));
        Assert.False(vpin.Add(new FlowBar(120_000, double.NaN, 0, 179_999)));
        Assert.False(vpin.Add(new TakerTrade(1, 0, -1, true)));
        Assert.False(vpin.Add(new TakerTrade(1, 0, 0, true)));
        Assert.Equal((0.4, 10), (vpin.Value!.Value, vpin.FullBuckets));
    }

    [Fact]
    public void A_day_of_minutes_fills_the_buckets_of_a_day()
    {
        var bars = Enumerable.Range(0, 1440).Select(m => new FlowBar(m * 60_000L, 3 + (m % 7), 1 + (m % 3), ((m + 1) * 60_000L) - 1)).ToArray();
        var options = new VpinOptions();
        Assert.Equal(bars.Sum(b => b.Volume) / 50, Vpin.BucketVolume(bars, options), 9);
        Assert.Equal(bars[..720].Sum(b => b.Volume) / 25, Vpin.BucketVolume(bars.AsSpan(0, 720), options), 9);
        Assert.Equal(0, Vpin.BucketVolume([], options));

        var vpin = new Vpin(Vpin.BucketVolume(bars, options), options);
        foreach (var bar in bars)
        {
            vpin.Add(bar);
        }

        Assert.True(vpin.IsWarm);
    }

    [Fact]
    public void Of_bars_alone_their_own_day_makes_the_buckets()
    {
        // A day and an hour of 1,500 minutes, each 10 of which 7 were bought: every bucket is 0.4 one-sided.
        var bars = Enumerable.Range(0, 1_500).Select(m => new FlowBar(m * 60_000L, 10, 7, ((m + 1) * 60_000L) - 1)).ToArray();
        Assert.Equal(0.4, Of(bars, new VpinOptions())!.Value, 6);
        Assert.Equal(Of(bars, new VpinOptions()), Of([.. bars.Select(b => b with { OpenTimeMs = b.OpenTimeMs + 60_000, CloseTimeMs = b.CloseTimeMs + 60_000 })], new VpinOptions()));

        // Half a day fills 25 buckets; two minutes in four buckets a day fill none.
        Assert.Null(Of(bars[..720], new VpinOptions()));
        Assert.Equal(0.4, Of(bars[..720], new VpinOptions { Buckets = 20 })!.Value, 6);
        Assert.Null(Of(bars[..2], Four with { BucketsPerDay = 4 }));
        Assert.Null(Of([], Four));
        Assert.Null(Of([.. bars.Select(b => b with { Volume = 0, TakerBuyVolume = 0 })], Four));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(1e-9)]
    [InlineData(1e12)]
    public void A_bucket_that_holds_nothing_or_too_much_is_a_broken_invariant(double volume) => Assert.Throws<ArgumentOutOfRangeException>(() => new Vpin(volume, Four));

    [Fact]
    public void It_stays_between_0_and_1_and_agrees_with_a_list_of_single_units() => Sample.Holds(100, random =>
    {
        var bucket = random.Next(1, 40);
        var vpin = new Vpin(bucket, Four);
        var units = new List<int>();
        for (var i = 0; i < 60; i++)
        {
            var (size, isBuy) = (random.Next(1, 30), random.Next(3) == 0);
            units.AddRange(Enumerable.Repeat(isBuy ? 1 : -1, size));
            Pour(vpin, size, isBuy);
            var full = units.Count / bucket;
            double? expected = full < 4 ? null : Enumerable.Range(full - 4, 4).Sum(b => Math.Abs(units.Skip(b * bucket).Take(bucket).Sum())) / (4.0 * bucket);
            if (vpin.Value is < 0 or > 1 || vpin.Value is null != expected is null || Math.Abs((vpin.Value ?? 0) - (expected ?? 0)) > 1e-12)
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void Splitting_a_trade_changes_nothing() => Sample.Holds(200, random =>
    {
        var (whole, split) = (new Vpin(1.7, Four), new Vpin(1.7, Four));
        for (var i = 0; i < 50; i++)
        {
            var thousandths = random.Next(1, 5_000);
            var first = random.Next(0, thousandths + 1);
            var isBuy = random.Next(2) == 0;
            Pour(whole, thousandths / 1000.0, isBuy);
            Pour(split, first / 1000.0, isBuy);
            Pour(split, (thousandths - first) / 1000.0, isBuy);
        }

        return whole.Value.Equals(split.Value) && whole.FullBuckets == split.FullBuckets;
    });

    [Fact]
    public void Scaling_volumes_and_bucket_changes_nothing_nor_does_changing_sides() => Sample.Holds(200, random =>
    {
        var scale = random.Next(2, 1_000);
        var (one, scaled, mirrored) = (new Vpin(0.75, Four), new Vpin(0.75 * scale, Four), new Vpin(0.75, Four));
        for (var i = 0; i < 50; i++)
        {
            var quantity = random.Next(1, 3_000) / 1000.0;
            var isBuy = random.Next(2) == 0;
            Pour(one, quantity, isBuy);
            Pour(scaled, quantity * scale, isBuy);
            Pour(mirrored, quantity, !isBuy);
        }

        return one.Value.Equals(scaled.Value) && one.Value.Equals(mirrored.Value);
    });

    [Fact]
    public void Bars_of_one_side_say_the_same_as_their_trades() => Sample.Holds(100, random =>
    {
        var (byTrade, byBar) = (new Vpin(2, Four), new Vpin(2, Four));
        for (var i = 0; i < 40; i++)
        {
            var quantity = random.Next(1, 6_000) / 1000.0;
            var isBuy = random.Next(2) == 0;
            Pour(byTrade, quantity, isBuy);
            byBar.Add(new FlowBar(i * 60_000L, quantity, isBuy ? quantity : 0, ((i + 1) * 60_000L) - 1));
        }

        return byTrade.Value.Equals(byBar.Value);
    });

    private static void Pour(Vpin vpin, double quantity, bool isBuy) => vpin.Add(new TakerTrade(0, 0, quantity, isBuy));

    private static double? Of(IReadOnlyList<FlowBar> bars, VpinOptions options)
    {
        var window = new FlowWindow();
        window.Add(bars);
        return window.Vpin(options);
    }
}
