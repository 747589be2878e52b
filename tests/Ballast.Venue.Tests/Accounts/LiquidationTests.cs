using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Venue.Tests.Accounts;

public sealed class LiquidationTests
{
    private static readonly double[] Crash = [100_000, 100_000, 97_000, 90_000, 90_000];

    [Fact]
    public async Task A_position_is_closed_at_its_liquidation_price_and_pays_a_fee()
    {
        using var scene = new Scene(Crash, new SimulatedExchangeOptions { StartBalance = 1_000m });
        await scene.Venue.PrepareAsync(Scene.Btc, new Leverage(25));
        await scene.Market(OrderSide.Buy, 0.1m);
        var position = Assert.Single((await scene.Venue.PositionsAsync(null)).Value());
        Assert.InRange(position.LiquidationPrice.Value, 96_300m, 96_500m);
        scene.Time.Seconds(300);
        Assert.Equal(0, await scene.PositionSize());
        var income = await scene.Income();
        var clear = Assert.Single(income, i => i.Kind == "INSURANCE_CLEAR");
        Assert.True(clear.Amount.Value < 0);
        Assert.Equal(income.Sum(i => i.Amount.Value), await scene.Balance());
        Assert.InRange(await scene.Balance(), 1_000m - position.IsolatedMargin.Value - 10m, 1_000m);
    }

    [Fact]
    public async Task A_loss_beyond_the_margin_is_given_back()
    {
        using var gap = new Scene([100_000, 100_000, 20_000, 20_000], new SimulatedExchangeOptions { StartBalance = 1_000m });
        await gap.Venue.PrepareAsync(Scene.Btc, new Leverage(100));
        await gap.Market(OrderSide.Buy, 0.1m);
        var margin = (await gap.Venue.PositionsAsync(null)).Value()[0].IsolatedMargin.Value;
        var before = await gap.Balance();
        gap.Time.Seconds(200);
        Assert.True((await gap.Income()).Single(i => i.Kind == "INSURANCE_CLEAR").Amount.Value > 0);
        Assert.Equal(margin, before - await gap.Balance());
    }

    [Fact]
    public async Task Orders_of_a_liquidated_position_expire()
    {
        using var scene = new Scene(Crash, new SimulatedExchangeOptions { StartBalance = 1_000m });
        await scene.Venue.PrepareAsync(Scene.Btc, new Leverage(25));
        await scene.Market(OrderSide.Buy, 0.1m);
        var stop = (await scene.Stop(OrderSide.Sell, 91_000m)).Value();
        scene.Time.Seconds(300);
        Assert.Equal(VenueOrderStatus.Expired, (await scene.Query(stop)).Status);
    }

    [Fact]
    public async Task Funding_is_paid_every_eight_hours_once()
    {
        using var scene = new Scene(Scene.Flat(100_000, 2_000));
        await scene.Market(OrderSide.Buy, 0.01m);
        var rate = (await scene.Venue.MarksAsync([Scene.Btc])).Value()[0];
        Assert.Equal(scene.Time.GetUtcNow().AddHours(8), rate.NextFundingAt);
        scene.Time.Advance(TimeSpan.FromHours(8.5));
        await scene.Balance();
        scene.Restart();
        scene.Time.Advance(TimeSpan.FromHours(1));
        var funding = Assert.Single(await scene.Income(), i => i.Kind == "FUNDING_FEE");
        Assert.Equal(-0.01m * 100_000m * rate.FundingRate, funding.Amount.Value);
        Assert.Equal(rate.NextFundingAt, funding.At);
        scene.Time.Advance(TimeSpan.FromHours(16));
        Assert.Equal(3, (await scene.Income()).Count(i => i.Kind == "FUNDING_FEE"));
    }

    [Fact]
    public async Task Deposits_and_withdrawals_are_transfers()
    {
        using var scene = new Scene(options: new SimulatedExchangeOptions());
        Assert.Equal(1_000m, await scene.Balance());
        Assert.Equal(1_250.5m, (await scene.Venue.DepositAsync(new Money(250.5m))).Value().Value);
        Assert.Equal(-2019, (await scene.Venue.DepositAsync(new Money(-1_250.6m))).Code());
        Assert.Equal(0m, (await scene.Venue.DepositAsync(new Money(-1_250.5m))).Value().Value);
        Assert.All(await scene.Income(), i => Assert.Equal("TRANSFER", i.Kind));
    }
}
