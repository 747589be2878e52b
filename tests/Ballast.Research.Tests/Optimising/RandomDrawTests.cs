using Ballast.Research.Backtesting;
using Ballast.Research.Optimising;
using Ballast.Research.Trials;

namespace Ballast.Research.Tests.Optimising;

public sealed class RandomDrawTests
{
    [Fact]
    public void The_same_seed_draws_the_same_points_and_a_longer_search_begins_with_them()
    {
        var plan = Draw(40, 7, "fast=5:50", "slow=60:2000:log", "atr-stop=0.5:4");

        Assert.Equal(plan.Points, Draw(40, 7, "fast=5:50", "slow=60:2000:log", "atr-stop=0.5:4").Points);
        Assert.Equal(plan.Points, Draw(90, 7, "fast=5:50", "slow=60:2000:log", "atr-stop=0.5:4").Points.Take(40));
        Assert.NotEqual(plan.Points, Draw(40, 8, "fast=5:50", "slow=60:2000:log", "atr-stop=0.5:4").Points);
    }

    [Fact]
    public void Values_lie_on_the_axis_whole_where_they_must_be_and_fill_it()
    {
        var plan = Draw(2_000, 1, "fast=5:50:5", "slow=60:6000:log", "atr-stop=0.5:4");
        var values = plan.Axes.ToDictionary(a => a.Name, a => plan.Points.Select(p => p.Values.First(v => v.Name == a.Name).Value).ToList());

        Assert.Equal(Enumerable.Range(1, 10).Select(i => 5m * i), values["fast"].Distinct().Order());
        Assert.All(values["slow"], v => Assert.True(decimal.IsInteger(v) && v is >= 60 and <= 6000));
        Assert.All(values["atr-stop"], v => Assert.InRange(v, 0.5m, 4m));

        // Equal ratios are equally likely: half are under the geometric mean.
        Assert.InRange(values["slow"].Count(v => v < 600), 900, 1_100);
        Assert.InRange(values["atr-stop"].Count(v => v < 2.25m), 900, 1_100);
    }

    [Fact]
    public void No_point_comes_twice_and_none_that_is_no_cross()
    {
        var plan = Draw(1_000, 3, "fast=2:6", "slow=4:8");

        // 2..6 under 4..8: all but (4,4) (5,4) (6,4) (5,5) (6,5) (6,6).
        Assert.Equal(19, plan.Points.Count);
        Assert.Equal(19, plan.Points.Distinct().Count());
        Assert.True(plan.Skipped > 0);
    }

    [Theory]
    [InlineData("fast")]
    [InlineData("speed=1:2")]
    [InlineData("fast=10")]
    [InlineData("fast=20:10")]
    [InlineData("atr-stop=0:4:log")]
    [InlineData("fast=5:50:0")]
    [InlineData("fast=5:50:log:2")]
    public void What_is_no_axis_is_refused(string text)
    {
        Assert.Null(SearchAxis.Parse(text, BareTrials.Settings, out var problem));
        Assert.NotEqual("", problem);
    }

    [Theory]
    [InlineData("fast=5:50:5", 20, 15.0, 25.0)]
    [InlineData("fast=5:50:5", 5, null, 10.0)]
    [InlineData("fast=5:50:5", 50, 45.0, null)]
    [InlineData("atr-stop=1:3", 2, 1.8, 2.2)]
    [InlineData("atr-stop=1:3", 1.1, null, 1.3)]
    [InlineData("slow=10:1000:log", 100, 63.0, 158.0)]
    [InlineData("slow=2:5:log", 2, null, 3.0)]
    [InlineData("slow=4:600", 100, 40.0, 160.0)]
    [InlineData("slow=4:600", 16, null, 76.0)]
    [InlineData("slow=4:600:1", 100, 99.0, 101.0)]
    [InlineData("fast=5:8", 6, 5.0, 7.0)]
    [InlineData("atr-stop=1.5:1.5", 1.5, null, null)]
    [InlineData("slow=50:50", 50, null, null)]
    [InlineData("slow=50:50:log", 50, null, null)]
    public void Neighbours_are_a_step_or_a_tenth_of_the_way_apart(string axis, double at, double? below, double? above)
    {
        var read = Assert.IsType<NumberAxis>(SearchAxis.Parse(axis, BareTrials.Settings, out _));

        Assert.Equal((below, above), ((double?)read.Beside((decimal)at, -1), (double?)read.Beside((decimal)at, 1)));
    }

    [Theory]
    [InlineData("slow=4:600", 300, 181.0, 419.0)]
    [InlineData("fast=5:9", 7, 5.0, 9.0)]
    [InlineData("slow=2:9:log", 2, null, 4.0)]
    public void The_second_neighbours_are_two_tenths_away_and_never_the_first(string axis, double at, double? below, double? above)
    {
        var read = Assert.IsType<NumberAxis>(SearchAxis.Parse(axis, BareTrials.Settings, out _));

        Assert.Equal((below, above), ((double?)read.Beside((decimal)at, -2), (double?)read.Beside((decimal)at, 2)));
    }

    [Fact]
    public void A_journal_of_whole_numbers_names_them_as_it_always_did()
    {
        var plan = Draw(5, 7, "fast=5:50", "slow=60:600");

        Assert.Equal("random 5 seed 7 of fast=5:50:1 slow=60:600:1", plan.Text);
        Assert.Equal(plan.Points, Draw(5, 7, "fast=5:50:1", "slow=60:600:1").Points);
    }

    private static SearchPlan Draw(int count, long seed, params string[] axes) =>
        RandomDraw.Of([.. axes.Select(a => SearchAxis.Parse(a, BareTrials.Settings, out _)!)], point => BareTrials.Goes(point, new BareOptions()), count, seed);
}
