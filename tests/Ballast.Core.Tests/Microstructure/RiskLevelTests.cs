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

        Assert.Equal(new BookReading(0.002m, 0.3m, Given.Noon), BookReading.Of(book, 0.3m));
        Assert.Null(BookReading.Of(book with { Asks = [] }, null));
        Assert.Null(BookReading.Of(book with { Asks = [new(new Price(99.9m), new Quantity(1))] }, null));
    }
}
