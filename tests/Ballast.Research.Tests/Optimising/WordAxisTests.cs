using Ballast.Application.Configuration;
using Ballast.Core.Market;
using Ballast.Research.Luck;
using Ballast.Research.Optimising;
using Ballast.Research.Trials;

namespace Ballast.Research.Tests.Optimising;

public sealed class WordAxisTests
{
    private static readonly AppPoints Points = new(new Dictionary<string, string>(StringComparer.Ordinal), [new Symbol("BTCUSDT")]);

    [Theory]
    [InlineData("Sizing=tier/fixed/atr-risk", 3)]
    [InlineData("Strategy__sma-cross__RM_SIGNAL_QUALITY_ADJ=true/false", 2)]
    [InlineData("Strategies__Run=none/sma-cross/sma-cross,trend", 3)]
    [InlineData("Leverage=fixed", 1)]
    public void A_grid_and_a_draw_have_the_same_axis(string text, int count)
    {
        var (grid, drawn) = (SearchAxis.ParseGrid(text, Points.Allowed, out _, Points.Known), SearchAxis.Parse(text, Points.Allowed, out _, Points.Known));

        Assert.Equal((grid, count, text), (drawn, grid?.Count, $"{grid}"));
    }

    [Theory]
    [InlineData("Sizing=tier/none", "Sizing=WORD/WORD, each once and each of: atr-risk, tier, fixed, progressive")]
    [InlineData("Sizing=tier/", "Sizing=WORD/WORD, each once and each of: ")]
    [InlineData("Sizing=tier/TIER", "Sizing=WORD/WORD, each once and each of: ")]
    [InlineData("Size=tier/fixed", "NAME=FROM:TO[:STEP] or NAME=FROM:TO:log or NAME=WORD/WORD with NAME one of the app's settings")]
    [InlineData("Entry__StopAtrs=1/2", "Entry__StopAtrs as FROM:TO:STEP, since it is a number")]
    [InlineData("Sizing", "NAME=FROM:TO[:STEP]")]
    public void What_is_no_axis_is_refused_with_what_is_allowed(string text, string problem)
    {
        Assert.Null(SearchAxis.Parse(text, Points.Allowed, out var told, Points.Known));
        Assert.StartsWith(problem, told, StringComparison.Ordinal);
    }

    [Fact]
    public void The_bare_engine_has_no_words()
    {
        Assert.Null(SearchAxis.Parse("fast=a/b", BareTrials.Settings, out var problem));
        Assert.DoesNotContain("WORD", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_may_be_a_word_too_is_an_axis_where_a_word_is_among_them()
    {
        var both = SettingCatalogue.All.First(s => s.Range is not null && s.Apply(SettingCatalogue.Defaults, "day") is not null).Name;

        Assert.NotNull(SearchAxis.Parse($"{both}=day/60", Points.Allowed, out _, Points.Known));
        Assert.Null(SearchAxis.Parse($"{both}=30/60", Points.Allowed, out _, Points.Known));
    }

    [Fact]
    public void A_point_of_words_is_bound_as_the_app_binds_its_settings()
    {
        var plan = Grid.Of([new WordAxis("Sizing", ["tier", "fixed"]), new NumberAxis("Entry__StopAtrs", 1, 2, 1)], _ => true);

        Assert.Equal(["Sizing=tier,Entry__StopAtrs=1", "Sizing=tier,Entry__StopAtrs=2", "Sizing=fixed,Entry__StopAtrs=1", "Sizing=fixed,Entry__StopAtrs=2"], plan.Points.Select(p => $"{p}"));
        Assert.Equal("fixed", SettingCatalogue.Find("Sizing")!.ValueIn(Points.At(plan.Points[^1])));
        Assert.Equal("grid Sizing=tier/fixed Entry__StopAtrs=1:2:1", plan.Text);
        Assert.NotEqual(plan.Points[0], plan.Points[2]);
    }

    [Fact]
    public void A_draw_has_each_word_about_as_often()
    {
        var plan = RandomDraw.Of([new WordAxis("w", ["a", "b", "c"]), new NumberAxis("x", 0, 1, 0)], _ => true, 900, 1);

        Assert.All(plan.Points.GroupBy(p => p.Of("w").Word), g => Assert.InRange(g.Count(), 240, 360));
    }

    [Fact]
    public void Other_words_are_shown_beside_the_best_but_are_no_neighbours()
    {
        var engine = new FunctionEngine(p => p.Of("w").Word == "b" ? 1 + FunctionEngine.Number(p, "x") : 0);
        var found = new Search(engine, Grid.Of([new WordAxis("w", ["a", "b", "c"]), new NumberAxis("x", 0, 9, 1)], _ => true), new Goal(Objective.NetPnl)).Run();
        var stability = Stability.Of(engine, found.Plan, found.Goal, found.Best!)!;

        Assert.Equal([("w", 0, "a", 0.0), ("w", 0, "c", 0.0), ("x", -2, "7", 0.8), ("x", -1, "8", 0.9)], stability.Neighbours.Select(n => (n.Axis, n.Steps, n.At.Text, n.Kept!.Value)));
        Assert.Equal(("x", 0.9), stability.Weakest);
        Assert.False(stability.IsLonelyPeak);
    }

    [Fact]
    public void Words_alone_have_no_neighbours_by_which_anything_could_be_stable()
    {
        var engine = new FunctionEngine(p => p.Of("w").Word == "b" ? 2 : 1);
        var found = new Search(engine, Grid.Of([new WordAxis("w", ["a", "b"])], _ => true), new Goal(Objective.NetPnl)).Run();

        Assert.Null(Stability.Of(engine, found.Plan, found.Goal, found.Best!)!.Weakest);
    }
}
