using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Faults;
using Ballast.Venue.Limits;
using Reckoned = Ballast.Application.Limits.CallWeights;

namespace Ballast.Venue.Tests.Limits;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Usage_tells_the_weight_and_the_orders_of_the_running_minute()
    {
        using var scene = new Scene();
        Assert.Equal((0, default), (scene.Venue.Usage.Weight, scene.Venue.Usage.At));
        await scene.Venue.PositionsAsync(null);
        await scene.Market(OrderSide.Buy, 0.01m);
        await scene.Venue.OpenOrdersAsync(null);
        var usage = scene.Venue.Usage;
        Assert.Equal((85, 1, 1, scene.Time.GetUtcNow()), (usage.Weight, usage.Orders10s, usage.Orders1m, usage.At));
        Assert.Equal((2_400, 300, 1_200), (usage.WeightLimit, usage.Orders10sLimit, usage.Orders1mLimit));
        scene.Time.Seconds(10);
        await scene.Venue.ServerTimeAsync();
        Assert.Equal((86, 0, 1), (scene.Venue.Usage.Weight, scene.Venue.Usage.Orders10s, scene.Venue.Usage.Orders1m));
        scene.Time.Seconds(50);
        await scene.Venue.ServerTimeAsync();
        Assert.Equal((1, 0, 0), (scene.Venue.Usage.Weight, scene.Venue.Usage.Orders10s, scene.Venue.Usage.Orders1m));
    }

    [Fact]
    public async Task Each_call_weighs_what_its_calls_on_binance_weigh()
    {
        using var scene = new Scene();
        (int Weight, Func<Task> Call)[] calls =
        [
            (1, async () => await scene.Venue.ServerTimeAsync()),
            (1, async () => await scene.Venue.QueryAsync(Scene.Btc, new ClientOrderId("x"), false)),
            (1, async () => await scene.Venue.CancelAsync(Scene.Btc, new ClientOrderId("x"), false)),
            (2, async () => await scene.Venue.OpenOrdersAsync(Scene.Btc)),
            (80, async () => await scene.Venue.OpenOrdersAsync(null)),
            (5, async () => await scene.Venue.PositionsAsync(null)),
            (5, async () => await scene.Venue.FillsAsync(Scene.Btc, 0)),
            (30, async () => await scene.Venue.IncomeAsync(DateTimeOffset.UnixEpoch)),
            (10, async () => await scene.Venue.AccountAsync()),
            (2, async () => await scene.Venue.PrepareAsync(Scene.Btc, new Leverage(5))),
            (0, async () => await scene.Venue.DepositAsync(new Money(1m))),
            (0, async () => await scene.Market(OrderSide.Buy, 0.01m)),
            (2, async () => await scene.Venue.InstrumentsAsync()),
            (1, async () => await scene.Venue.CandlesAsync(Scene.Btc, CandleInterval.OneMinute, 100)),
            (5, async () => await scene.Venue.CandlesAsync(Scene.Btc, CandleInterval.OneMinute, 1_000)),
            (21, async () => await scene.Venue.CandlesAsync(Scene.Btc, CandleInterval.OneMinute, 3_050)),
            (2, async () => await scene.Venue.BookAsync(Scene.Btc, 20)),
            (20, async () => await scene.Venue.BookAsync(Scene.Btc, 1_000)),
            (1, async () => await scene.Venue.MarksAsync([Scene.Btc])),
        ];
        foreach (var (weight, call) in calls)
        {
            var before = scene.Venue.Usage.Weight;
            await call();
            Assert.Equal(weight, scene.Venue.Usage.Weight - before);
        }
    }

    [Fact]
    public async Task What_the_app_reckons_with_is_what_its_calls_weigh()
    {
        using var scene = new Scene();
        (int Weight, Func<Task> Call)[] calls =
        [
            (Reckoned.One, async () => await scene.Venue.ServerTimeAsync()),
            (Reckoned.One, async () => await scene.Venue.QueryAsync(Scene.Btc, new ClientOrderId("x"), false)),
            (Reckoned.OpenOrders(isOneSymbol: true), async () => await scene.Venue.OpenOrdersAsync(Scene.Btc)),
            (Reckoned.OpenOrders(isOneSymbol: false), async () => await scene.Venue.OpenOrdersAsync(null)),
            (Reckoned.Positions, async () => await scene.Venue.PositionsAsync(null)),
            (Reckoned.Fills, async () => await scene.Venue.FillsAsync(Scene.Btc, 0)),
            (Reckoned.Income, async () => await scene.Venue.IncomeAsync(DateTimeOffset.UnixEpoch)),
            (Reckoned.Account, async () => await scene.Venue.AccountAsync()),
            (Reckoned.Prepare, async () => await scene.Venue.PrepareAsync(Scene.Btc, new Leverage(5))),
            (Reckoned.Forced, async () => await scene.Venue.ForcedOrdersAsync(Scene.Btc, DateTimeOffset.UnixEpoch)),
            (Reckoned.Countdown, async () => await scene.Venue.ArmCountdownAsync(Scene.Btc, TimeSpan.FromMinutes(1))),
            (Reckoned.Instruments, async () => await scene.Venue.InstrumentsAsync()),
            (Reckoned.Candles(500), async () => await scene.Venue.CandlesAsync(Scene.Btc, CandleInterval.OneMinute, 500)),
            (Reckoned.Candles(3_050), async () => await scene.Venue.CandlesAsync(Scene.Btc, CandleInterval.OneMinute, 3_050)),
            (Reckoned.Book(100), async () => await scene.Venue.BookAsync(Scene.Btc, 100)),
        ];
        foreach (var (weight, call) in calls)
        {
            var before = scene.Venue.Usage.Weight;
            await call();
            Assert.Equal(weight, scene.Venue.Usage.Weight - before);
        }
    }

    [Fact]
    public async Task Above_the_weight_everything_is_refused_until_the_minute_is_over()
    {
        using var scene = Limited(VenueLimits.Binance with { WeightPerMinute = 2 });
        scene.Time.Seconds(15);
        await scene.Venue.ServerTimeAsync();
        await scene.Venue.ServerTimeAsync();
        var told = Assert.IsType<VenueReply<DateTimeOffset>.Rejected>(await scene.Venue.ServerTimeAsync());
        Assert.Equal((-1003, TimeSpan.FromSeconds(45), false), (told.Code, told.RetryAfter, told.IsBan));
        Assert.Equal(-1003, (await scene.Market(OrderSide.Buy, 0.01m)).Code());
        scene.Time.Seconds(45);
        Assert.Equal(0, (await scene.Venue.ServerTimeAsync()).Code());
    }

    [Fact]
    public async Task Going_on_is_a_ban_and_each_further_one_is_twice_as_long_until_a_day_has_passed()
    {
        using var scene = Limited(VenueLimits.Binance with { WeightPerMinute = 1, CallsBeforeBan = 2 });
        foreach (var minutes in new[] { 2, 4, 8 })
        {
            Assert.Equal(TimeSpan.FromMinutes(minutes), await BannedFor(scene));
            scene.Time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.True(((VenueReply<DateTimeOffset>.Rejected)await scene.Venue.ServerTimeAsync()).IsBan);
            scene.Time.Seconds(61);
        }

        scene.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(TimeSpan.FromMinutes(2), await BannedFor(scene));
    }

    [Theory]
    [InlineData(2, 100, 10)]
    [InlineData(100, 2, 60)]
    public async Task Too_many_orders_are_refused_with_the_time_to_wait(int per10s, int perMinute, int waitSeconds)
    {
        using var scene = Limited(VenueLimits.Binance with { OrdersPer10Seconds = per10s, OrdersPerMinute = perMinute });
        await scene.Market(OrderSide.Buy, 0.01m);
        await scene.Limit(OrderSide.Buy, 0.01m, 99_000m);
        var refused = Assert.IsType<VenueReply<VenueOrder>.Rejected>(await scene.Stop(OrderSide.Sell, 99_000m));
        Assert.Equal((-1015, TimeSpan.FromSeconds(waitSeconds), false), (refused.Code, refused.RetryAfter, refused.IsBan));
        Assert.Equal(0.01m, await scene.PositionSize());
        scene.Time.Seconds(waitSeconds);
        Assert.Equal(0, (await scene.Stop(OrderSide.Sell, 98_000m)).Code());
    }

    [Fact]
    public async Task Without_limits_nothing_is_refused_and_a_lost_answer_tells_no_usage()
    {
        using var scene = new Scene(options: new SimulatedExchangeOptions { Limits = VenueLimits.None }, faults: new FaultPlan().Next(VenueCall.ServerTime, new VenueFault.UnknownWithEffect()));
        await scene.Venue.ServerTimeAsync();
        Assert.Equal(0, scene.Venue.Usage.Weight);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(0, (await scene.Venue.IncomeAsync(DateTimeOffset.UnixEpoch)).Code());
        }

        Assert.Equal(3_001, scene.Venue.Usage.Weight);
    }

    [Fact]
    public async Task By_default_calls_are_counted_against_binances_figures_but_not_refused()
    {
        using var scene = new Scene();
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(0, (await scene.Venue.IncomeAsync(DateTimeOffset.UnixEpoch)).Code());
        }

        Assert.Equal((3_000, 2_400), (scene.Venue.Usage.Weight, scene.Venue.Usage.WeightLimit));
    }

    [Fact]
    public void Limits_out_of_range_are_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Limited(VenueLimits.Binance with { WeightPerMinute = 0 }));
        Assert.Contains("WeightPerMinute must be 1 to", error.Message, StringComparison.Ordinal);
    }

    private static Scene Limited(VenueLimits limits) => new(options: new SimulatedExchangeOptions { StartBalance = 100_000m, Limits = limits });

    private static async Task<TimeSpan> BannedFor(Scene scene)
    {
        while (true)
        {
            if (await scene.Venue.ServerTimeAsync() is VenueReply<DateTimeOffset>.Rejected { IsBan: true } banned)
            {
                return banned.RetryAfter!.Value;
            }
        }
    }
}
