using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Accounting;

public sealed class SlippageReportTests
{
    [Theory]
    [InlineData(OrderSide.Buy, 100, 100.05, -5)]
    [InlineData(OrderSide.Sell, 100, 99.95, -5)]
    [InlineData(OrderSide.Buy, 100, 99.9, 10)]
    [InlineData(OrderSide.Sell, 100, 100.1, 10)]
    public void A_worse_price_is_a_cost(OrderSide side, double expected, double achieved, double points)
    {
        var slippage = new Slippage(side, new Quantity(2), new Price((decimal)expected), new Price((decimal)achieved));
        Assert.Equal((decimal)points, slippage.BasisPoints);
        Assert.Equal((decimal)points / 10_000 * 100 * 2, slippage.Amount.Value);
    }

    [Fact]
    public void Each_symbol_has_its_count_mean_worst_total_and_share_on_target()
    {
        var trade = Trade();
        var report = SlippageReport.Of(
            [
                trade with { EntrySlippage = Entry(100.05m), ReferencePrice = new Price(100), EntryPrice = new Price(100.02m) },
                trade with { EntrySlippage = Entry(100.20m), ExitSlippage = new Slippage(OrderSide.Sell, new Quantity(1), new Price(100), new Price(101)) },
                trade with { EntrySlippage = Entry(99.9m) },
                trade with { Symbol = new Symbol("ADAUSDT"), EntrySlippage = null },
            ],
            0.0005m);

        Assert.Equal(["ADAUSDT", "BTCUSDT"], report.Select(r => r.Symbol.Name));
        Assert.Equal(new SlippageFigures(0, 0, 0, Money.Zero, 0), report[0].Entry);
        Assert.Equal(new SlippageFigures(3, -5, -20, new Money(-0.15m), 2m / 3), report[1].Entry);
        Assert.Equal(new SlippageFigures(1, 100, 100, new Money(1), 1), report[1].Exit);
        Assert.Equal((3, 3), (report[1].Trades, report[1].Reference.Count));
        Assert.Equal(-2, report[1].Reference.Worst);
    }

    [Fact]
    public void Fills_without_an_expected_price_are_not_compared()
    {
        var fill = new Fill(1, 1, Given.Btc, OrderSide.Buy, new Price(101), new Quantity(2), Money.Zero, "USDT", Money.Zero, false, Given.Noon);
        Assert.Null(default(Compared).With(fill, Price.None).ToSlippage(OrderSide.Buy));
        Assert.Equal(new Slippage(OrderSide.Buy, new Quantity(4), new Price(99), new Price(101)), default(Compared).With(fill, new Price(100)).With(fill, new Price(98)).ToSlippage(OrderSide.Buy));
    }

    private static Slippage Entry(decimal achieved) => new(OrderSide.Buy, new Quantity(1), new Price(100), new Price(achieved));

    private static Trade Trade()
    {
        var scene = new PositionScene().Enter().Run(new PositionFact.CloseAsked(2, "SIGNAL"));
        return Assert.Single(scene.Delivered.OfType<Outgoing.ClosedTrade>()).Trade;
    }
}
