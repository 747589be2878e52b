using Ballast.Core.Market;
using Ballast.Core.Portfolio;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Portfolio;

public sealed class CorrelationRuleTests
{
    private static readonly Symbol Eth = new("ETHUSDT");
    private static readonly Symbol Xrp = new("XRPUSDT");

    [Theory]
    [InlineData(0.5999, PositionSide.Long, 1.0, null)]
    [InlineData(0.6, PositionSide.Long, 0.5, null)]
    [InlineData(0.7999, PositionSide.Long, 0.5, null)]
    [InlineData(0.8, PositionSide.Long, 0.0, "TOO_CORRELATED")]
    [InlineData(0.95, PositionSide.Short, 1.0, null)]
    [InlineData(-0.8, PositionSide.Short, 0.0, "TOO_CORRELATED")]
    [InlineData(-0.8, PositionSide.Long, 1.0, null)]
    public void Correlation_is_adjusted_by_side(double correlation, PositionSide held, double factor, string? code)
    {
        var verdict = Check(PositionSide.Long, [new(Eth, held)], new PairCorrelation(Eth, (decimal)correlation));

        Assert.Equal(((decimal)factor, code), (verdict.Factor, verdict.Refusal?.Code));
    }

    [Fact]
    public void The_worst_of_all_open_positions_counts()
    {
        var verdict = Check(PositionSide.Short, [new(Eth, PositionSide.Long), new(Xrp, PositionSide.Short)], new PairCorrelation(Eth, 0.9m), new PairCorrelation(Xrp, 0.65m));

        Assert.Equal((0.65m, Xrp, 0.5m), (verdict.Worst, verdict.With!.Value, verdict.Factor));
    }

    [Fact]
    public void Nothing_else_open_needs_no_correlation() =>
        Assert.Equal(CorrelationVerdict.Alone, CorrelationRule.Check(Given.Btc, PositionSide.Long, [], null, Given.Noon, new PortfolioOptions()));

    [Fact]
    public void What_is_not_known_refuses()
    {
        EquatableList<HeldSymbol> held = [new(Eth, PositionSide.Long)];
        Assert.Equal("CORRELATION_UNKNOWN", CorrelationRule.Check(Given.Btc, PositionSide.Long, held, null, Given.Noon, new PortfolioOptions()).Refusal!.Code);
        Assert.Equal("CORRELATION_UNKNOWN", Check(PositionSide.Long, held, new PairCorrelation(Xrp, 0.1m)).Refusal!.Code);
        Assert.Equal("STALE_CORRELATION", CorrelationRule.Check(Given.Btc, PositionSide.Long, held, Known(new PairCorrelation(Eth, 0.1m)), Given.Noon.AddHours(3).AddTicks(1), new PortfolioOptions()).Refusal!.Code);
        Assert.Null(CorrelationRule.Check(Given.Btc, PositionSide.Long, held, Known(new PairCorrelation(Eth, 0.1m)), Given.Noon.AddHours(3), new PortfolioOptions()).Refusal);
    }

    private static CorrelationVerdict Check(PositionSide side, EquatableList<HeldSymbol> held, params PairCorrelation[] pairs) =>
        CorrelationRule.Check(Given.Btc, side, held, Known(pairs), Given.Noon, new PortfolioOptions());

    private static SymbolCorrelations Known(params PairCorrelation[] pairs) => new(Given.Btc, EquatableList.From(pairs), 100, Given.Noon, Given.Noon.AddHours(3));
}
