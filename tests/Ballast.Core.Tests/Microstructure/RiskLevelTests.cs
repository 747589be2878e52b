using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Microstructure;

public sealed class RiskLevelTests
{
    [Theory]
    [InlineData(0.49, 0.00049, RiskLevel.Safe)]
    [InlineData(0.5, 0.0001, RiskLevel.Warning)]
    [InlineData(0.1, 0.0005, RiskLevel.Warning)]
    [InlineData(0.7, 0.0001, RiskLevel.Critical)]
    [InlineData(0.1, 0.0010, RiskLevel.Critical)]
    [InlineData(0.69, 0.00099, RiskLevel.Warning)]
    public void The_worst_measure_counts(double vpin, double spread, RiskLevel level) =>
        Assert.Equal(level, RiskLevels.Classify(new BookReading((decimal)spread, (decimal)vpin, Given.Noon), new MicrostructureOptions()));

    [Fact]
    public void A_vpin_that_is_not_measured_is_a_warning_and_no_book_is_critical()
    {
        Assert.Equal(RiskLevel.Warning, RiskLevels.Classify(new BookReading(0, null, Given.Noon), new MicrostructureOptions()));
        Assert.Equal(RiskLevel.Critical, RiskLevels.Classify(null, new MicrostructureOptions()));
    }

    [Fact]
    public void The_spread_is_a_share_of_the_middle()
    {
        var book = new OrderBook(Given.Btc, Given.Noon, [new(new Price(99.9m), new Quantity(1))], [new(new Price(100.1m), new Quantity(1))]);

        Assert.Equal(0.002m, BookReading.Of(book, new FlowOptions())!.Spread);
        Assert.Null(BookReading.Of(book with { Asks = [] }, new FlowOptions()));
        Assert.Null(BookReading.Of(book with { Asks = [new(new Price(99.9m), new Quantity(1))] }, new FlowOptions()));
    }

    [Fact]
    public void A_reading_counts_the_best_levels_of_its_book()
    {
        var book = new OrderBook(
            Given.Btc, Given.Noon,
            [new(new Price(99), new Quantity(3)), new(new Price(98), new Quantity(2)), new(new Price(97), new Quantity(1))],
            [new(new Price(101), new Quantity(1)), new(new Price(102), new Quantity(1))]);

        var expected = new BookReading(0.02m, null, Given.Noon) { Imbalance = 0.42857143m, BidDepth = new Money(590), AskDepth = new Money(203) };
        Assert.Equal(expected, BookReading.Of(book, new FlowOptions { ImbalanceLevels = 2 }));
        Assert.Equal(expected with { Imbalance = 0.5m, BidDepth = new Money(297), AskDepth = new Money(101) }, BookReading.Of(book, new FlowOptions { ImbalanceLevels = 1, DepthLevels = 1 }));
        Assert.Equal((new Money(203), new Money(590)), (expected.DepthFor(OrderSide.Buy), expected.DepthFor(OrderSide.Sell)));
        Assert.Null(BookReading.Of(book with { Bids = [new(new Price(99), Quantity.Zero)], Asks = [new(new Price(101), Quantity.Zero)] }, new FlowOptions())!.Imbalance);
    }

    [Theory]
    [InlineData(0.1, 0.0001, 100, RiskLevel.Safe, "")]
    [InlineData(0.1, 0.0001, 101, RiskLevel.Warning, "OrderShare")]
    [InlineData(0.1, 0.0001, 250, RiskLevel.Warning, "OrderShare")]
    [InlineData(0.1, 0.0001, 251, RiskLevel.Critical, "OrderShare")]
    [InlineData(0.5, 0.0005, 50, RiskLevel.Warning, "Vpin,Spread")]
    [InlineData(0.5, 0.0012, 150, RiskLevel.Critical, "Spread")]
    public void A_verdict_names_the_measures_that_decided(double vpin, double spread, int notional, RiskLevel level, string decidedBy)
    {
        var verdict = Judge(new BookReading((decimal)spread, (decimal)vpin, Given.Noon), notional, 1_000);

        Assert.Equal((level, decidedBy), (verdict.Level, string.Join(',', verdict.DecidedBy.Select(m => m.Measure))));
        Assert.Equal(level == RiskLevel.Safe ? null : $"RISK_{level.ToString().ToUpperInvariant()}", verdict.Reason?.Code);
    }

    [Fact]
    public void An_order_whose_size_is_not_known_is_judged_by_the_rest() =>
        Assert.Equal([new(RiskMeasure.Vpin, 0.1m, RiskLevel.Safe), new(RiskMeasure.Spread, 0, RiskLevel.Safe)], Judge(new BookReading(0, 0.1m, Given.Noon), null, 1_000).Measures);

    [Fact]
    public void What_is_not_known_is_said()
    {
        Assert.Equal("The order flow is CRITICAL: there is no reading of the book, the depth that the order takes is not known.", Judge(null, 10, null).Reason!.Text);
        Assert.Equal(RiskLevel.Critical, Judge(new BookReading(0, 0.1m, Given.Noon), 10, 0).Level);
        Assert.Equal("The order flow is WARNING: VPIN is not measured, spread 6.00 bp, order 12.5 % of the depth.", Judge(new BookReading(0.0006m, null, Given.Noon), 125, 1_000).Reason!.Text);
        Assert.Equal("The order flow is CRITICAL: VPIN 0.71.", Judge(new BookReading(0.0006m, 0.71m, Given.Noon), null, null).Reason!.Text);
    }

    [Fact]
    public void A_verdict_without_an_order_agrees_with_the_plain_level_and_an_order_never_makes_it_better() => Sample.Holds(200, random =>
    {
        var reading = random.Next(10) == 0 ? null : new BookReading(random.Part(0, 0.0012m), random.Next(4) == 0 ? null : random.Part(0, 1), Given.Noon);
        var plain = RiskLevels.Classify(reading, new MicrostructureOptions());
        var order = random.Next(1, 400);
        var judged = Judge(reading, order, 1_000).Level;
        return Judge(reading, null, 1_000).Level == plain && judged <= plain && judged == RiskLevels.Classify(reading, new Money(order), new Money(1_000), new MicrostructureOptions());
    });

    [Fact]
    public void The_depth_is_of_the_side_that_the_order_takes()
    {
        var book = new OrderBook(Given.Btc, Given.Noon, [new(new Price(99), new Quantity(2)), new(new Price(98), new Quantity(1))], [new(new Price(101), new Quantity(1))]);

        Assert.Equal(new Money(101), BookDepth.For(OrderSide.Buy, book, 20));
        Assert.Equal(new Money(296), BookDepth.For(OrderSide.Sell, book, 20));
        Assert.Equal(new Money(198), BookDepth.For(OrderSide.Sell, book, 1));
        Assert.Equal(Money.Zero, BookDepth.For(OrderSide.Buy, book with { Asks = [] }, 20));
    }

    private static RiskVerdict Judge(BookReading? reading, decimal? notional, decimal? depth) =>
        RiskLevels.Judge(reading, notional is { } n ? new Money(n) : null, depth is { } d ? new Money(d) : null, new MicrostructureOptions());
}
