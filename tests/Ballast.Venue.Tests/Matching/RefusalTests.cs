using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Venue.Tests.Matching;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("0.0015", "99000", -1111)]
    [InlineData("0.01", "99000.123", -1111)]
    [InlineData("0.01", "99000.15", -4014)]
    [InlineData("0.01", "0", -4001)]
    [InlineData("0.01", "100000000", -4002)]
    [InlineData("0", "99000", -4003)]
    [InlineData("-1", "99000", -4003)]
    [InlineData("1001", "99000", -4005)]
    [InlineData("0.01", "110000", -4016)]
    [InlineData("0.001", "99000", -4164)]
    [InlineData("100", "99000", -2019)]
    [InlineData("1000", "104000", -2027)]
    public async Task A_limit_order_against_the_rules_is_refused(string quantity, string price, int code)
    {
        using var scene = new Scene();
        Assert.Equal(code, (await scene.Limit(OrderSide.Buy, Decimal(quantity), Decimal(price))).Code());
        Assert.Empty((await scene.Venue.OpenOrdersAsync(null)).Value());
    }

    [Fact]
    public async Task A_sell_far_below_the_mark_price_is_refused()
    {
        using var scene = new Scene();
        Assert.Equal(-4024, (await scene.Limit(OrderSide.Sell, 0.01m, 90_000m)).Code());
    }

    [Fact]
    public async Task A_market_order_above_its_own_maximum_is_refused()
    {
        using var scene = new Scene();
        Assert.Equal(-4005, (await scene.Market(OrderSide.Buy, 121m)).Code());
    }

    [Fact]
    public async Task A_symbol_that_is_not_listed_is_refused()
    {
        using var scene = new Scene();
        var other = new Symbol("NOPEUSDT");
        Assert.Equal(-1121, (await scene.Venue.PlaceAsync(new OrderSpec.Market(scene.NewId(), other, OrderSide.Buy, new Quantity(1), false))).Code());
        Assert.Equal(-1121, (await scene.Venue.BookAsync(other, 5)).Code());
        Assert.Equal(-1121, (await scene.Venue.CandlesAsync(other, CandleInterval.OneHour, 5)).Code());
        Assert.Equal(-1121, (await scene.Venue.PrepareAsync(other, new Leverage(5))).Code());
    }

    [Fact]
    public async Task An_empty_client_id_is_refused()
    {
        using var scene = new Scene();
        Assert.Equal(-4015, (await scene.Venue.PlaceAsync(new OrderSpec.Market(default, Scene.Btc, OrderSide.Buy, new Quantity(0.01m), false))).Code());
    }

    [Fact]
    public async Task A_client_id_is_unique_among_open_orders_and_free_again_afterwards()
    {
        using var scene = new Scene();
        var id = new ClientOrderId("once");
        var order = new OrderSpec.Limit(id, Scene.Btc, OrderSide.Buy, new Quantity(0.01m), new Price(99_000m), TimeInForce.GTC, false);
        var first = (await scene.Venue.PlaceAsync(order)).Value();
        Assert.Equal(-4116, (await scene.Venue.PlaceAsync(order)).Code());
        await scene.Venue.CancelAsync(Scene.Btc, id, false);
        var second = (await scene.Venue.PlaceAsync(order)).Value();
        Assert.NotEqual(first.OrderId, second.OrderId);
        Assert.Equal(second.OrderId, (await scene.Query(second)).OrderId);
    }

    [Fact]
    public async Task A_post_only_order_that_would_take_is_refused()
    {
        using var scene = new Scene();
        Assert.Equal(-5022, (await scene.Limit(OrderSide.Buy, 0.01m, 100_100m, TimeInForce.GTX)).Code());
    }

    [Fact]
    public async Task Reduce_only_without_a_position_to_reduce_is_refused()
    {
        using var scene = new Scene();
        Assert.Equal(-2022, (await scene.Market(OrderSide.Sell, 0.01m, reduceOnly: true)).Code());
        await scene.Market(OrderSide.Buy, 0.01m);
        Assert.Equal(-2022, (await scene.Market(OrderSide.Buy, 0.01m, reduceOnly: true)).Code());
    }

    [Fact]
    public async Task Reduce_only_is_exempt_from_the_minimum_notional()
    {
        using var scene = new Scene([50_000, 50_000]);
        await scene.Market(OrderSide.Buy, 0.002m);
        Assert.Equal(-4164, (await scene.Market(OrderSide.Sell, 0.001m)).Code());
        Assert.Equal(0, (await scene.Market(OrderSide.Sell, 0.001m, reduceOnly: true)).Code());
    }

    [Fact]
    public async Task Unknown_orders_cannot_be_cancelled_or_queried()
    {
        using var scene = new Scene();
        var id = new ClientOrderId("never");
        Assert.Equal(-2011, (await scene.Venue.CancelAsync(Scene.Btc, id, false)).Code());
        Assert.Equal(-2013, (await scene.Venue.QueryAsync(Scene.Btc, id, false)).Code());
        await scene.Venue.PlaceAsync(new OrderSpec.Limit(id, Scene.Btc, OrderSide.Buy, new Quantity(0.01m), new Price(99_000m), TimeInForce.GTC, false));
        Assert.Equal(-2011, (await scene.Venue.CancelAsync(Scene.Btc, id, isConditional: true)).Code());
        Assert.Equal(-2013, (await scene.Venue.QueryAsync(Scene.Btc, id, isConditional: true)).Code());
    }

    [Fact]
    public async Task A_canceled_order_without_fills_is_forgotten_after_three_days()
    {
        using var scene = new Scene();
        var order = (await scene.Limit(OrderSide.Buy, 0.01m, 99_000m)).Value();
        await scene.Venue.CancelAsync(Scene.Btc, order.Id, false);
        scene.Time.Advance(TimeSpan.FromDays(2.9));
        Assert.Equal(VenueOrderStatus.Canceled, (await scene.Query(order)).Status);
        scene.Time.Advance(TimeSpan.FromDays(0.2));
        Assert.Equal(-2013, (await scene.Venue.QueryAsync(Scene.Btc, order.Id, false)).Code());
    }

    [Fact]
    public async Task Open_orders_are_limited()
    {
        using var scene = new Scene(options: new SimulatedExchangeOptions { StartBalance = 100_000m, MaxOpenOrders = 2 });
        await scene.Limit(OrderSide.Buy, 0.01m, 99_000m);
        await scene.Limit(OrderSide.Buy, 0.01m, 99_000m);
        Assert.Equal(-2025, (await scene.Limit(OrderSide.Buy, 0.01m, 99_000m)).Code());
        await scene.Market(OrderSide.Buy, 0.01m);
        await scene.Stop(OrderSide.Sell, 99_000m, 0.01m);
        await scene.Stop(OrderSide.Sell, 98_000m, 0.01m);
        Assert.Equal(-4045, (await scene.Stop(OrderSide.Sell, 97_000m, 0.01m)).Code());
    }

    [Fact]
    public async Task Leverage_keeps_to_the_brackets()
    {
        using var scene = new Scene(options: new SimulatedExchangeOptions { StartBalance = 10_000_000m });
        Assert.Equal(-4028, (await scene.Venue.PrepareAsync(Scene.Btc, new Leverage(126))).Code());
        Assert.Equal(50, (await scene.Venue.PrepareAsync(Scene.Btc, new Leverage(50))).Value().Value);
        await scene.Market(OrderSide.Buy, 9m);
        Assert.Equal(-4161, (await scene.Venue.PrepareAsync(Scene.Btc, new Leverage(10))).Code());
        Assert.Equal(-2027, (await scene.Venue.PrepareAsync(Scene.Btc, new Leverage(100))).Code());
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new SimulatedExchange(ManualTime.At("2026-01-01"), options: new SimulatedExchangeOptions { TakerFeeRate = 0.5m }));
        Assert.Contains("TakerFeeRate must be 0 to 0.01", error.Message, StringComparison.Ordinal);
    }

    private static decimal Decimal(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
