using Ballast.Core.Growth;
using Ballast.Core.Market;

namespace Ballast.Core.Tests.Growth;

public sealed class ClosedFormTests
{
    [Fact]
    public void The_golden_example()
    {
        Assert.Equal(935.63, Math.Round(ClosedForm.Mean(GrowthGiven.Golden), 2));
        Assert.Equal(875.51, Math.Round(ClosedForm.Median(GrowthGiven.Golden), 2));
        Assert.Equal(0.0125, ClosedForm.Edge(GrowthGiven.Golden), 15);
    }

    [Fact]
    public void The_mean_is_what_compounding_by_hand_gives()
    {
        var balance = 100m;
        for (var i = 0; i < 180; i++)
        {
            balance = Math.Round(balance * 1.0125m, 20);
        }

        Assert.Equal((double)balance, ClosedForm.Mean(GrowthGiven.Golden), 9);
    }

    [Theory]
    [InlineData(100, 0)]
    [InlineData(50, 0)]
    [InlineData(101.25, 1.0 / 6)]
    [InlineData(101.26, 2.0 / 6)]
    [InlineData(1000, 186.0 / 6)]
    public void Days_to_the_target_are_whole_trades(double target, double days) =>
        Assert.Equal(days, ClosedForm.DaysToTarget(GrowthGiven.Golden with { Target = new Money((decimal)target) }));

    [Fact]
    public void Without_an_edge_the_mean_never_arrives() =>
        Assert.Null(ClosedForm.DaysToTarget(GrowthGiven.Golden with { Loss = 0.04m, Target = new Money(101) }));

    [Theory]
    [InlineData(1_000_000, 1, 10)]
    [InlineData(100_000, 0.5, 0.04)]
    public void A_mean_beyond_the_bound_is_refused_with_its_numbers(int trades, double winRate, double win)
    {
        var plan = GrowthGiven.Golden with { Trades = trades, WinRate = (decimal)winRate, Win = (decimal)win };

        var reason = ClosedForm.Refuse(plan, GrowthGiven.Options);

        Assert.Equal("BALANCE_OUT_OF_RANGE", reason?.Code);
        Assert.Contains($"{trades} trades", reason!.Text, StringComparison.Ordinal);
        Assert.Contains("1E+24", reason.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Losing_everything_once_leaves_nothing_in_the_median()
    {
        var plan = GrowthGiven.Golden with { Loss = 1 };

        Assert.Equal(0, ClosedForm.Median(plan));
        Assert.Null(ClosedForm.Refuse(plan, GrowthGiven.Options));
    }
}
