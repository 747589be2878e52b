using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Faults;
using Ballast.Venue.Matching;

namespace Ballast.Venue.Tests.Accounts;

/// <summary>What the venue does of its own accord, and thin books.</summary>
public sealed class VenueActionTests
{
    [Fact]
    public async Task Deleveraging_takes_a_share_of_the_position_by_an_order_of_the_venue()
    {
        using var scene = new Scene();
        await scene.Market(OrderSide.Buy, 0.03m);
        var stop = (await scene.Stop(OrderSide.Sell, 98_000m)).Value();
        var order = (await scene.Venue.DeleverageAsync(Scene.Btc, 0.5m)).Value();
        Assert.Equal(("adl_autoclose", 0.015m, 100_000m, true), (order.Id.Value, order.ExecutedQuantity.Value, order.AveragePrice.Value, order.ReduceOnly));
        Assert.Equal(0.015m, await scene.PositionSize());
        Assert.Equal(order.OrderId, (await scene.Query(order)).OrderId);
        Assert.Contains(await scene.Fills(), f => f.OrderId == order.OrderId);
        await scene.Venue.DeleverageAsync(Scene.Btc, 1m);
        Assert.Equal(0, await scene.PositionSize());
        Assert.Equal(VenueOrderStatus.Expired, (await scene.Query(stop)).Status);
        Assert.Equal((-2022, -1130, -1121), ((await scene.Venue.DeleverageAsync(Scene.Btc, 1m)).Code(), (await scene.Venue.DeleverageAsync(Scene.Btc, 0m)).Code(), (await scene.Venue.DeleverageAsync(new Symbol("NOPEUSDT"), 1m)).Code()));
    }

    [Fact]
    public async Task Money_is_conserved_through_deleveraging()
    {
        using var scene = new Scene([100_000, 101_000, 99_500, 99_500]);
        await scene.Market(OrderSide.Sell, 0.03m);
        scene.Time.Seconds(90);
        await scene.Venue.DeleverageAsync(Scene.Btc, 0.4m);
        await scene.Market(OrderSide.Buy, 0.03m, reduceOnly: true);
        Assert.Equal(await scene.Balance(), (await scene.Income()).Sum(i => i.Amount.Value));
        Assert.Equal(await scene.Balance(), 100_000m + (await scene.Fills()).Sum(f => f.RealisedPnl.Value - f.Fee.Value));
    }

    [Fact]
    public async Task An_immediate_order_in_a_thin_book_is_filled_in_part_and_expires()
    {
        var plan = new FaultPlan().Next(VenueCall.Place, new VenueFault.ThinBook(0.001m));
        using var scene = new Scene(faults: plan);
        var thin = (await scene.Limit(OrderSide.Buy, 0.2m, 100_200m, TimeInForce.IOC)).Value();
        Assert.Equal(VenueOrderStatus.Expired, thin.Status);
        Assert.InRange(thin.ExecutedQuantity.Value, 0.001m, 0.1m);
        Assert.Equal(thin.ExecutedQuantity.Value, await scene.PositionSize());
        Assert.Equal(VenueOrderStatus.Filled, (await scene.Limit(OrderSide.Buy, 0.2m, 100_200m, TimeInForce.IOC)).Value().Status);
    }

    [Fact]
    public async Task All_or_nothing_takes_nothing_from_an_empty_book()
    {
        using var scene = new Scene(faults: new FaultPlan().Next(VenueCall.Place, new VenueFault.ThinBook(0m), times: 2));
        Assert.Equal(-5021, (await scene.Limit(OrderSide.Buy, 0.01m, 100_200m, TimeInForce.FOK)).Code());
        Assert.Equal((VenueOrderStatus.Expired, 0m), ((await scene.Market(OrderSide.Buy, 0.01m)).Value() is var order ? (order.Status, order.ExecutedQuantity.Value) : default));
    }

    [Fact]
    public async Task Funding_is_settled_at_each_symbols_own_interval()
    {
        using var scene = new Scene(source: "synthetic:symbols=BTCUSDT+SOLUSDT");
        await scene.Market(OrderSide.Buy, 0.01m);
        await scene.Venue.PlaceAsync(new OrderSpec.Market(scene.NewId(), new Symbol("SOLUSDT"), OrderSide.Buy, new Quantity(5m), false));
        scene.Time.Advance(TimeSpan.FromHours(25));
        var hours = (await scene.Income()).Where(i => i.Kind == "FUNDING_FEE").ToLookup(i => i.Symbol.Name, i => i.At.Hour);
        Assert.Equal([8, 16, 0], hours["BTCUSDT"]);
        Assert.Equal([4, 8, 12, 16, 20, 0], hours["SOLUSDT"]);
        var marks = (await scene.Venue.MarksAsync([Scene.Btc, new Symbol("SOLUSDT")])).Value();
        Assert.Equal([8, 4], marks.Select(m => m.NextFundingAt.Hour));
    }

    [Fact]
    public void A_rate_is_in_proportion_to_its_interval()
    {
        for (var hour = 0L; hour < 400; hour += 4)
        {
            Assert.InRange(FundingSchedule.RateAt(new Symbol("SOLUSDT"), hour * 3_600_000), 0m, 0.0001m);
            Assert.InRange(FundingSchedule.RateAt(Scene.Btc, hour * 3_600_000), 0m, 0.0002m);
        }
    }

    [Fact]
    public async Task A_new_account_takes_no_entry_before_isolated_margin_was_set()
    {
        using var scene = new Scene(options: new SimulatedExchangeOptions { StartBalance = 100_000m, BeginsCrossed = true });
        Assert.Equal(-2010, (await scene.Market(OrderSide.Buy, 0.01m)).Code());
        Assert.Equal(-2010, (await scene.Limit(OrderSide.Buy, 0.01m, 99_000m)).Code());
        Assert.Equal(0, (await scene.Venue.PrepareAsync(Scene.Btc, new Leverage(10))).Code());
        Assert.Equal(0, (await scene.Market(OrderSide.Buy, 0.01m)).Code());
        Assert.Equal(0, (await scene.Venue.PrepareAsync(Scene.Btc, new Leverage(10))).Code());
        scene.Restart();
        Assert.Equal(0, (await scene.Market(OrderSide.Buy, 0.01m)).Code());
    }
}
