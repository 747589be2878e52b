using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Venue.Tests.Matching;

public sealed class BookWalkTests
{
    [Fact]
    public async Task A_market_order_pays_what_walking_the_book_costs()
    {
        using var scene = new Scene();
        var book = (await scene.Venue.BookAsync(Scene.Btc, 20)).Value();
        var quantity = book.Asks[0].Quantity + book.Asks[1].Quantity + new Quantity(0.001m);
        var walk = book.Walk(OrderSide.Buy, quantity);
        var order = (await scene.Market(OrderSide.Buy, quantity.Value)).Value();
        Assert.Equal(VenueOrderStatus.Filled, order.Status);
        Assert.Equal(quantity, order.ExecutedQuantity);
        Assert.Equal(walk.Average, order.AveragePrice);
        var fills = await scene.Fills();
        Assert.Equal(3, fills.Count);
        Assert.All(fills, f => Assert.Equal(f.Price.Value * f.Quantity.Value * 0.0005m, f.Fee.Value));
        Assert.All(fills, f => Assert.False(f.IsMaker));
        Assert.Equal(order.OrderId, fills[0].OrderId);
    }

    [Fact]
    public async Task What_was_taken_is_gone_until_the_book_changes()
    {
        using var scene = new Scene();
        var before = (await scene.Venue.BookAsync(Scene.Btc, 20)).Value();
        await scene.Market(OrderSide.Buy, before.Asks[0].Quantity.Value);
        var after = (await scene.Venue.BookAsync(Scene.Btc, 20)).Value();
        Assert.Equal(before.Asks[1], after.Asks[0]);
        Assert.Equal(before.Bids, after.Bids);
        scene.Time.Seconds(1);
        var fresh = (await scene.Venue.BookAsync(Scene.Btc, 20)).Value();
        Assert.Equal(20, fresh.Asks.Count);
    }

    [Fact]
    public async Task A_market_order_larger_than_the_book_fills_in_part_and_expires()
    {
        using var scene = new Scene(options: new SimulatedExchangeOptions { StartBalance = 50_000_000m });
        var depth = (await scene.Venue.BookAsync(Scene.Btc, 20)).Value().Asks.Sum(l => l.Quantity.Value);
        await scene.Venue.PrepareAsync(Scene.Btc, new Leverage(10));
        var order = (await scene.Market(OrderSide.Buy, depth + 1)).Value();
        Assert.Equal((VenueOrderStatus.Expired, depth), (order.Status, order.ExecutedQuantity.Value));
        Assert.Equal(depth, await scene.PositionSize());
    }

    [Fact]
    public async Task An_ioc_limit_takes_what_its_price_allows_and_expires()
    {
        using var scene = new Scene();
        var book = (await scene.Venue.BookAsync(Scene.Btc, 20)).Value();
        var quantity = book.Asks[0].Quantity.Value + 0.5m;
        var order = (await scene.Limit(OrderSide.Buy, quantity, book.BestAsk.Value, TimeInForce.IOC)).Value();
        Assert.Equal((VenueOrderStatus.Expired, book.Asks[0].Quantity), (order.Status, order.ExecutedQuantity));
        Assert.Empty((await scene.Venue.OpenOrdersAsync(null)).Value());
    }

    [Fact]
    public async Task A_fok_limit_fills_whole_or_is_refused()
    {
        using var scene = new Scene();
        var book = (await scene.Venue.BookAsync(Scene.Btc, 20)).Value();
        var quantity = book.Asks[0].Quantity.Value;
        Assert.Equal(-5021, (await scene.Limit(OrderSide.Buy, quantity + 0.001m, book.BestAsk.Value, TimeInForce.FOK)).Code());
        Assert.Equal(VenueOrderStatus.Filled, (await scene.Limit(OrderSide.Buy, quantity, book.BestAsk.Value, TimeInForce.FOK)).Value().Status);
    }

    [Fact]
    public async Task A_resting_limit_fills_as_maker_when_the_market_comes_through()
    {
        using var scene = new Scene([100_000, 100_000, 99_000, 99_000, 99_000]);
        var order = (await scene.Limit(OrderSide.Buy, 0.01m, 99_500m, TimeInForce.GTX)).Value();
        Assert.Equal(VenueOrderStatus.New, order.Status);
        scene.Time.Seconds(120);
        Assert.Equal(VenueOrderStatus.New, (await scene.Query(order)).Status);
        scene.Time.Seconds(60);
        var filled = await scene.Query(order);
        Assert.Equal((VenueOrderStatus.Filled, 99_500m), (filled.Status, filled.AveragePrice.Value));
        var fill = Assert.Single(await scene.Fills());
        Assert.True(fill.IsMaker);
        Assert.Equal(99_500m * 0.01m * 0.0002m, fill.Fee.Value);
    }

    [Fact]
    public async Task A_large_resting_order_fills_in_parts()
    {
        using var scene = new Scene([100_000, 100_000, 99_000, 99_000, 99_000, 99_000], new SimulatedExchangeOptions { StartBalance = 50_000_000m });
        var order = (await scene.Limit(OrderSide.Buy, 100m, 99_500m)).Value();
        scene.Time.Seconds(151);
        var partly = await scene.Query(order);
        Assert.Equal(VenueOrderStatus.PartiallyFilled, partly.Status);
        Assert.InRange(partly.ExecutedQuantity.Value, 0.001m, 99.999m);
        Assert.Equal(partly.ExecutedQuantity.Value, await scene.PositionSize());
    }

    [Fact]
    public async Task Reduce_only_above_the_position_is_cut()
    {
        using var scene = new Scene();
        await scene.Market(OrderSide.Buy, 0.01m);
        var order = (await scene.Market(OrderSide.Sell, 0.5m, reduceOnly: true)).Value();
        Assert.Equal(0.01m, order.ExecutedQuantity.Value);
        Assert.Equal(VenueOrderStatus.Filled, order.Status);
        Assert.Equal(0, await scene.PositionSize());
    }

    [Fact]
    public async Task A_sell_above_a_long_turns_it_short()
    {
        using var scene = new Scene();
        await scene.Market(OrderSide.Buy, 0.01m);
        await scene.Market(OrderSide.Sell, 0.03m);
        var position = Assert.Single((await scene.Venue.PositionsAsync(null)).Value());
        Assert.Equal(-0.02m, position.SignedQuantity);
        Assert.InRange(position.EntryPrice.Value, 99_900m, 100_100m);
        Assert.True(position.LiquidationPrice > position.EntryPrice);
        Assert.InRange(position.IsolatedMargin.Value, 99m, 101m);
    }
}
