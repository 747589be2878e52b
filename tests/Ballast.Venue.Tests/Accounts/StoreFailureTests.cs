using Ballast.Application.Ports;
using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Venue.Tests.Accounts;

public sealed class StoreFailureTests
{
    [Fact]
    public async Task An_order_that_could_not_be_stored_did_not_happen()
    {
        using var scene = new Scene();
        await scene.Venue.AccountAsync();
        scene.Store.FailNextCommits = 1;
        Assert.Equal(-1001, (await scene.Market(OrderSide.Buy, 0.01m)).Code());
        Assert.Equal(0, await scene.PositionSize());
        Assert.Equal(100_000m, await scene.Balance());
        Assert.Equal(0, (await scene.Market(OrderSide.Buy, 0.01m)).Code());
    }

    [Fact]
    public async Task An_order_that_may_have_been_stored_is_unknown_and_found_afterwards()
    {
        using var scene = new Scene();
        await scene.Venue.AccountAsync();
        scene.Store.FailNextCommits = 1;
        scene.Store.FailAfterWriting = true;
        var reply = await scene.Venue.PlaceAsync(new OrderSpec.Market(new ClientOrderId("maybe"), Scene.Btc, OrderSide.Buy, new Quantity(0.01m), false));
        Assert.IsType<VenueReply<VenueOrder>.Unknown>(reply);
        Assert.Equal(VenueOrderStatus.Filled, (await scene.Venue.QueryAsync(Scene.Btc, new ClientOrderId("maybe"), false)).Value().Status);
        Assert.Equal(0.01m, await scene.PositionSize());
    }

    [Fact]
    public async Task A_store_that_fails_while_the_market_is_followed_changes_nothing()
    {
        using var scene = new Scene([100_000, 100_000, 98_000, 98_000, 98_000]);
        await scene.Market(OrderSide.Buy, 0.01m);
        await scene.Stop(OrderSide.Sell, 99_000m);
        scene.Time.Seconds(200);
        scene.Store.FailNextCommits = 1;
        Assert.Equal(-1001, (await scene.Venue.AccountAsync()).Code());
        Assert.Equal(0, await scene.PositionSize());
        Assert.InRange((await scene.Fills())[1].Price.Value, 98_900m, 99_000m);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_that_fails_at_any_commit_of_a_long_catch_up_loses_and_doubles_nothing(bool isWritten)
    {
        for (var failing = 1; failing <= 9; failing++)
        {
            using var scene = new Scene([100_000, 100_000, 98_000, 98_000, 98_000]);
            await scene.Market(OrderSide.Buy, 0.3m);
            for (var i = 0; i < 60; i++)
            {
                await scene.Stop(OrderSide.Sell, i % 2 == 0 ? 99_000m : 98_500m, 0.005m);
            }

            scene.Time.Seconds(250);
            scene.Store.FailAtCommit = scene.Store.Commits + failing;
            scene.Store.FailAfterWriting = isWritten;
            await scene.Venue.AccountAsync();
            scene.Restart();
            Assert.Equal(0, await scene.PositionSize());
            var fills = await scene.Fills();
            Assert.Equal(0.3m, fills.Where(f => f.Side == OrderSide.Sell).Sum(f => f.Quantity.Value));
            Assert.Equal(Enumerable.Range(1, fills.Count).Select(i => (long)i), fills.Select(f => f.TradeId));
            Assert.Equal((await scene.Income()).Sum(i => i.Amount.Value), await scene.Balance());
            Assert.Empty((await scene.Venue.OpenOrdersAsync(null)).Value());
        }
    }

    /// <summary>The price is below the triggers for one step only: a crash between the commits of that step must not lose the rest of it.</summary>
    [Fact]
    public async Task A_crash_in_the_middle_of_one_step_does_not_lose_the_rest_of_it()
    {
        using var folder = new TempFolder();
        const string spike = "1700000040000,100000,100000,100000,100000,1,1700000099999\n1700000100000,100000,100000,98000,100000,1,1700000159999\n1700000160000,100000,100000,100000,100000,1,1700000219999\n";
        var source = $"klines:{folder.Write("BTCUSDT.csv", spike)},warmup=0,end=stop";
        for (var failing = 1; failing <= 6; failing++)
        {
            using var scene = new Scene(source: source);
            await scene.Market(OrderSide.Buy, 0.3m);
            for (var i = 0; i < 60; i++)
            {
                await scene.Stop(OrderSide.Sell, 98_000m, 0.005m);
            }

            scene.Time.Seconds(170);
            scene.Store.FailAtCommit = scene.Store.Commits + failing;
            await scene.Venue.AccountAsync();
            scene.Restart();
            Assert.Equal(0, await scene.PositionSize());
        }
    }

    [Fact]
    public async Task Two_processes_on_one_account_do_not_overwrite_each_other()
    {
        using var scene = new Scene();
        await scene.Market(OrderSide.Buy, 0.01m);
        using var other = new Scene(store: scene.Store);
        other.NewId();
        await other.Market(OrderSide.Buy, 0.02m);
        await scene.Market(OrderSide.Buy, 0.03m);
        Assert.Equal(0.06m, await scene.PositionSize());
        Assert.Equal((await scene.Income()).Sum(i => i.Amount.Value), await scene.Balance());
    }

    [Fact]
    public async Task Without_a_store_the_venue_is_volatile_and_works()
    {
        using var venue = new SimulatedExchange(ManualTime.At("2026-03-02T00:00:00Z"));
        Assert.Equal(6, (await venue.InstrumentsAsync()).Value().Count);
        var order = (await venue.PlaceAsync(new OrderSpec.Market(new ClientOrderId("a"), new Symbol("SOLUSDT"), OrderSide.Sell, new Quantity(1), false))).Value();
        Assert.Equal(VenueOrderStatus.Filled, order.Status);
        Assert.Equal(-1m, (await venue.PositionsAsync(null)).Value()[0].SignedQuantity);
    }

    [Fact]
    public async Task Calls_from_many_threads_are_performed_one_after_the_other()
    {
        using var scene = new Scene();
        await scene.Venue.AccountAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, 60), async (i, cancel) =>
        {
            var order = new OrderSpec.Market(new ClientOrderId($"p-{i}"), Scene.Btc, i % 3 == 0 ? OrderSide.Sell : OrderSide.Buy, new Quantity(0.01m), false);
            Assert.Equal(0, (await scene.Venue.PlaceAsync(order, cancel)).Code());
        });
        Assert.Equal(0.2m, await scene.PositionSize());
        IReadOnlyList<Fill> fills = await scene.Fills();
        Assert.Equal(fills.Count, fills.Select(f => f.TradeId).Distinct().Count());
        Assert.Equal((await scene.Income()).Sum(i => i.Amount.Value), await scene.Balance());
    }
}
