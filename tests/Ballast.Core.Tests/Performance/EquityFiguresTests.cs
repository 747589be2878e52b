using Ballast.Core.Performance;
using Ballast.Core.Tests.Support;
using MathNet.Numerics.Statistics;
using static Ballast.Core.Tests.Performance.PerformanceGiven;

namespace Ballast.Core.Tests.Performance;

public sealed class EquityFiguresTests
{
    [Fact]
    public void By_hand()
    {
        // 100, 110, 99, 99, 121, 108.9: returns 10 %, −10 %, 0, 22.2…, −10 %.
        var figures = EquityFigures.Of(DailyReturns.Of(Days(100, 110, 99, 99, 121, 108.9m)));

        Assert.Equal(5, figures.Days);
        Assert.Equal(0.089, figures.Return, 12);
        Assert.Equal(0.1, figures.MaxDrawdown, 12);
        Assert.Equal(Math.Sqrt(365) * (0.2 / 9 * 10 - 0.1) / 5 / Math.Sqrt(0.02 / 5), figures.Sortino!.Value, 9);
        Assert.Equal((Math.Pow(1.089, 73) - 1) / 0.1, figures.Calmar!.Value, 6);
    }

    [Theory]
    [InlineData(new[] { 100.0, 80, 90, 100, 101 }, 0.2, 3)]
    [InlineData(new[] { 100.0, 80, 90, 95 }, 0.2, 3)]
    [InlineData(new[] { 100.0, 90, 101, 60, 70, 101, 50 }, 51.0 / 101, 1)]
    [InlineData(new[] { 100.0, 90, 80, 85, 75, 99 }, 0.25, 5)]
    [InlineData(new[] { 100.0, 90, 100, 80, 100 }, 0.2, 2)]
    [InlineData(new[] { 100.0, 101, 102 }, 0, 0)]
    public void The_largest_drawdown_lasts_until_its_peak_is_reached_again(double[] equity, double drawdown, int days)
    {
        var figures = EquityFigures.Of(DailyReturns.Of(Days([.. equity.Select(e => (decimal)e)])));
        Assert.Equal(drawdown, figures.MaxDrawdown, 12);
        Assert.Equal(days, figures.DrawdownDays);
    }

    [Fact]
    public void Transfers_are_taken_out() =>
        Assert.Equal([0.1, -0.5], DailyReturns.Of([Day(0, 100), Day(1, 1_110, transfers: 1_000), Day(2, 55, transfers: -500)]).Select(r => Math.Round(r, 12)));

    [Fact]
    public void Days_stand_in_order_the_missing_changed_nothing_and_the_later_word_counts() =>
        Assert.Equal([0, 0, 0.2], DailyReturns.Of([Day(3, 120), Day(0, 70), Day(0, 100)]).Select(r => Math.Round(r, 12)));

    [Fact]
    public void After_equity_of_nothing_it_begins_anew()
    {
        Assert.Equal([-1, 0.5], DailyReturns.Of(Days(100, 0, 10, 15)));
        var ruined = EquityFigures.Of([-1, 0.5]);
        Assert.Equal((1, -1, -1), (ruined.MaxDrawdown, ruined.Return, ruined.Calmar));
    }

    [Fact]
    public void What_means_nothing_is_not_a_number()
    {
        var none = EquityFigures.Of([]);
        Assert.Equal((0, 0, null, null, null), (none.Days, none.Return, none.Sharpe, none.Sortino, none.Calmar));
        Assert.Null(EquityFigures.Of([0.01]).Sharpe);
        var even = EquityFigures.Of([0.01, 0.01, 0.01]);
        Assert.Equal((null, null, null, 0), (even.Sharpe, even.Sortino, even.Calmar, even.MaxDrawdown));
    }

    [Fact]
    public void It_agrees_with_an_independent_count() => Sample.Holds(200, random =>
    {
        var returns = Enumerable.Range(0, random.Next(2, 200)).Select(_ => (random.NextDouble() - 0.48) / 10).ToArray();
        var figures = EquityFigures.Of(returns);
        var curve = returns.Aggregate(new List<double> { 1 }, (list, r) => [.. list, list[^1] * (1 + r)]);
        var falls = from i in Enumerable.Range(0, curve.Count) from j in Enumerable.Range(i, curve.Count - i) select 1 - (curve[j] / curve[i]);
        return Near(figures.Sharpe, returns.Mean() / returns.StandardDeviation() * Math.Sqrt(365))
            && (returns.All(r => r >= 0) ? figures.Sortino is null : Near(figures.Sortino, returns.Mean() / returns.Select(r => Math.Min(0, r)).RootMeanSquare() * Math.Sqrt(365)))
            && Near(figures.MaxDrawdown, falls.Max());
    });

    [Fact]
    public void Losses_count_more_for_Sortino_and_leverage_changes_neither_ratio() => Sample.Holds(100, random =>
    {
        var returns = Enumerable.Range(0, 50).Select(_ => (random.NextDouble() - 0.45) / 20).ToArray();
        var (one, two) = (EquityFigures.Of(returns), EquityFigures.Of(returns.Select(r => 2 * r).ToArray()));
        return Near(two.Sharpe, one.Sharpe!.Value) && Near(two.Sortino, one.Sortino!.Value) && two.MaxDrawdown >= one.MaxDrawdown;
    });

    private static bool Near(double? actual, double expected) => actual is { } value && !(Math.Abs(value - expected) > 1e-9 * Math.Max(1, Math.Abs(expected)));
}
