using Ballast.Core.Growth;
using Ballast.Core.Market;
using Ballast.Research.Optimising;
using Ballast.Research.Optimising.Parzen;
using Ballast.Research.Trials;

namespace Ballast.Research.Tests.Optimising;

public sealed class ParzenMixtureTests
{
    private static readonly SearchAxis[] Counted = [new NumberAxis("step", 0, 4.5m, 0.5m), new NumberAxis("whole", 3, 40, 0) { IsLog = true, IsWhole = true }, new WordAxis("word", ["a", "b", "c"])];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(120)]
    public void The_probabilities_of_all_points_add_up_to_one(int points)
    {
        var mixture = new ParzenMixture(Counted, Points(points));

        Assert.Equal(1, All().Sum(p => Math.Exp(mixture.LogDensity(p))), 1e-9);
    }

    [Fact]
    public void Where_every_number_counts_the_density_is_that_of_the_share_of_the_way()
    {
        SearchAxis[] axes = [new NumberAxis("x", 0.01m, 100, 0) { IsLog = true }];
        var mixture = new ParzenMixture(axes, [.. ((decimal[])[0.02m, 0.3m, 0.31m, 90]).Select(x => new SettingPoint([new SettingValue("x", x)]))]);
        const int cells = 20_000;

        Assert.Equal(1, Enumerable.Range(0, cells).Sum(i => Math.Exp(mixture.LogDensity(new SettingPoint([axes[0].At((i + 0.5) / cells)]))) / cells), 1e-3);
    }

    [Fact]
    public void Points_are_drawn_as_often_as_the_density_says()
    {
        var mixture = new ParzenMixture(Counted, Points(6));
        var random = new PathRandom(1, 1);
        var drawn = new Dictionary<SettingPoint, int>();
        for (var i = 0; i < 40_000; i++)
        {
            var point = mixture.Draw(ref random);
            drawn[point] = drawn.GetValueOrDefault(point) + 1;
        }

        // Sums over one axis at a time, so that each has many draws: within five standard errors.
        foreach (var axis in Counted)
        {
            foreach (var group in All().GroupBy(p => p.Of(axis.Name)))
            {
                var (wanted, got) = (40_000 * group.Sum(p => Math.Exp(mixture.LogDensity(p))), group.Sum(p => drawn.GetValueOrDefault(p)));
                Assert.InRange(got, wanted - (5 * Math.Sqrt(wanted)), wanted + (5 * Math.Sqrt(wanted)));
            }
        }
    }

    [Fact]
    public void It_is_highest_where_the_points_are_and_nowhere_nothing()
    {
        var one = new SettingPoint([new SettingValue("step", 2), new SettingValue("whole", 9), new SettingValue("word", "b")]);
        var mixture = new ParzenMixture(Counted, [one, one, one]);

        Assert.Equal(one, All().Where(p => p.Of("whole").Value == 9).MaxBy(mixture.LogDensity));
        Assert.All(All(), p => Assert.True(double.IsFinite(mixture.LogDensity(p))));
    }

    private static IEnumerable<SettingPoint> All() =>
        Enumerable.Range(0, Grid.CountOf(Counted)!.Value).Select(i => Grid.At(Counted, i));

    private static SettingPoint[] Points(int count)
    {
        var random = new PathRandom(9, count);
        var points = new SettingPoint[count];
        for (var i = 0; i < count; i++)
        {
            points[i] = new SettingPoint(EquatableList.From([Counted[0].At(random.NextUnit()), Counted[1].At(random.NextUnit()), Counted[2].At(random.NextUnit())]));
        }

        return points;
    }
}
