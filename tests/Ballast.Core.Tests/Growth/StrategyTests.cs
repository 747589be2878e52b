using Ballast.Core.Growth;
using Ballast.Core.Market;
using Ballast.Core.Sizing;

namespace Ballast.Core.Tests.Growth;

public sealed class StrategyTests
{
    private static readonly ComparisonOptions Options = new() { SearchDays = 1 };

    private static readonly StrategyRules Rules = new(Options, GrowthGiven.Options);

    // Requirements §1.4: A is 5 % × 20 or 2 % × 5 at 0.90, below that × §1.1's confidence factor; B is the tier's; C is §1.2 and §1.1.
    [Theory]
    [InlineData(ComparedStrategy.A, CoinClass.Core, 0.90, false, 5, 20)]
    [InlineData(ComparedStrategy.A, CoinClass.Core, 0.89, false, 5, 16)]
    [InlineData(ComparedStrategy.A, CoinClass.Core, 0.75, false, 5, 12)]
    [InlineData(ComparedStrategy.A, CoinClass.Core, 0.50, true, 5, 8)]
    [InlineData(ComparedStrategy.A, CoinClass.Alt, 0.95, false, 2, 5)]
    [InlineData(ComparedStrategy.A, CoinClass.Alt, 0.50, false, 2, 2)]
    [InlineData(ComparedStrategy.B, CoinClass.Core, 0.50, false, 15, 20)]
    [InlineData(ComparedStrategy.B, CoinClass.Core, 0.99, true, 10.5, 10)]
    [InlineData(ComparedStrategy.B, CoinClass.Alt, 0.50, false, 10, 10)]
    [InlineData(ComparedStrategy.C, CoinClass.Core, 0.96, false, 22.5, 20)]
    [InlineData(ComparedStrategy.C, CoinClass.Core, 0.96, true, 15.75, 10)]
    [InlineData(ComparedStrategy.C, CoinClass.Core, 0.50, false, 10, 8)]
    public void What_a_strategy_puts_in_at_100(ComparedStrategy strategy, CoinClass coin, double confidence, bool inRecovery, double margin, int leverage)
    {
        var stake = Rules.For(strategy, new Money(100), new GrowthSignal(coin, (decimal)confidence, 5, 0.02m, 0.01m), default, inRecovery);

        Assert.Equal((new Money((decimal)margin), leverage), (stake.Margin, stake.Leverage.Value));
    }

    // Requirements §1.2, the worked trade arithmetic.
    [Theory]
    [InlineData(15, 20, 8.76)]
    [InlineData(8, 10, 2.336)]
    [InlineData(5, 20, 2.92)]
    [InlineData(2, 5, 0.292)]
    public void The_golden_trades(int margin, int leverage, double pnl) =>
        Assert.Equal(new Money((decimal)pnl), new Stake(new Money(margin), new Leverage(leverage)).Pnl(0.03m, 0.0004m));

    [Fact]
    public void A_loss_costs_at_most_the_margin_and_fees() =>
        Assert.Equal(new Money(-10.16m), new Stake(new Money(10), new Leverage(20)).Pnl(-0.5m, 0.0004m));

    [Fact]
    public void All_three_trade_the_same_signals_whatever_the_part()
    {
        var comparison = new StrategyComparison(GrowthGiven.Golden, Options, GrowthGiven.Options);
        var whole = Run(comparison, 0, 20);
        var later = Run(comparison, 10, 10);

        foreach (var s in Enumerable.Range(0, 3))
        {
            Assert.Equal(whole[s][10..20], later[s][10..20]);
        }

        Assert.Equal(20, whole[2].Select(e => e.Balance).Distinct().Count());
    }

    [Fact]
    public void Greater_exposure_gains_more_from_wins_alone()
    {
        var comparison = new StrategyComparison(GrowthGiven.Golden with { WinRate = 1, Trades = 30 }, Options, GrowthGiven.Options);
        var ends = Run(comparison, 0, 5);

        Assert.All(Enumerable.Range(0, 5), i => Assert.True(ends[0][i].Balance < ends[2][i].Balance && ends[2][i].Balance < ends[1][i].Balance));
    }

    [Fact]
    public void The_search_for_the_multiple_goes_on_after_the_plans_trades()
    {
        var plan = GrowthGiven.Golden with { WinRate = 1, Trades = 6 };
        var end = Run(new StrategyComparison(plan, new ComparisonOptions(), GrowthGiven.Options), 0, 1)[1][0];

        Assert.True(end.Balance < 200);
        Assert.True(end.ReachedAfter > 6);
    }

    [Fact]
    public void A_signal_that_confidence_foretells_wins_more_often_at_high_confidence()
    {
        var model = new SignalModel { ConfidenceEdge = 1 };
        var random = new PathRandom(1, 1);
        var drawn = Enumerable.Range(0, 20_000).Select(_ => model.Draw(GrowthGiven.Golden, 3, ref random)).ToList();

        var sure = drawn.Where(s => s.Confidence > 0.9m).Average(s => s.Move > 0 ? 1.0 : 0);
        var unsure = drawn.Where(s => s.Confidence < 0.6m).Average(s => s.Move > 0 ? 1.0 : 0);
        Assert.InRange(sure, 0.66, 0.74);
        Assert.InRange(unsure, 0.26, 0.34);
    }

    private static PathEnd[][] Run(StrategyComparison comparison, int first, int count)
    {
        PathEnd[][] ends = [new PathEnd[20], new PathEnd[20], new PathEnd[20]];
        comparison.Run(3, first, count, ends);
        return ends;
    }
}
