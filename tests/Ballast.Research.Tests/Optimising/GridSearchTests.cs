using Ballast.Research.Backtesting;
using Ballast.Research.Data;
using Ballast.Research.Optimising;

namespace Ballast.Research.Tests.Optimising;

public sealed class GridSearchTests
{
    private static readonly BarKernel Kernel = new(BarSeries.Of(Candles.Walk(new Random(9), 3_000)), isShared: true);

    [Fact]
    public void The_last_axis_turns_fastest_and_both_ends_count()
    {
        var grid = Grid("fast=10:14:2", "slow=40:85:5");

        Assert.Equal((30, 0), (grid.Points.Count, grid.Skipped));
        Assert.Equal([(10, 40), (10, 45), (10, 50)], grid.Points.Take(3).Select(p => (p.Fast, p.Slow)));
        Assert.Equal((14, 85), (grid.Points[^1].Fast, grid.Points[^1].Slow));
        Assert.Equal([("fast", 14m), ("slow", 85m)], grid.ParamsOf(grid.Points[^1]));
    }

    [Fact]
    public void A_step_need_not_meet_the_end_and_points_that_are_no_cross_are_left_out()
    {
        var grid = Grid("fast=2:9:3", "slow=5:6:1", "atr-stop=0.5:1:0.25");

        // 2, 5, 8 over 5, 6: (2,5) (2,6) (5,6) remain, each with three stops.
        Assert.Equal((9, 9), (grid.Points.Count, grid.Skipped));
        Assert.Equal([0.5, 0.75, 1], grid.Points.Take(3).Select(p => p.AtrStop));
    }

    [Theory]
    [InlineData("fast")]
    [InlineData("fast=10")]
    [InlineData("speed=10:28:2")]
    [InlineData("fast=10:28")]
    [InlineData("fast=28:10:2")]
    [InlineData("fast=0:10:2")]
    [InlineData("fast=1.5:10:2")]
    [InlineData("fast=1:10:0")]
    [InlineData("fast=1:10:0.5")]
    [InlineData("atr-stop=0:100:0.0001")]
    public void What_is_no_axis_is_refused(string text)
    {
        Assert.Null(GridAxis.Parse(text, Research.Optimising.Grid.Allowed, out var problem));
        Assert.NotEqual("", problem);
    }

    [Fact]
    public void An_axis_twice_or_too_many_points_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Grid("fast=1:2:1", "fast=3:4:1"));
        Assert.Throws<ArgumentException>(() => Grid("fast=1:10000:1", "slow=2:10000:1"));
    }

    [Theory]
    [InlineData(Objective.NetPnl)]
    [InlineData(Objective.Sharpe)]
    [InlineData(Objective.Calmar)]
    [InlineData(Objective.WinRate)]
    public void The_best_point_is_what_single_runs_say(Objective objective)
    {
        var grid = Grid("fast=2:10:1", "slow=5:40:5", "atr-stop=0:3:1.5");
        var result = GridSearch.Run(Kernel, grid, objective);
        var values = grid.Points.Select(p => ValueOf(p, objective)).ToList();

        Assert.Equal((grid.Points.Count, grid.Points.Count), (result.Points, result.Wanted));
        Assert.Equal(values.Max(), result.Value);
        Assert.Equal(grid.Points[values.IndexOf(values.Max())], result.Best);
        Assert.True(values.Distinct().Count() > 10);
    }

    [Fact]
    public void A_tie_goes_to_the_first_point_of_the_grid()
    {
        // Flat prices: no point makes a trade, each has the value 0.
        var flat = new BarKernel(BarSeries.Of(Candles.Of([.. Enumerable.Repeat((5.0, 5.0, 5.0, 5.0), 200)])), isShared: true);
        var result = GridSearch.Run(flat, Grid("fast=3:9:1", "slow=20:40:1"), Objective.NetPnl);

        Assert.Equal((0.0, 3, 20), (result.Value, result.Best!.Fast, result.Best.Slow));
    }

    [Fact]
    public void Where_the_objective_means_nothing_there_is_no_best_point()
    {
        var flat = new BarKernel(BarSeries.Of(Candles.Of([.. Enumerable.Repeat((5.0, 5.0, 5.0, 5.0), 200)])), isShared: true);
        var result = GridSearch.Run(flat, Grid("fast=3:9:1"), Objective.WinRate);

        Assert.Equal((7, null, null), (result.Points, result.Best, result.Value));
    }

    [Fact]
    public void A_search_that_is_stopped_says_how_many_points_it_tried()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var result = GridSearch.Run(Kernel, Grid("fast=3:9:1"), Objective.NetPnl, stopped.Token);

        Assert.Equal((0, 7, null), (result.Points, result.Wanted, result.Best));
    }

    private static Grid Grid(params string[] axes) =>
        new([.. axes.Select(a => GridAxis.Parse(a, Research.Optimising.Grid.Allowed, out _)!)], new BareOptions());

    private static double? ValueOf(BareOptions options, Objective objective)
    {
        var trades = new List<BareTrade>();
        var result = BareResult.Of(Kernel.Bars, trades, options, new BarKernel(Kernel.Bars).Run(options, trades));
        return objective switch
        {
            Objective.NetPnl => result.NetPnl,
            Objective.Sharpe => result.Sharpe,
            Objective.Calmar => result.Calmar,
            _ => result.WinRate,
        };
    }
}
