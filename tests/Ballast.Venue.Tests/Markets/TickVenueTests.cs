using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Venue.Tests.Markets;

/// <summary>The exchange on a recorded feed.</summary>
public sealed class TickVenueTests
{
    [Fact]
    public async Task Orders_fill_against_the_recorded_book()
    {
        using var folder = new TempFolder();
        using var scene = new Scene(source: $"ticks:{TickFile.Write(folder, "btc.jsonl.gz", 20)}");
        var order = (await scene.Market(OrderSide.Buy, 2m)).Value();
        Assert.Equal(((1.5m * 60_001m) + (0.5m * 60_002m)) / 2m, order.AveragePrice.Value);
        var book = (await scene.Venue.BookAsync(Scene.Btc, 5)).Value();
        Assert.Equal((60_002m, 2m), (book.BestAsk.Value, book.Asks[0].Quantity.Value));
    }

    [Fact]
    public async Task A_stop_triggers_in_a_later_round_after_downtime()
    {
        using var folder = new TempFolder();
        var path = TickFile.Write(folder, "btc.jsonl.gz", 20);
        using var scene = new Scene(source: $"ticks:{path}");
        using var attended = new Scene(source: $"ticks:{path}");
        foreach (var each in new[] { scene, attended })
        {
            await each.Venue.PrepareAsync(Scene.Btc, new Leverage(5));
            await each.Market(OrderSide.Sell, 0.01m);
            await each.Stop(OrderSide.Buy, 60_070m);
        }

        scene.Time.Seconds(200);
        scene.Restart();
        for (var i = 0; i < 200; i++)
        {
            attended.Time.Seconds(1);
            await attended.Venue.ServerTimeAsync();
        }

        Assert.Equal(0, await scene.PositionSize());
        Assert.Equal(await attended.Fills(), await scene.Fills());
        Assert.Equal(await attended.Balance(), await scene.Balance());
        Assert.InRange((await scene.Fills())[1].Price.Value, 60_069m, 60_072m);
        Assert.Equal(0, Assert.Single(scene.Venue.Reports).SequenceGaps);
    }

    [Fact]
    public async Task A_resting_order_is_filled_by_a_trade_through_its_price()
    {
        using var folder = new TempFolder();
        using var scene = new Scene(source: $"ticks:{TickFile.Write(folder, "btc.jsonl.gz", 20)}");
        var order = (await scene.Limit(OrderSide.Sell, 0.01m, 60_003m)).Value();
        scene.Time.Seconds(2.9);
        Assert.Equal(VenueOrderStatus.New, (await scene.Query(order)).Status);
        scene.Time.Seconds(2);
        Assert.Equal((VenueOrderStatus.Filled, 60_003m), ((await scene.Query(order)).Status, (await scene.Query(order)).AveragePrice.Value));
    }
}
