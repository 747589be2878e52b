using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Venue.Tests.Matching;

/// <summary>Conditional orders that are not reduce-only, as a person may place them.</summary>
public sealed class OpeningStopTests
{
    private static readonly double[] Rising = [100_000, 100_000, 101_000, 102_000, 102_000, 102_000];

    [Fact]
    public async Task One_opens_a_position_when_it_triggers()
    {
        using var scene = new Scene(Rising);
        var stop = (await Place(scene, 0.02m)).Value();
        Assert.False(stop.ReduceOnly);
        scene.Time.Seconds(300);
        Assert.Equal(0.02m, await scene.PositionSize());
        Assert.Equal(VenueOrderStatus.Finished, (await scene.Query(stop)).Status);
    }

    [Fact]
    public async Task One_that_the_margin_does_not_carry_is_rejected_when_it_triggers()
    {
        using var scene = new Scene(Rising);
        var stop = (await Place(scene, 30m)).Value();
        scene.Time.Seconds(300);
        Assert.Equal(VenueOrderStatus.Rejected, (await scene.Query(stop)).Status);
        Assert.Equal(0, await scene.PositionSize());
    }

    [Fact]
    public async Task It_has_a_quantity_and_the_least_notional()
    {
        using var scene = new Scene(Rising);
        Assert.Equal(-1102, (await Place(scene, null)).Code());
        using var cheap = new Scene([50_000, 50_000]);
        Assert.Equal(-4164, (await Place(cheap, 0.001m, 51_000m)).Code());
    }

    [Fact]
    public async Task It_stays_when_a_position_is_closed()
    {
        using var scene = new Scene();
        var stop = (await Place(scene, 0.01m)).Value();
        await scene.Market(OrderSide.Buy, 0.01m);
        await scene.Market(OrderSide.Sell, 0.01m, reduceOnly: true);
        Assert.Equal(VenueOrderStatus.New, (await scene.Query(stop)).Status);
    }

    [Fact]
    public void Only_reducing_orders_may_be_repeated()
    {
        var stop = new OrderSpec.Conditional(new ClientOrderId("s"), Scene.Btc, OrderSide.Buy, ConditionalType.StopMarket, new Price(1m), null, WorkingType.MarkPrice);
        Assert.True(stop.OnlyReduces);
        Assert.False((stop with { MayOpen = true }).OnlyReduces);
    }

    private static ValueTask<Application.Ports.VenueReply<VenueOrder>> Place(Scene scene, decimal? quantity, decimal trigger = 101_000m) =>
        scene.Venue.PlaceAsync(new OrderSpec.Conditional(scene.NewId(), Scene.Btc, OrderSide.Buy, ConditionalType.StopMarket, new Price(trigger), quantity is { } q ? new Quantity(q) : null, WorkingType.MarkPrice) { MayOpen = true });
}
