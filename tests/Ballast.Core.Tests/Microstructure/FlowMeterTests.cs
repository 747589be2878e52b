using Ballast.Core.Microstructure;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Microstructure;

public sealed class FlowMeterTests
{
    private static readonly FlowOptions Options = new() { ImbalanceLevels = 2, DepthLevels = 3, VelocityWindow = TimeSpan.FromMilliseconds(3_200), VolumeWindow = TimeSpan.FromSeconds(60) };

    private static readonly DepthLevel[] Bids = [new(99, 3), new(98, 3), new(97, 10), new(96, 1_000)];
    private static readonly DepthLevel[] Asks = [new(101, 1), new(102, 1), new(103, 10)];

    [Fact]
    public void A_book_by_hand()
    {
        var meter = Meter();
        Assert.Equal(default, meter.Reading);
        Assert.True(meter.Add(new BookState(1_000, Bids, Asks)));

        // (6 − 2) / 8; 2 of 100; 99·3 + 98·3 + 97·10; 101 + 102 + 103·10.
        Assert.Equal(new BookMeasures(0.5, 0.02, 1_561, 1_233), meter.Reading.Book);
        Assert.Equal((1_000, 1_000), (meter.Reading.AtMs, meter.Reading.BookAtMs));
        Assert.Null(meter.Reading.ImbalanceVelocity);
        Assert.Null(meter.Reading.Vpin);
    }

    [Fact]
    public void Velocity_is_the_change_per_second_over_the_window()
    {
        var meter = Meter();
        Imbalance(meter, 0, 0);
        Imbalance(meter, 1_600, 0.8);
        Assert.Null(meter.Reading.ImbalanceVelocity);
        Imbalance(meter, 3_200, 0.4);
        Assert.Equal(0.125, meter.Reading.ImbalanceVelocity!.Value, 12);
        Imbalance(meter, 4_800, -0.4);
        Assert.Equal(-0.375, meter.Reading.ImbalanceVelocity!.Value, 12);

        // After a pause the newest sample that is old enough counts, over the time that really passed.
        Imbalance(meter, 14_800, 0.6);
        Assert.Equal(0.1, meter.Reading.ImbalanceVelocity!.Value, 12);
    }

    [Fact]
    public void Velocity_agrees_with_a_list_of_all_samples() => Sample.Holds(200, random =>
    {
        var window = random.Next(32, 200);
        var meter = new FlowMeter(Options with { VelocityWindow = TimeSpan.FromMilliseconds(window) }, new Vpin(10, new VpinOptions()));
        var kept = new List<(long At, double Imbalance)>();
        var at = 0L;
        for (var i = 0; i < 300; i++)
        {
            at += random.Next(20) == 0 ? random.Next(0, 500) : random.Next(0, 3);
            var imbalance = random.Next(-99, 100) / 100.0;
            Imbalance(meter, at, imbalance);
            kept.RemoveAll(s => s.At == at);
            if (kept.Count == 0 || at - kept[^1].At >= window / 32)
            {
                kept.Add((at, imbalance));
            }

            var then = kept.FindLastIndex(s => at - s.At >= window);
            double? expected = then < 0 ? null : (imbalance - kept[then].Imbalance) * 1_000 / (at - kept[then].At);
            if (meter.Reading.ImbalanceVelocity is null != expected is null || Math.Abs((meter.Reading.ImbalanceVelocity ?? 0) - (expected ?? 0)) > 1e-9)
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void Signed_volume_forgets_what_left_the_window()
    {
        var meter = Meter();
        meter.Add(new TakerTrade(1, 500, 3, true));
        meter.Add(new TakerTrade(2, 1_500, 1, false));
        Assert.Equal(2, meter.Reading.SignedVolume);
        meter.Add(new TakerTrade(3, 59_999, 0.25, true));
        Assert.Equal(2.25, meter.Reading.SignedVolume);

        // At 60 s the slot of second 0 is gone; a book state moves time as well.
        meter.Add(new BookState(60_000, Bids, Asks));
        Assert.Equal(-0.75, meter.Reading.SignedVolume);
        meter.Add(new BookState(1_000_000, Bids, Asks));
        Assert.Equal(0, meter.Reading.SignedVolume);
    }

    [Fact]
    public void A_repeated_trade_counts_once_and_a_late_one_where_it_belongs()
    {
        var meter = Meter();
        Assert.True(meter.Add(new TakerTrade(100, 50_000, 1, true)));
        Assert.False(meter.Add(new TakerTrade(100, 50_000, 1, true)));
        Assert.True(meter.Add(new TakerTrade(98, 49_000, 2, true)));
        Assert.False(meter.Add(new TakerTrade(98, 49_000, 2, true)));
        Assert.Equal(3, meter.Reading.SignedVolume);

        // 63 below the newest is still told apart; 64 below counts as repeated.
        Assert.True(meter.Add(new TakerTrade(37, 48_000, 4, false)));
        Assert.False(meter.Add(new TakerTrade(36, 48_000, 4, false)));
        Assert.Equal(-1, meter.Reading.SignedVolume);
        Assert.Equal(3, meter.LeftOut);

        // Later than the window: counted as seen, not in the sum.
        Assert.True(meter.Add(new TakerTrade(101, 200_000, 1, true)));
        Assert.True(meter.Add(new TakerTrade(99, 50_000, 8, true)));
        Assert.Equal(1, meter.Reading.SignedVolume);
    }

    [Fact]
    public void A_malformed_trade_does_not_use_up_its_id()
    {
        var meter = Meter();
        Assert.False(meter.Add(new TakerTrade(7, 0, double.NaN, true)));
        Assert.True(meter.Add(new TakerTrade(7, 0, 1, true)));
    }

    [Fact]
    public void An_older_book_state_is_left_out_and_one_of_the_same_time_replaces()
    {
        var meter = Meter();
        Imbalance(meter, 1_000, 0.2);
        Assert.False(meter.Add(new BookState(999, Bids, Asks)));
        Assert.Equal(0.2, meter.Reading.Book!.Value.Imbalance, 12);
        Imbalance(meter, 1_000, 0.6);
        Assert.Equal(0.6, meter.Reading.Book!.Value.Imbalance, 12);
        Imbalance(meter, 4_200, 0.6);
        Assert.Equal(0, meter.Reading.ImbalanceVelocity!.Value, 12);
    }

    [Fact]
    public void A_book_that_says_nothing_is_left_out()
    {
        var meter = Meter();
        Assert.False(meter.Add(new BookState(1, [], Asks)));
        Assert.False(meter.Add(new BookState(1, Bids, [])));
        Assert.False(meter.Add(new BookState(1, Bids, [new(99, 1)])));
        Assert.False(meter.Add(new BookState(1, Bids, [new(double.NaN, 1)])));
        Assert.False(meter.Add(new BookState(1, [new(99, 0)], Asks)));
        Assert.False(meter.Add(new BookState(1, [new(99, 1), new(98, -1)], Asks)));
        Assert.False(meter.Add(default(BookState)));
        Assert.Equal((default, 7), (meter.Reading, meter.LeftOut));
    }

    [Fact]
    public void Bounds_and_mirrors() => Sample.Holds(200, random =>
    {
        var bids = Side(random, -1);
        var asks = Side(random, 1);
        var options = new FlowOptions { ImbalanceLevels = random.Next(1, 30), DepthLevels = random.Next(1, 30) };
        var one = BookMeasures.Of(new BookState(0, bids, asks), options)!.Value;

        // The same quantities on the other sides turn the sign; other units of quantity change nothing.
        var mirrored = BookMeasures.Of(new BookState(0, Prices(bids, asks), Prices(asks, bids)), options)!.Value;
        var scaled = BookMeasures.Of(new BookState(0, [.. bids.Select(l => l with { Quantity = l.Quantity * 4 })], [.. asks.Select(l => l with { Quantity = l.Quantity * 4 })]), options)!.Value;
        return one.Imbalance is >= -1 and <= 1 && one.Spread > 0 && one.BidDepth > 0 && one.AskDepth > 0
            && mirrored.Imbalance == -one.Imbalance && scaled.Imbalance == one.Imbalance && scaled.BidDepth == 4 * one.BidDepth;
    });

    [Fact]
    public void Trades_may_come_in_any_order_within_the_window() => Sample.Holds(100, random =>
    {
        var trades = Enumerable.Range(0, 60).Select(i => new TakerTrade(1_000 + i, i * 700L, random.Next(1, 5_000) / 1000.0, random.Next(2) == 0)).ToArray();
        var (ordered, shuffled) = (Meter(), Meter());
        foreach (var trade in trades)
        {
            ordered.Add(trade);
        }

        random.Shuffle(trades);
        foreach (var trade in trades)
        {
            shuffled.Add(trade);
            shuffled.Add(trade);
        }

        return ordered.Reading.SignedVolume.Equals(shuffled.Reading.SignedVolume) && shuffled.LeftOut == 60;
    });

    [Fact]
    public void An_event_allocates_nothing()
    {
        var meter = Meter();
        double seen = 0;
        for (var warm = 0; warm < 2; warm++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1_000; i++)
            {
                meter.Add(new BookState(i * 40, Bids, Asks));
                meter.Add(new TakerTrade(i, i * 40, 0.5, i % 3 == 0));
                seen += meter.Reading.SignedVolume;
            }

            Assert.True(warm == 0 || GC.GetAllocatedBytesForCurrentThread() == before);
        }

        Assert.NotEqual(0, seen);
    }

    [Fact]
    public void A_window_shorter_than_its_steps_is_a_broken_invariant()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FlowMeter(Options with { VelocityWindow = TimeSpan.FromMilliseconds(31) }, new Vpin(1, new VpinOptions())));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FlowMeter(Options with { VolumeWindow = TimeSpan.FromMilliseconds(59) }, new Vpin(1, new VpinOptions())));
    }

    private static FlowMeter Meter() => new(Options, new Vpin(10, new VpinOptions()));

    private static void Imbalance(FlowMeter meter, long atMs, double imbalance) =>
        Assert.True(meter.Add(new BookState(atMs, [new(99, 1 + imbalance)], [new(101, 1 - imbalance)])));

    private static DepthLevel[] Side(Random random, int sign) =>
        [.. Enumerable.Range(1, random.Next(1, 30)).Select(i => new DepthLevel(100 + (sign * i * 0.5), random.Next(1, 100_000) / 1000.0))];

    /// <summary>The prices of the one side with the quantities of the other, as far as these go.</summary>
    private static DepthLevel[] Prices(DepthLevel[] prices, DepthLevel[] quantities) =>
        [.. quantities.Select((level, i) => new DepthLevel(prices[0].Price + (Math.Sign(prices[0].Price - 100) * i * 0.5), level.Quantity))];
}
