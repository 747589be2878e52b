using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Venue.Tests.Matching;

/// <summary>The venue's own orders, and the dead-man countdown.</summary>
public sealed class SafetyTests
{
    [Fact]
    public async Task A_countdown_that_runs_out_cancels_plain_orders_only()
    {
        using var scene = new Scene();
        await scene.Market(OrderSide.Buy, 0.01m);
        var stop = (await scene.Stop(OrderSide.Sell, 91_000m)).Value();
        var resting = (await scene.Venue.PlaceAsync(new OrderSpec.Limit(new ClientOrderId("rest"), Scene.Btc, OrderSide.Buy, new Quantity(0.01m), new Price(97_000m), TimeInForce.GTC, ReduceOnly: false))).Value();
        await scene.Venue.ArmCountdownAsync(Scene.Btc, TimeSpan.FromSeconds(180));
        scene.Time.Seconds(179);
        Assert.Equal(VenueOrderStatus.New, (await scene.Query(resting)).Status);
        await scene.Venue.ArmCountdownAsync(Scene.Btc, TimeSpan.FromSeconds(180));
        scene.Time.Seconds(179);
        Assert.Equal(VenueOrderStatus.New, (await scene.Query(resting)).Status);
        scene.Time.Seconds(2);
        Assert.Equal(VenueOrderStatus.Canceled, (await scene.Query(resting)).Status);
        Assert.Equal(VenueOrderStatus.New, (await scene.Query(stop)).Status);
    }

    [Fact]
    public async Task A_countdown_of_zero_ends_it()
    {
        using var scene = new Scene();
        var resting = (await scene.Venue.PlaceAsync(new OrderSpec.Limit(new ClientOrderId("rest"), Scene.Btc, OrderSide.Buy, new Quantity(0.01m), new Price(97_000m), TimeInForce.GTC, ReduceOnly: false))).Value();
        await scene.Venue.ArmCountdownAsync(Scene.Btc, TimeSpan.FromSeconds(180));
        Assert.True((await scene.Venue.ArmCountdownAsync(Scene.Btc, TimeSpan.Zero)).Value());
        scene.Time.Seconds(300);
        Assert.Equal(VenueOrderStatus.New, (await scene.Query(resting)).Status);
    }

    [Fact]
    public async Task A_liquidation_is_told_as_an_order_of_the_venue()
    {
        using var scene = new Scene([100_000, 100_000, 97_000, 90_000, 90_000], new SimulatedExchangeOptions { StartBalance = 1_000m });
        var from = scene.Time.GetUtcNow();
        await scene.Venue.PrepareAsync(Scene.Btc, new Leverage(25));
        await scene.Market(OrderSide.Buy, 0.1m);
        Assert.Empty((await scene.Venue.ForcedOrdersAsync(Scene.Btc, from)).Value());
        scene.Time.Seconds(300);
        var forced = Assert.Single((await scene.Venue.ForcedOrdersAsync(Scene.Btc, from)).Value());
        Assert.StartsWith("autoclose-", forced.Id.Value, StringComparison.Ordinal);
        Assert.Equal((OrderSide.Sell, 0.1m), (forced.Side, forced.ExecutedQuantity.Value));
        Assert.Empty((await scene.Venue.ForcedOrdersAsync(Scene.Btc, scene.Time.GetUtcNow().AddSeconds(1))).Value());
    }
}
