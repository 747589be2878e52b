using Ballast.Research.Luck;
using Ballast.Research.Optimising;
using Ballast.Research.Tests.Trials;
using Ballast.Research.Trials;

namespace Ballast.Research.Tests.Luck;

/// <summary>Searches whose truth is known: the right word is found for each.</summary>
public sealed class LuckTests
{
    private static readonly NumberAxis[] Axes = [new("a", 0, 9, 1), new("b", 0, 9, 1)];

    [Fact]
    public void The_best_of_noise_is_named_lucky()
    {
        var (found, report) = Judge(new PlantedEngine(730, (_, _) => 0));

        // It looks fine by itself, and is about what the best of a hundred has by luck.
        Assert.True(report.Deflated!.Sharpe > 1);
        Assert.InRange(report.Deflated.Sharpe / report.Deflated.Expected, 0.6, 1.4);
        Assert.Equal((100, 100), (found.Points, report.Deflated.Trials));
        Assert.Equal(LuckWord.Lucky, report.Verdict.Word);
        Assert.Contains("by luck", report.Verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broad_hill_that_earns_is_stable()
    {
        var (found, report) = Judge(new PlantedEngine(730, (point, _) => 0.003 * Hill(point, 30)));

        Assert.Equal(LuckWord.Stable, report.Verdict.Word);
        Assert.True(report.Deflated!.Probability > 0.95);
        Assert.True(report.Stability.Weakest!.Value.Kept > 0.5);
        Assert.True(report.Overfitting!.Probability < 0.2);
        Assert.NotNull(found.Best);
    }

    [Fact]
    public void A_peak_of_one_point_is_named_lonely()
    {
        var (found, report) = Judge(new PlantedEngine(730, (point, _) => point.ToString() == "a=5,b=5" ? 0.01 : 0));

        Assert.Equal("a=5,b=5", found.Best!.Point.ToString());
        Assert.True(report.Deflated!.Probability > 0.95);
        Assert.Equal(LuckWord.Lucky, report.Verdict.Word);
        Assert.Contains("lonely peak", report.Verdict.Reason, StringComparison.Ordinal);
        Assert.Equal([("a", -2, 3m), ("a", -1, 4m), ("a", 1, 6m), ("a", 2, 7m), ("b", -2, 3m), ("b", -1, 4m), ("b", 1, 6m), ("b", 2, 7m)], report.Stability.Neighbours.Select(n => (n.Axis, n.Steps, n.At.Value)));
        Assert.All(report.Stability.Neighbours, n => Assert.Equal(n.Value / found.Best.Value, n.Kept));
    }

    [Theory]
    [InlineData("a=4:600")]
    [InlineData("a=4:600:log")]
    public void A_narrow_peak_on_a_wide_axis_of_whole_numbers_is_lonely(string text)
    {
        // The numbers right beside 16 are nearly as good; a tenth of the way off nothing is left.
        var engine = new PlantedEngine(730, (point, _) => 0.01 * Math.Exp(-Math.Pow(((double)PlantedEngine.Value(point, "a") - 16) / 4, 2)), noise: 0.005);
        var axis = SearchAxis.Parse(text, engine.Allowed, out _)!;
        Assert.All((SearchPlan[])[RandomDraw.Of([axis], engine.Allows, 400, 3), Bayesian.Of([axis], engine.Allows, 60, 3)], plan =>
        {
            var found = new Search(engine, plan, new Goal(Objective.NetPnl)).Run();
            var report = LuckReport.Of(engine, found, new LuckOptions())!;

            Assert.InRange(found.Best!.Point.Of("a").Value, 14, 18);
            Assert.True(report.Deflated!.Probability > 0.95);
            Assert.Equal(LuckWord.Lucky, report.Verdict.Word);
            Assert.StartsWith("It is a lonely peak: one step along a keeps", report.Verdict.Reason, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(729)]
    public void Points_that_lost_everything_count_nowhere_whenever_it_was(int ruin)
    {
        var (found, report) = Judge(new PlantedEngine(730, (point, day) => (0.003 * Hill(point, 30)) - (day == ruin && PlantedEngine.Value(point, "a") >= 7 ? 2 : 0)));
        var ruined = found.Records.Where(r => r.Figures.IsRuined).ToList();

        Assert.Equal((100, 30, 70, 70), (found.Points, found.Ruined, report.Deflated!.Trials, report.Overfitting!.Trials));
        Assert.All(ruined, r => Assert.Equal((null, null, null, null), (r.Figures.Sharpe, r.Figures.Sortino, r.Figures.Calmar, r.Figures.Growth)));
        Assert.All(found.Records.Except(ruined), r => Assert.NotNull(r.Figures.Sharpe));
    }

    [Fact]
    public void A_best_point_that_lost_everything_on_its_way_is_lucky()
    {
        // What a trade makes is a thousand times a day's return: more than was lost comes after it.
        var engine = new PlantedEngine(730, (point, day) => point.ToString() == "a=5,b=5" ? day == 100 ? -2 : 0.05 : 0);
        var found = new Search(engine, Grid.Of(Axes, engine.Allows), new Goal(Objective.NetPnl)).Run();
        var report = LuckReport.Of(engine, found, new LuckOptions())!;

        Assert.Equal(("a=5,b=5", 1), (found.Best!.Point.ToString(), found.Ruined));
        Assert.Equal((null, LuckVerdict.Ruined), (report.Deflated, report.Verdict));
    }

    [Fact]
    public void The_best_of_what_only_loses_is_lucky()
    {
        var (_, report) = Judge(new PlantedEngine(730, (_, _) => -0.005));

        Assert.Equal(LuckWord.Lucky, report.Verdict.Word);
        Assert.StartsWith("Even the best of 100 points has a Sharpe of -", report.Verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40, "40 daily returns")]
    [InlineData(20, "20 trades")]
    public void Too_little_is_said_so(int days, string why)
    {
        var (_, report) = Judge(new PlantedEngine(days, (_, _) => 0.02));

        Assert.Equal(LuckWord.NotEnoughData, report.Verdict.Word);
        Assert.Contains(why, report.Verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_neighbours_nothing_is_called_stable()
    {
        var engine = new PlantedEngine(730, (_, _) => 0.01);
        var found = new Search(engine, Grid.Of([new NumberAxis("a", 5, 5, 1)], engine.Allows), new Goal(Objective.Sharpe)).Run();

        Assert.Equal(LuckWord.NotEnoughData, LuckReport.Of(engine, found, new LuckOptions())!.Verdict.Word);
    }

    [Fact]
    public void The_best_half_of_noise_is_elsewhere_in_the_lower_half_about_as_often_as_not()
    {
        // By chance alone it is one half; a value for one seed scatters widely, the mean of ten less.
        var mean = Enumerable.Range(0, 10).Average(seed => Judge(new PlantedEngine(320 + seed, (_, _) => 0, noise: 0.01 + (seed * 0.001)), seed).Report.Overfitting!.Probability);

        Assert.InRange(mean, 0.3, 0.7);
    }

    [Fact]
    public void Overfitting_agrees_with_splits_counted_by_hand()
    {
        var engine = new PlantedEngine(101, (_, _) => 0);
        var plan = Grid.Of([new NumberAxis("a", 0, 4, 1)], engine.Allows);
        var found = new Search(engine, plan, new Goal(Objective.Sharpe)).Run();
        var returns = plan.Points.Select(p => Enumerable.Range(0, 101).Select(d => engine.Return(p, d)).ToArray()).ToList();
        var splits = Enumerable.Range(0, 1 << 16).Where(s => int.PopCount(s) == 8).ToList();
        var poor = splits.Count(split =>
        {
            var inside = returns.ConvertAll(r => Sharpe(r.Where((_, day) => (split >> (day * 16 / 101) & 1) == 1)));
            var outside = returns.ConvertAll(r => Sharpe(r.Where((_, day) => (split >> (day * 16 / 101) & 1) == 0)));
            var chosen = outside[inside.IndexOf(inside.Max())];
            return outside.Count(o => o < chosen) <= 2;
        });

        Assert.Equal(new Overfitting(5, 16, 12_870, (double)poor / 12_870), Overfitting.Of(found.Records));
    }

    private static (SearchResult Found, LuckReport Report) Judge(PlantedEngine engine, int shift = 0)
    {
        var plan = Grid.Of([.. Axes.Select(a => a with { From = a.From + (10 * shift), To = a.To + (10 * shift) })], engine.Allows);
        var found = new Search(engine, plan, new Goal(Objective.Sharpe)).Run();
        return (found, LuckReport.Of(engine, found, new LuckOptions())!);
    }

    private static double Hill(SettingPoint point, double width)
    {
        var (a, b) = ((double)PlantedEngine.Value(point, "a") - 5, (double)PlantedEngine.Value(point, "b") - 5);
        return Math.Exp(-((a * a) + (b * b)) / width);
    }

    private static double Sharpe(IEnumerable<double> returns)
    {
        var all = returns.ToArray();
        var mean = all.Average();
        return mean / Math.Sqrt(all.Average(r => (r - mean) * (r - mean)));
    }
}
