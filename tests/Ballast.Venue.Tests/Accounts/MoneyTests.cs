using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using FsCheck;
using FsCheck.Fluent;

namespace Ballast.Venue.Tests.Accounts;

/// <summary>Money is conserved to the last digit, whatever is ordered.</summary>
public sealed class MoneyTests
{
    [Fact]
    public void Balance_is_the_sum_of_income_and_income_follows_from_the_fills()
    {
        var steps = Gen.Choose(0, 1_000_000).ListOf(25);
        Prop.ForAll(Arb.From(steps), list => RunAsync([.. list]).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(17, 33));
    }

    private static async Task RunAsync(int[] steps)
    {
        using var scene = new Scene(source: "synthetic:seed=5,symbols=BTCUSDT", options: new SimulatedExchangeOptions { StartBalance = 20_000m });
        foreach (var step in steps)
        {
            await ActAsync(scene, step);
            var account = (await scene.Venue.AccountAsync()).Value();
            Assert.Equal((await scene.Income()).Sum(i => i.Amount.Value), account.WalletBalance.Value);
        }

        await CheckFlatAsync(scene);
    }

    private static async Task ActAsync(Scene scene, int step)
    {
        var side = (step & 1) == 0 ? OrderSide.Buy : OrderSide.Sell;
        var quantity = 0.002m + (step / 16 % 400 * 0.001m);
        var mark = (await scene.Venue.MarksAsync([Scene.Btc])).Value()[0].Mark.Value;
        var price = Math.Round(mark * (1m + ((step / 8_000 % 21) - 10) * 0.0005m), 1);
        switch (step / 2 % 8)
        {
            case 0 or 1:
                await scene.Market(side, quantity);
                break;
            case 2:
                await scene.Market(side, quantity, reduceOnly: true);
                break;
            case 3:
                await scene.Limit(side, quantity, price);
                break;
            case 4:
                await scene.Limit(side, quantity, price, TimeInForce.IOC);
                break;
            case 5:
                await scene.Stop(side, price);
                break;
            case 6:
                await scene.Stop(side, price, quantity, ConditionalType.TakeProfitMarket, WorkingType.ContractPrice);
                break;
            default:
                scene.Time.Advance(TimeSpan.FromMinutes(step % 300));
                break;
        }

        scene.Time.Seconds(step % 7);
        if (step % 13 == 0)
        {
            scene.Restart();
        }
    }

    /// <summary>Once flat: Σ PnL = Σ sold − Σ bought, and nothing is left open that could only reduce.</summary>
    private static async Task CheckFlatAsync(Scene scene)
    {
        foreach (var order in (await scene.Venue.OpenOrdersAsync(null)).Value())
        {
            await scene.Venue.CancelAsync(order.Symbol, order.Id, order.IsConditional);
        }

        for (var left = await scene.PositionSize(); left != 0; left = await scene.PositionSize())
        {
            await scene.Market(left > 0 ? OrderSide.Sell : OrderSide.Buy, Math.Abs(left), reduceOnly: true);
            scene.Time.Seconds(1);
        }

        var fills = await scene.Fills();
        var income = await scene.Income();
        Assert.Equal(fills.Sum(f => -f.Side.Sign() * f.Price.Value * f.Quantity.Value), Sum(income, "REALIZED_PNL"));
        Assert.Equal(fills.Sum(f => f.RealisedPnl.Value), Sum(income, "REALIZED_PNL"));
        Assert.Equal(-fills.Sum(f => f.Fee.Value), Sum(income, "COMMISSION"));
        var account = (await scene.Venue.AccountAsync()).Value();
        Assert.Equal(account.WalletBalance, account.AvailableBalance);
        Assert.Equal(Money.Zero, account.UnrealisedPnl);
        Assert.Empty((await scene.Venue.OpenOrdersAsync(null)).Value());
        Assert.Equal(fills.Select(f => f.TradeId).Order(), fills.Select(f => f.TradeId));
    }

    private static decimal Sum(IReadOnlyList<IncomeEntry> income, string kind) => income.Where(i => i.Kind == kind).Sum(i => i.Amount.Value);
}
