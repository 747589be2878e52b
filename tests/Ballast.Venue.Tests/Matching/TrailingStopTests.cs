using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Venue.Tests.Matching;

public sealed class TrailingStopTests
{
    private static readonly double[] UpThenDown = [100_000, 100_000, 101_000, 102_000, 103_000, 102_500, 101_500, 101_000, 101_000, 101_000];
    private static readonly double[] DownThenUp = [100_000, 100_000, 99_000, 98_000, 97_000, 97_500, 98_500, 99_000, 99_000, 99_000];

    [Fact]
    public async Task A_selling_one_triggers_below_the_high_since_it_was_placed()
    {
        using var scene = new Scene(UpThenDown);
        await scene.Market(OrderSide.Buy, 0.02m);
        var stop = (await Trail(scene, OrderSide.Sell, 1m)).Value();
        Assert.Equal((1m, false), (stop.CallbackPercent, stop.Trigger.IsSet));
        scene.Time.Seconds(300);
        Assert.Equal(VenueOrderStatus.New, (await scene.Query(stop)).Status);
        scene.Time.Seconds(180);
        var finished = await scene.Query(stop);
        Assert.Equal(VenueOrderStatus.Finished, finished.Status);
        Assert.InRange(finished.AveragePrice.Value, 101_800m, 101_971m);
        Assert.Equal(0, await scene.PositionSize());
    }

    [Fact]
    public async Task A_buying_one_triggers_above_the_low()
    {
        using var scene = new Scene(DownThenUp);
        await scene.Market(OrderSide.Sell, 0.02m);
        var stop = (await Trail(scene, OrderSide.Buy, 1m)).Value();
        scene.Time.Seconds(500);
        Assert.InRange((await scene.Query(stop)).AveragePrice.Value, 97_969m, 98_200m);
    }

    [Fact]
    public async Task Before_its_activation_price_it_trails_nothing()
    {
        using var scene = new Scene(UpThenDown);
        await scene.Market(OrderSide.Buy, 0.02m);
        var never = (await Trail(scene, OrderSide.Sell, 0.5m, activation: 104_000m, quantity: 0.01m)).Value();
        var later = (await Trail(scene, OrderSide.Sell, 0.5m, activation: 102_000m, quantity: 0.01m)).Value();
        scene.Time.Seconds(500);
        Assert.Equal(VenueOrderStatus.New, (await scene.Query(never)).Status);
        Assert.InRange((await scene.Query(later)).AveragePrice.Value, 102_300m, 102_486m);
    }

    [Fact]
    public async Task It_triggers_the_same_whether_the_venue_is_asked_each_second_never_or_restarted()
    {
        async Task<(decimal, DateTimeOffset)> Run(int everySeconds, bool restarts)
        {
            using var scene = new Scene(UpThenDown);
            await scene.Market(OrderSide.Buy, 0.02m);
            var stop = (await Trail(scene, OrderSide.Sell, 0.7m, activation: 101_500m)).Value();
            for (var at = 0; at < 480; at += everySeconds)
            {
                scene.Time.Seconds(everySeconds);
                await scene.Venue.AccountAsync();
                if (restarts && at % 60 == 0)
                {
                    scene.Restart();
                }
            }

            return ((await scene.Query(stop)).AveragePrice.Value, (await scene.Fills())[^1].At);
        }

        var whole = await Run(480, false);
        Assert.Equal(whole, await Run(1, false));
        Assert.Equal(whole, await Run(20, true));
    }

    [Theory]
    [InlineData(0.05, null, -2007)]
    [InlineData(10.1, null, -2007)]
    [InlineData(0.15, null, -2007)]
    [InlineData(1, 99_000.0, -2021)]
    [InlineData(1, 101_000.05, -4014)]
    [InlineData(10, 101_000.0, 0)]
    [InlineData(0.1, null, 0)]
    public async Task Callback_rate_and_activation_price_have_their_ranges(double callback, double? activation, int code)
    {
        using var scene = new Scene();
        await scene.Market(OrderSide.Buy, 0.02m);
        Assert.Equal(code, (await Trail(scene, OrderSide.Sell, (decimal)callback, (decimal?)activation)).Code());
    }

    [Fact]
    public async Task It_needs_a_quantity_and_others_no_callback_rate()
    {
        using var scene = new Scene();
        await scene.Market(OrderSide.Buy, 0.02m);
        var spec = new OrderSpec.Conditional(scene.NewId(), Scene.Btc, OrderSide.Sell, ConditionalType.TrailingStopMarket, Price.None, null, WorkingType.MarkPrice) { CallbackPercent = 1m };
        Assert.Equal(-1102, (await scene.Venue.PlaceAsync(spec)).Code());
        Assert.Equal(-2007, (await scene.Venue.PlaceAsync(spec with { Type = ConditionalType.StopMarket, Trigger = new Price(99_000m), Quantity = new Quantity(0.01m) })).Code());
    }

    private static ValueTask<Application.Ports.VenueReply<VenueOrder>> Trail(Scene scene, OrderSide side, decimal callback, decimal? activation = null, decimal quantity = 0.02m) =>
        scene.Venue.PlaceAsync(new OrderSpec.Conditional(scene.NewId(), Scene.Btc, side, ConditionalType.TrailingStopMarket, new Price(activation ?? 0), new Quantity(quantity), WorkingType.MarkPrice)
        {
            CallbackPercent = callback,
        });
}
