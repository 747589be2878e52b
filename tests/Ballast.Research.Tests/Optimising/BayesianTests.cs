using Ballast.Core.Growth;
using Ballast.Core.Market;
using Ballast.Research.Backtesting;
using Ballast.Research.Data;
using Ballast.Research.Luck;
using Ballast.Research.Optimising;
using Ballast.Research.Tests.Trials;
using Ballast.Research.Trials;

namespace Ballast.Research.Tests.Optimising;

public sealed class BayesianTests
{
    private const int Seeds = 12;
    private const long Hour = 3_600_000;

    private static readonly SearchAxis[] Square = [new NumberAxis("x", 0, 1, 0), new NumberAxis("y", 0, 1, 0)];

    /// <summary>Axes, how far a point is from the best one, and the trials.</summary>
    private static readonly Dictionary<string, (SearchAxis[] Axes, Func<SettingPoint, double> Miss)> Known = new(StringComparer.Ordinal)
    {
        ["branin"] = ([new NumberAxis("x", -5, 10, 0), new NumberAxis("y", 0, 15, 0)], p => Branin(Number(p, "x"), Number(p, "y"))),
        ["bowl of four"] = ([.. Enumerable.Range(0, 4).Select(i => new NumberAxis($"x{i}", 0, 1, 0))], p => Enumerable.Range(0, 4).Sum(i => Math.Pow(Number(p, $"x{i}") - 0.3 - (0.1 * i), 2))),
        ["steps of six"] = ([.. Enumerable.Range(0, 6).Select(i => new NumberAxis($"x{i}", 0, 10, 1))], p => Enumerable.Range(0, 6).Sum(i => Math.Abs(Number(p, $"x{i}") - i - 2))),

        // A ridge across both axes, one of them logarithmic and whole: the ratio counts.
        ["valley"] = ([new NumberAxis("fast", 2, 100, 1), new NumberAxis("slow", 5, 2_000, 0) { IsLog = true, IsWhole = true }], p =>
            (4 * Math.Pow(Math.Log(Number(p, "slow") / Number(p, "fast") / 4), 2)) + Math.Pow(Math.Log(Number(p, "fast") / 20), 2)),

        // The best word of one axis earns only with the right number; the other words earn a little with any.
        ["trap of words"] = ([new WordAxis("w", ["a", "b", "c", "d", "e", "f"]), new WordAxis("v", ["a", "b", "c", "d"]), new NumberAxis("x", 0, 1, 0)], p =>
            (p.Of("w").Word == "d" ? 4 * Math.Pow(Number(p, "x") - 0.8, 2) : 1) + (p.Of("v").Word == "b" ? 0 : 1)),
    };

    [Theory]
    [InlineData("branin", 60)]
    [InlineData("bowl of four", 60)]
    [InlineData("steps of six", 80)]
    [InlineData("valley", 60)]
    [InlineData("trap of words", 60)]
    public void With_the_same_number_of_trials_it_misses_the_best_by_less_than_a_random_search(string name, int trials)
    {
        var (axes, miss) = Known[name];
        var engine = new FunctionEngine(p => -miss(p));
        double chosen = 0, drawn = 0;
        var wins = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var (mine, other) = (-Run(engine, Bayesian.Of(axes, engine.Allows, trials, seed)).Best!.Value, -Run(engine, RandomDraw.Of(axes, engine.Allows, trials, seed)).Best!.Value);
            (chosen, drawn, wins) = (chosen + mine, drawn + other, wins + (mine < other ? 1 : 0));
        }

        Assert.True(chosen < 0.6 * drawn, $"It misses by {chosen / Seeds}, at random by {drawn / Seeds}.");
        Assert.True(wins >= 0.7 * Seeds, $"It is nearer for {wins} seeds of {Seeds}.");
    }

    [Fact]
    public void The_first_points_are_those_of_a_random_search_and_a_longer_one_begins_with_a_shorter_ones()
    {
        var engine = new FunctionEngine(p => -Math.Abs(Number(p, "x") - Number(p, "y")));
        var found = Run(engine, Plan(61));

        Assert.Equal(61, found.Points);
        Assert.Equal(RandomDraw.Of(Square, engine.Allows, 10, 3).Points, found.Plan.Points.Take(10));
        Assert.Equal(Run(engine, Plan(30)).Plan.Points, found.Plan.Points.Take(30));
        Assert.NotEqual(Run(engine, Plan(61, round: 4)).Plan.Points, found.Plan.Points);
        Assert.Equal("bayes 61 round 8 seed 3 of x=0:1 y=0:1", found.Plan.Text);
    }

    [Fact]
    public void The_result_does_not_depend_on_how_many_points_are_tried_at_once()
    {
        var (engine, windows) = Walk((_, _) => 0);
        string Tried(int atOnce) => Told(new Search(engine, Bayesian.Of(Grid(40), engine.Allows, 33, 5), new Goal(Objective.Sharpe)) { Windows = windows, AtOnce = atOnce }.Run(), windows);

        Assert.Equal(Tried(1), Tried(7));
    }

    [Fact]
    public void No_point_is_tried_twice_and_a_space_without_more_ends_the_search()
    {
        var engine = new FunctionEngine(p => Number(p, "a"), p => Number(p, "a") < Number(p, "b"));
        SearchAxis[] axes = [new NumberAxis("a", 0, 6, 1), new NumberAxis("b", 1, 9, 2), new WordAxis("w", ["p", "q", "r"]), new NumberAxis("c", 3, 3, 0)];
        var all = Research.Optimising.Grid.Of([.. axes.Take(3), new NumberAxis("c", 3, 3, 1)], engine.Allows).Points;
        var found = Run(engine, Bayesian.Of(axes, engine.Allows, 500, 2));

        Assert.Equal((all.Count, all.Count), (found.Points, engine.Runs));
        Assert.Equal(all.ToHashSet(), [.. found.Plan.Points]);
        Assert.True(found.IsWhole && found.IsExhausted);
        Assert.False(Run(engine, Bayesian.Of(axes, engine.Allows, all.Count, 2)).IsExhausted);
    }

    [Fact]
    public void On_drawn_axes_every_point_is_new_allowed_and_on_its_axes()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new PathRandom(seed, 0);
            var engine = new FunctionEngine(p => p.Values.Sum(v => v.Word is null ? (double)v.Value : 1), p => !p.Values.All(v => v.Value == 2));
            var axes = Enumerable.Range(0, 1 + random.NextBelow(3)).Select(i => Drawn($"x{i}", ref random)).ToList();
            var found = Run(engine, Bayesian.Of(axes, engine.Allows, 1 + random.NextBelow(60), seed, 1 + random.NextBelow(20)));

            Assert.Equal(found.Points, found.Plan.Points.Distinct().Count());
            Assert.True(found.IsExhausted || found.Points == found.Plan.Asked);
            Assert.All(found.Plan.Points, p => Assert.True(engine.Allows(p) && axes.All(a => IsOn(a, p.Of(a.Name))), $"{p} of {found.Plan.Text}"));
        }
    }

    [Fact]
    public void Where_most_points_make_no_trade_it_learns_to_keep_out_of_there()
    {
        var engine = new FunctionEngine(p => Number(p, "x") < 0.2 ? 1 - Number(p, "y") : null);
        var found = new Search(engine, Plan(80), new Goal(Objective.WinRate)).Run();
        var chosen = found.Records.Where(r => !found.Plan.IsBlind(r.Index)).ToList();

        Assert.InRange(chosen.Count(r => r.Figures.Trades > 0), chosen.Count / 2, chosen.Count);
        Assert.InRange(found.Blind.Count(r => r.Figures.Trades > 0), 1, found.Blind.Count() / 2);
    }

    [Fact]
    public void Where_all_fall_too_deep_it_goes_to_where_they_fall_less()
    {
        // What earns most falls deepest; only a twentieth of the points may count.
        var engine = new FunctionEngine(p => Number(p, "x"), drawdown: p => Math.Min(0.9, Number(p, "x")));
        var found = new Search(engine, Plan(80), new Goal(Objective.NetPnl, 0.05)).Run();

        Assert.All(found.Records.Take(10), r => Assert.True(r.Figures.MaxDrawdown > 0.05));
        Assert.InRange(found.Best!.Value, 0.03, 0.05);
        Assert.InRange(found.TooDeep, 20, 70);
    }

    [Fact]
    public void Where_nothing_ever_trades_it_ends_without_a_best_point()
    {
        var found = new Search(new FunctionEngine(_ => null), Plan(40), new Goal(Objective.WinRate)).Run();

        Assert.Equal((40, null), (found.Points, found.Best));
    }

    [Fact]
    public void A_training_is_searched_without_a_look_at_what_comes_after_it()
    {
        var (engine, windows) = Walk((_, _) => 0);
        var (other, _) = Walk((point, day) => day >= 40 ? 0.02 * Number(point, "a") : 0);
        SearchResult Found(ITrialEngine by) => new Search(by, Bayesian.Of(Grid(40), by.Allows, 40, 1), new Goal(Objective.Sharpe)) { Windows = windows }.Run();
        var (plain, changed) = (Found(engine), Found(other));

        Assert.Equal(plain.BestIn(0), changed.BestIn(0));
        Assert.NotEqual(plain.Best, changed.Best);
        Assert.NotEqual(plain.BestIn(2), changed.BestIn(2));
        Assert.Equal((40, 160, 160), (plain.Points, plain.Done, plain.Wanted));
        Assert.Equal(plain.BestIn(0)!.Value, TrialFigures.Of(TrialRun.Join(engine.Run(plain.BestIn(0)!.Point, windows.Windows[0].Train)!)).Sharpe);
        Assert.NotNull(WalkForward.Of(engine, plain, windows));
    }

    [Fact]
    public void Every_eighth_point_is_drawn_and_luck_is_measured_by_those_too()
    {
        var engine = new PlantedEngine(400, (point, _) => 0.004 * Math.Exp(-Math.Pow((Number(point, "a") - 700) / 60, 2)), noise: 0.02);
        var found = new Search(engine, Bayesian.Of([new NumberAxis("a", 0, 1_000, 1)], engine.Allows, 120, 4), new Goal(Objective.Sharpe)).Run();
        var report = LuckReport.Of(engine, found, new LuckOptions())!;
        var (all, blind) = (found.Records.Select(r => r.Figures.Sharpe).ToList(), found.Blind.Select(r => r.Figures.Sharpe).ToList());
        var run = engine.Run(found.Best!.Point, [engine.Whole])![0];

        Assert.Equal(10 + 14, blind.Count);
        Assert.Equal(120, report.Deflated!.Trials);
        Assert.Equal(new[] { DeflatedSharpe.Of(run, all)!.Expected, DeflatedSharpe.Of(run, all, blind)!.Expected }.Max(), report.Deflated.Expected);
        Assert.Equal(new[] { Overfitting.Of(found.Records)!.Probability, Overfitting.Of([.. found.Blind])!.Probability }.Max(), report.Overfitting!.Probability);
    }

    [Fact]
    public void The_best_of_noise_is_never_named_stable()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var engine = new PlantedEngine(400 + seed, (_, _) => 0, noise: 0.01 + (0.001 * seed));
            var found = new Search(engine, Bayesian.Of([.. Grid(30)], engine.Allows, 100, seed), new Goal(Objective.Sharpe)).Run();

            Assert.Equal(LuckWord.Lucky, LuckReport.Of(engine, found, new LuckOptions())!.Verdict.Word);
        }
    }

    [Fact]
    public void The_best_of_crosses_on_a_random_walk_is_never_named_stable()
    {
        // Hours of a walk without an edge, 200 days; no stop, since a stop that fills at its price within a coarse bar is one.
        SearchAxis[] axes = [new NumberAxis("fast", 2, 50, 1), new NumberAxis("slow", 12, 400, 0) { IsLog = true, IsWhole = true }];
        for (var seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            var price = 1_000.0;
            var candles = Enumerable.Range(0, 24 * 200).Select(i =>
            {
                var open = price;
                price *= Math.Exp(0.01 * (random.NextDouble() - 0.5));
                return new Candle(Candles.Start + (i * Hour), open, Math.Max(open, price), Math.Min(open, price), price, 1, Candles.Start + ((i + 1) * Hour) - 1);
            });
            var engine = new BareTrials(new BarKernel(BarSeries.Of([.. candles]), isShared: true), new BareOptions { AtrStop = 0, FeeRate = 0, Cash = 10_000 });
            var found = new Search(engine, Bayesian.Of(axes, engine.Allows, 80, seed), new Goal(Objective.Sharpe)).Run();
            var report = LuckReport.Of(engine, found, new LuckOptions())!;

            Assert.True(report.Deflated!.Probability < 0.95, $"Seed {seed}: {report.Deflated}");
            Assert.NotEqual(LuckWord.Stable, report.Verdict.Word);
        }
    }

    [Fact]
    public void Too_many_points_or_rounds_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Bayesian.Of(Square, _ => true, Bayesian.MostPoints + 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bayesian.Of(Square, _ => true, 9, 1, 0));
        Assert.Throws<ArgumentException>(() => Bayesian.Of([Square[0], Square[0]], _ => true, 9, 1));
    }

    private static double Branin(double x, double y) =>
        Math.Pow(y - (5.1 / (4 * Math.PI * Math.PI) * x * x) + (5 / Math.PI * x) - 6, 2) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10 - 0.39788735772973816;

    private static double Number(SettingPoint point, string name) => FunctionEngine.Number(point, name);

    private static SearchPlan Plan(int count, int round = Bayesian.DefaultRound) => Bayesian.Of(Square, _ => true, count, 3, round);

    private static SearchResult Run(ITrialEngine engine, SearchPlan plan) => new Search(engine, plan, new Goal(Objective.NetPnl)).Run();

    private static NumberAxis[] Grid(int to) => [new("a", 0, to, 1), new("b", 0, to, 1)];

    private static (PlantedEngine Engine, WalkForwardPlan Windows) Walk(Func<SettingPoint, int, double> edge)
    {
        var engine = new PlantedEngine(70, edge);
        return (engine, WalkForwardPlan.Of(WalkForwardOptions.Parse("train=40d,test=10d")!, engine.Whole));
    }

    private static string Told(SearchResult found, WalkForwardPlan windows) =>
        string.Join('\n', found.Records.Select(r => $"{r.Index} {r.Point} {r.Figures}").Append($"{found.Best} {string.Join(' ', Enumerable.Range(0, windows.Windows.Count).Select(found.BestIn))}"));

    private static SearchAxis Drawn(string name, ref PathRandom random) => random.NextBelow(5) switch
    {
        0 => new NumberAxis(name, -1, 1 + random.NextBelow(8), 0.5m),
        1 => new NumberAxis(name, 1, 2 + random.NextBelow(50), 0) { IsWhole = true, IsLog = true },
        2 => new NumberAxis(name, 0.001m, 10, 0) { IsLog = true },
        3 => new NumberAxis(name, 2, 2, 0),
        _ => new WordAxis(name, EquatableList.From(Enumerable.Range(0, 1 + random.NextBelow(4)).Select(i => $"w{i}"))),
    };

    private static bool IsOn(SearchAxis axis, SettingValue value) => axis switch
    {
        WordAxis words => words.Words.Contains(value.Word!),
        NumberAxis numbers => value.Value >= numbers.From && value.Value <= numbers.To && (numbers.Step == 0 || (value.Value - numbers.From) % numbers.Step == 0) && (!numbers.IsWhole || decimal.IsInteger(value.Value)),
        _ => false,
    };
}
