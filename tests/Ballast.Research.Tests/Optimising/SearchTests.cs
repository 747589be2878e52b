using Ballast.Research.Backtesting;
using Ballast.Research.Data;
using Ballast.Research.Optimising;
using Ballast.Research.Trials;

namespace Ballast.Research.Tests.Optimising;

public sealed class SearchTests
{
    private static readonly BarKernel Kernel = new(BarSeries.Of(Candles.Walk(new Random(9), 3_000)), isShared: true);

    [Fact]
    public void The_last_axis_turns_fastest_and_both_ends_count()
    {
        var grid = Grid("fast=10:14:2", "slow=40:85:5");

        Assert.Equal((30, 0), (grid.Points.Count, grid.Skipped));
        Assert.Equal([(10, 40), (10, 45), (10, 50)], grid.Points.Take(3).Select(At).Select(p => (p.Fast, p.Slow)));
        Assert.Equal((14, 85), (At(grid.Points[^1]).Fast, At(grid.Points[^1]).Slow));
        Assert.Equal("fast=14,slow=85", grid.Points[^1].ToString());
    }

    [Fact]
    public void A_step_need_not_meet_the_end_and_points_that_are_no_cross_are_left_out()
    {
        var grid = Grid("fast=2:9:3", "slow=5:6:1", "atr-stop=0.5:1:0.25");

        // 2, 5, 8 over 5, 6: (2,5) (2,6) (5,6) remain, each with three stops.
        Assert.Equal((9, 9), (grid.Points.Count, grid.Skipped));
        Assert.Equal([0.5, 0.75, 1], grid.Points.Take(3).Select(At).Select(p => p.AtrStop));
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
        Assert.Null(SearchAxis.ParseGrid(text, BareTrials.Settings, out var problem));
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
    [InlineData(Objective.Sortino)]
    [InlineData(Objective.Calmar)]
    [InlineData(Objective.WinRate)]
    public void The_best_point_is_what_single_runs_say(Objective objective)
    {
        var grid = Grid("fast=2:10:1", "slow=5:40:5", "atr-stop=0:3:1.5");
        var result = Run(Kernel, grid, objective);
        var values = grid.Points.Select(p => ValueOf(p, objective)).ToList();

        Assert.Equal((grid.Points.Count, grid.Points.Count), (result.Points, result.Wanted));
        Assert.Equal(values.Max(), result.Best!.Value);
        Assert.Equal(grid.Points[values.IndexOf(values.Max())], result.Best.Point);
        Assert.True(values.Distinct().Count() > 10);
    }

    [Fact]
    public void The_result_does_not_depend_on_how_many_points_are_tried_at_once()
    {
        var plan = RandomDraw.Of([new NumberAxis("fast", 2, 12, 1), new NumberAxis("slow", 13, 80, 0) { IsWhole = true, IsLog = true }], point => BareTrials.Goes(point, new BareOptions()), 60, seed: 4);
        var engine = new BareTrials(Kernel, new BareOptions());
        var (one, many) = (new Search(engine, plan, new Goal(Objective.Sharpe)) { AtOnce = 1 }.Run(), new Search(engine, plan, new Goal(Objective.Sharpe)) { AtOnce = 8 }.Run());

        Assert.Equal(one.Best, many.Best);
        Assert.Equal(one.Records.Select(r => (r.Index, r.Figures)), many.Records.Select(r => (r.Index, r.Figures)));
        Assert.Equal(one.Records.SelectMany(r => r.Blocks), many.Records.SelectMany(r => r.Blocks));
    }

    [Fact]
    public void A_tie_goes_to_the_first_point_of_the_grid()
    {
        // Flat prices: no point makes a trade, each has the value 0.
        var flat = new BarKernel(BarSeries.Of(Candles.Of([.. Enumerable.Repeat((5.0, 5.0, 5.0, 5.0), 200)])), isShared: true);
        var result = Run(flat, Grid("fast=3:9:1", "slow=20:40:1"), Objective.NetPnl);

        Assert.Equal((0.0, "fast=3,slow=20"), (result.Best!.Value, result.Best.Point.ToString()));
    }

    [Fact]
    public void Where_the_objective_means_nothing_there_is_no_best_point()
    {
        var flat = new BarKernel(BarSeries.Of(Candles.Of([.. Enumerable.Repeat((5.0, 5.0, 5.0, 5.0), 200)])), isShared: true);
        var result = Run(flat, Grid("fast=3:9:1"), Objective.WinRate);

        Assert.Equal((7, null), (result.Points, result.Best));
    }

    [Fact]
    public void A_search_that_is_stopped_says_how_many_points_it_tried()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var result = Run(Kernel, Grid("fast=3:9:1"), Objective.NetPnl, stopped.Token);

        Assert.Equal((0, 7, null), (result.Points, result.Wanted, result.Best));
    }

    [Fact]
    public void A_point_that_falls_too_deep_does_not_count_and_is_counted()
    {
        var grid = Grid("fast=2:10:1", "slow=5:40:5", "atr-stop=0:3:1.5");
        var deepest = grid.Points.Select(FiguresOf).OrderBy(f => f.MaxDrawdown).ToList();
        var bound = deepest[deepest.Count / 2].MaxDrawdown;
        var result = new Search(new BareTrials(Kernel, new BareOptions()), grid, new Goal(Objective.NetPnl, bound)).Run();

        Assert.Equal(deepest.Count(f => f.MaxDrawdown > bound), result.TooDeep);
        Assert.True(result.TooDeep > 10);
        Assert.Equal(deepest.Where(f => f.MaxDrawdown <= bound).Max(f => f.NetPnl), result.Best!.Value);
    }

    [Fact]
    public void Growth_is_the_logarithm_of_a_year_and_has_a_bound_of_its_own()
    {
        double[] days = [0.1, -0.05, 0.02];
        var figures = TrialFigures.Of(new TrialRun(0, 3, days, default));
        var deep = TrialFigures.Of(new TrialRun(0, 2, new[] { -0.31, 0.9 }, default));

        Assert.Equal(Math.Log(1.1 * 0.95 * 1.02) * 365 / 3, new Goal(Objective.Growth).Of(figures)!.Value, 1e-12);
        Assert.Null(new Goal(Objective.Growth).Of(deep));
        Assert.NotNull(new Goal(Objective.Growth, 0.32).Of(deep));
        Assert.NotNull(new Goal(Objective.Sharpe).Of(deep));
        Assert.Null(TrialFigures.Of(new TrialRun(0, 1, new[] { -1.0 }, default)).Growth);
    }

    private static SearchPlan Grid(params string[] axes) =>
        Research.Optimising.Grid.Of([.. axes.Select(a => SearchAxis.ParseGrid(a, BareTrials.Settings, out _)!)], point => BareTrials.Goes(point, new BareOptions()));

    private static SearchResult Run(BarKernel kernel, SearchPlan plan, Objective objective, CancellationToken cancel = default) =>
        new Search(new BareTrials(kernel, new BareOptions()), plan, new Goal(objective)).Run(cancel);

    private static BareOptions At(SettingPoint point) => BareTrials.At(point, new BareOptions());

    private static TrialFigures FiguresOf(SettingPoint point) =>
        TrialFigures.Of(new BareTrials(Kernel, new BareOptions()).Run(point, [new TrialRange(0, long.MaxValue)])![0]);

    private static double? ValueOf(SettingPoint point, Objective objective)
    {
        var (options, trades) = (At(point), new List<BareTrade>());
        var result = BareResult.Of(Kernel.Bars, trades, options, new BarKernel(Kernel.Bars).Run(options, trades));
        return objective switch
        {
            Objective.NetPnl => result.NetPnl,
            Objective.Sharpe => result.Sharpe,
            Objective.Sortino => FiguresOf(point).Sortino,
            Objective.Calmar => result.Calmar,
            _ => result.WinRate,
        };
    }
}
