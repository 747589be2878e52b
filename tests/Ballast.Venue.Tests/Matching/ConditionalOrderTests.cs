using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Venue.Tests.Matching;

public sealed class ConditionalOrderTests
{
    private static readonly double[] Falling = [100_000, 100_000, 99_000, 98_000, 97_000, 96_000, 96_000, 96_000];

    [Fact]
    public async Task A_stop_without_a_position_is_refused()
    {
        using var scene = new Scene();
        Assert.Equal(-2022, (await scene.Stop(OrderSide.Sell, 99_000m)).Code());
        await scene.Market(OrderSide.Buy, 0.01m);
        Assert.Equal(-2022, (await scene.Stop(OrderSide.Buy, 101_000m)).Code());
    }

    [Fact]
    public async Task One_close_position_order_per_direction()
    {
        using var scene = new Scene();
        await scene.Market(OrderSide.Buy, 0.01m);
        Assert.Equal(0, (await scene.Stop(OrderSide.Sell, 99_000m)).Code());
        Assert.Equal(-4130, (await scene.Stop(OrderSide.Sell, 98_000m)).Code());
        Assert.Equal(-4130, (await scene.Stop(OrderSide.Sell, 101_000m, type: ConditionalType.TakeProfitMarket)).Code());
        Assert.Equal(0, (await scene.Stop(OrderSide.Sell, 99_500m, 0.01m)).Code());
        Assert.Equal(0, (await scene.Stop(OrderSide.Sell, 101_000m, 0.01m, ConditionalType.TakeProfitMarket)).Code());
    }

    [Theory]
    [InlineData(OrderSide.Sell, ConditionalType.StopMarket, 101_000)]
    [InlineData(OrderSide.Sell, ConditionalType.TakeProfitMarket, 99_000)]
    [InlineData(OrderSide.Buy, ConditionalType.StopMarket, 99_000)]
    [InlineData(OrderSide.Buy, ConditionalType.TakeProfitMarket, 101_000)]
    public async Task An_order_that_would_trigger_at_once_is_refused(OrderSide side, ConditionalType type, double trigger)
    {
        using var scene = new Scene();
        await scene.Market(side == OrderSide.Sell ? OrderSide.Buy : OrderSide.Sell, 0.01m);
        Assert.Equal(-2021, (await scene.Stop(side, (decimal)trigger, type: type)).Code());
        Assert.Equal(-2021, (await scene.Stop(side, (decimal)trigger, 0.01m, type, WorkingType.ContractPrice)).Code());
        Assert.Equal(-4014, (await scene.Stop(side, 99_000.05m, type: type)).Code());
    }

    [Fact]
    public async Task Stops_trigger_in_time_order_between_calls()
    {
        using var scene = new Scene(Falling);
        await scene.Market(OrderSide.Buy, 0.03m);
        var low = (await scene.Stop(OrderSide.Sell, 97_500m, 0.01m)).Value();
        var high = (await scene.Stop(OrderSide.Sell, 99_500m, 0.01m)).Value();
        var middle = (await scene.Stop(OrderSide.Sell, 98_500m, 0.01m, working: WorkingType.ContractPrice)).Value();
        scene.Time.Seconds(420);
        var fills = (await scene.Fills()).Where(f => f.Side == OrderSide.Sell).ToArray();
        long?[] actual = [(await scene.Query(high)).ActualOrderId, (await scene.Query(middle)).ActualOrderId, (await scene.Query(low)).ActualOrderId];
        Assert.Equal(actual, fills.Select(f => (long?)f.OrderId));
        Assert.InRange(fills[0].Price.Value, 99_300m, 99_500m);
        Assert.InRange(fills[1].Price.Value, 98_300m, 98_500m);
        Assert.InRange(fills[2].Price.Value, 97_300m, 97_500m);
        Assert.True(fills[0].At < fills[1].At && fills[1].At < fills[2].At);
    }

    [Fact]
    public async Task A_triggered_order_is_finished_by_a_market_order_with_its_own_id()
    {
        using var scene = new Scene(Falling);
        await scene.Market(OrderSide.Buy, 0.02m);
        var stop = (await scene.Stop(OrderSide.Sell, 99_000m)).Value();
        Assert.Null(stop.Quantity);
        scene.Time.Seconds(300);
        var finished = await scene.Query(stop);
        Assert.Equal((VenueOrderStatus.Finished, stop.OrderId), (finished.Status, finished.OrderId));
        Assert.Equal(0.02m, finished.ExecutedQuantity.Value);
        Assert.InRange(finished.AveragePrice.Value, 98_800m, 99_000m);
        Assert.NotEqual(stop.OrderId, finished.ActualOrderId);
        Assert.Contains(await scene.Fills(), f => f.OrderId == finished.ActualOrderId);
        Assert.Equal(0, await scene.PositionSize());
    }

    [Fact]
    public async Task No_order_outlives_its_position()
    {
        using var scene = new Scene(Falling);
        await scene.Market(OrderSide.Buy, 0.02m);
        var backstop = (await scene.Stop(OrderSide.Sell, 98_000m)).Value();
        var partial = (await scene.Stop(OrderSide.Sell, 97_000m, 0.01m)).Value();
        var profit = (await scene.Limit(OrderSide.Sell, 0.02m, 102_000m, reduceOnly: true)).Value();
        await scene.Market(OrderSide.Sell, 0.02m, reduceOnly: true);
        Assert.Empty((await scene.Venue.OpenOrdersAsync(null)).Value());
        foreach (var order in new[] { backstop, partial, profit })
        {
            Assert.Equal(VenueOrderStatus.Expired, (await scene.Query(order)).Status);
        }
    }

    [Fact]
    public async Task A_stop_above_the_position_is_cut_when_it_triggers()
    {
        using var scene = new Scene(Falling);
        await scene.Market(OrderSide.Buy, 0.02m);
        var stop = (await scene.Stop(OrderSide.Sell, 99_000m, 0.02m)).Value();
        await scene.Market(OrderSide.Sell, 0.015m, reduceOnly: true);
        scene.Time.Seconds(300);
        Assert.Equal(0.005m, (await scene.Query(stop)).ExecutedQuantity.Value);
        Assert.Equal(0, await scene.PositionSize());
    }

    [Fact]
    public async Task A_take_profit_of_a_short_triggers_when_the_price_falls()
    {
        using var scene = new Scene(Falling);
        await scene.Market(OrderSide.Sell, 0.02m);
        var profit = (await scene.Stop(OrderSide.Buy, 97_000m, type: ConditionalType.TakeProfitMarket)).Value();
        scene.Time.Seconds(400);
        Assert.Equal(VenueOrderStatus.Finished, (await scene.Query(profit)).Status);
        Assert.InRange((await scene.Income()).Where(i => i.Kind == "REALIZED_PNL").Sum(i => i.Amount.Value), 55m, 61m);
    }

    [Fact]
    public async Task A_stop_that_the_price_does_not_reach_stays()
    {
        using var scene = new Scene(Falling);
        await scene.Market(OrderSide.Buy, 0.02m);
        var stop = (await scene.Stop(OrderSide.Sell, 95_900m)).Value();
        scene.Time.Seconds(480);
        Assert.Equal(VenueOrderStatus.New, (await scene.Query(stop)).Status);
        Assert.Equal(stop.OrderId, Assert.Single((await scene.Venue.OpenOrdersAsync(Scene.Btc)).Value()).OrderId);
    }
}
