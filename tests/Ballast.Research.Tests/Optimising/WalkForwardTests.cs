using Ballast.Research.Backtesting;
using Ballast.Research.Data;
using Ballast.Research.Optimising;
using Ballast.Research.Tests.Trials;
using Ballast.Research.Trials;

namespace Ballast.Research.Tests.Optimising;

public sealed class WalkForwardTests
{
    private const long Hour = 3_600_000;
    private const long Day = 24 * Hour;

    [Fact]
    public void Windows_roll_over_whole_days_and_the_rest_is_told()
    {
        // The data begins within day 100 and ends within day 109.
        var plan = Plan("train=3d,test=2d", whole: new((100 * Day) + 5, (109 * Day) + Hour));

        Assert.Equal([(103, 105), (105, 107), (107, 109)], plan.Windows.Select(w => (w.Test.FromMs / Day, w.Test.ToMs / Day)));
        Assert.Equal([(100, 103), (102, 105), (104, 107)], plan.Windows.Select(w => (w.Train.Single().FromMs / Day, w.Train.Single().ToMs / Day)));
        Assert.All(plan.Windows, w => Assert.True(w.Train.Single().DropsOpen && !w.Test.DropsOpen));
        Assert.Equal(1, plan.UnusedDays);
    }

    [Fact]
    public void Anchored_training_grows_and_a_longer_step_leaves_days_out()
    {
        var plan = Plan("train=3d,test=2d,step=3d,anchored", whole: new(0, 12 * Day));

        Assert.Equal([(0, 3), (0, 6), (0, 9)], plan.Windows.Select(w => (w.Train.Single().FromMs / Day, w.Train.Single().ToMs / Day)));
        Assert.Equal([(3, 5), (6, 8), (9, 11)], plan.Windows.Select(w => (w.Test.FromMs / Day, w.Test.ToMs / Day)));
    }

    [Fact]
    public void Purge_ends_training_earlier_and_embargo_cuts_out_what_follows_a_test()
    {
        var plan = Plan("train=4d,test=2d", whole: new(0, 10 * Day), purge: TimeSpan.FromHours(6), embargo: TimeSpan.FromHours(12));

        // Tests: 4–6, 6–8, 8–10. After 6 and after 8, twelve hours are trained on by nobody.
        Assert.Equal([(0, (4 * Day) - (6 * Hour))], Parts(plan, 0));
        Assert.Equal([(2 * Day, (6 * Day) - (6 * Hour))], Parts(plan, 1));
        Assert.Equal([(4 * Day, 6 * Day), ((6 * Day) + (12 * Hour), (8 * Day) - (6 * Hour))], Parts(plan, 2));
    }

    [Theory]
    [InlineData("train=4d,test=2d", "4d", "0m")]
    [InlineData("train=4d,test=2d", "0m", "2d")]
    public void Nothing_left_to_train_on_is_refused(string windows, string purge, string embargo) =>
        Assert.Throws<ArgumentException>(() => Plan(windows, new(0, 10 * Day), WalkForwardOptions.Duration(purge)!.Value, WalkForwardOptions.Duration(embargo)!.Value));

    [Theory]
    [InlineData("train=4d")]
    [InlineData("train=4d,test=0d")]
    [InlineData("train=4d,test=36h")]
    [InlineData("train=4d,test=2d,step=1d")]
    [InlineData("train=4d,test=2d,test=2d")]
    [InlineData("train=4d,test=2d,anchored,anchored")]
    [InlineData("train=4d,test=2d,speed=1d")]
    [InlineData("train=-4d,test=2d")]
    [InlineData("train=99999999d,test=2d")]
    public void What_is_no_walk_forward_is_refused(string text) => Assert.Null(WalkForwardOptions.Parse(text));

    [Fact]
    public void The_best_of_each_training_is_judged_in_the_window_after_it()
    {
        // What earns changes every 60 days: first a = 1, then a = 2 and so on.
        var engine = new PlantedEngine(300, (point, day) => PlantedEngine.Value(point, "a") == day / 60 ? 0.02 : 0);
        var search = Searched(engine, "train=60d,test=60d", out var plan);
        var walk = WalkForward.Of(engine, search, plan)!;

        Assert.Equal([0m, 1m, 2m, 3m], walk.Outcomes.Select(o => PlantedEngine.Value(o.Best!.Point, "a")));
        foreach (var outcome in walk.Outcomes)
        {
            var days = Enumerable.Range((int)(outcome.Window.Test.FromMs / Day), 60);
            Assert.Equal(days.Select(d => engine.Return(outcome.Best!.Point, d)), outcome.Run.DailyReturns.ToArray());
        }

        Assert.Equal(240, walk.Joined.Days);
        Assert.Equal(walk.Outcomes.SelectMany(o => o.Run.DailyReturns.ToArray()), walk.Joined.DailyReturns.ToArray());
        Assert.Equal(walk.Outcomes.Sum(o => o.OutOfSample!.Value), walk.Figures.NetPnl, 1e-9);

        // What was found has nothing left a window later.
        Assert.InRange(walk.Efficiency!.Value, -0.3, 0.3);
    }

    [Fact]
    public void What_lasts_has_an_efficiency_near_one()
    {
        var engine = new PlantedEngine(400, (point, _) => PlantedEngine.Value(point, "a") == 3 ? 0.01 : 0);
        var walk = WalkForward.Of(engine, Searched(engine, "train=100d,test=50d", out var plan), plan)!;

        Assert.All(walk.Outcomes, o => Assert.Equal(3m, PlantedEngine.Value(o.Best!.Point, "a")));
        Assert.InRange(walk.Efficiency!.Value, 0.7, 1.3);
    }

    [Fact]
    public void Without_a_best_point_nothing_is_traded_and_its_days_count()
    {
        var engine = new PlantedEngine(30, (_, _) => 0, noise: 0);
        var plan = WalkForwardPlan.Of(WalkForwardOptions.Parse("train=10d,test=10d")!, engine.Whole);
        var search = new Search(engine, Grid.Of([new NumberAxis("a", 0, 3, 1)], engine.Allows), new Goal(Objective.Sharpe)) { Windows = plan }.Run();
        var walk = WalkForward.Of(engine, search, plan)!;

        Assert.All(walk.Outcomes, o => Assert.Equal((null, null, 10, 0), (o.Best, o.OutOfSample, o.Run.DailyReturns.Length, o.Run.TradePnls.Length)));
        Assert.Null(walk.Efficiency);
    }

    [Fact]
    public void The_same_point_in_every_window_is_one_run_cut_at_the_borders()
    {
        var kernel = new BarKernel(BarSeries.Of(Candles.Walk(new Random(5), 6_000)), isShared: true);
        var engine = new BareTrials(kernel, new BareOptions { Fast = 3, Slow = 8 });
        var plan = WalkForwardPlan.Of(WalkForwardOptions.Parse("train=1d,test=1d")!, engine.Whole);
        var search = new Search(engine, Grid.Of([new NumberAxis("fast", 3, 3, 1)], engine.Allows), new Goal(Objective.NetPnl)) { Windows = plan }.Run();
        var walk = WalkForward.Of(engine, search, plan)!;
        var (from, to) = (plan.Windows[0].Test.FromMs, plan.Windows[^1].Test.ToMs);

        Assert.True(plan.Windows.Count > 20);
        Assert.Equal(engine.Run(SettingPoint.Nothing, [new TrialRange(from, to)])![0].TradePnls.Length, walk.Joined.TradePnls.Length);
    }

    private static WalkForwardPlan Plan(string text, TrialRange whole, TimeSpan purge = default, TimeSpan embargo = default) =>
        WalkForwardPlan.Of(WalkForwardOptions.Parse(text)! with { Purge = purge, Embargo = embargo }, whole);

    private static IEnumerable<(long, long)> Parts(WalkForwardPlan plan, int window) => plan.Windows[window].Train.Select(t => (t.FromMs, t.ToMs));

    private static SearchResult Searched(PlantedEngine engine, string windows, out WalkForwardPlan plan)
    {
        plan = WalkForwardPlan.Of(WalkForwardOptions.Parse(windows)!, engine.Whole);
        return new Search(engine, Grid.Of([new NumberAxis("a", 0, 5, 1)], engine.Allows), new Goal(Objective.NetPnl)) { Windows = plan }.Run();
    }
}
