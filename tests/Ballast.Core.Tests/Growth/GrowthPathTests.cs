using Ballast.Core.Growth;
using Ballast.Core.Market;

namespace Ballast.Core.Tests.Growth;

public sealed class GrowthPathTests
{
    private const int Paths = 20_000;

    [Fact]
    public void The_mean_of_the_paths_is_the_closed_form_within_four_standard_errors()
    {
        foreach (var seed in new long[] { 1, 2, 3 })
        {
            var summary = GrowthGiven.Summary(GrowthGiven.Golden, Paths, seed);

            Assert.InRange(summary.StandardError.Value, 1, 5);
            Assert.InRange((double)summary.Mean.Value, 935.634 - (4 * (double)summary.StandardError.Value), 935.634 + (4 * (double)summary.StandardError.Value));
        }
    }

    [Fact]
    public void The_middle_path_is_the_closed_forms_median()
    {
        // 90 of 180 trades won is the most frequent and the middle outcome.
        Assert.Equal(875.51m, Math.Round(GrowthGiven.Summary(GrowthGiven.Golden, Paths).Percentiles.P50.Value, 2));
    }

    [Fact]
    public void Percentiles_rise()
    {
        var p = GrowthGiven.Summary(GrowthGiven.Golden, 1_000).Percentiles;
        Money[] shown = [p.P5, p.P10, p.P25, p.P50, p.P75, p.P90, p.P95];

        Assert.Equal(shown.Order(), shown);
        Assert.True(p.P5 < p.P95);
    }

    [Fact]
    public void The_same_seed_gives_the_same_paths_and_another_others()
    {
        Assert.Equal(GrowthGiven.Draw(GrowthGiven.Golden, 500, 7), GrowthGiven.Draw(GrowthGiven.Golden, 500, 7));
        Assert.NotEqual(GrowthGiven.Draw(GrowthGiven.Golden, 500, 7), GrowthGiven.Draw(GrowthGiven.Golden, 500, 8));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_path_is_the_same_in_whatever_part_it_is_drawn(bool tiers)
    {
        var plan = GrowthGiven.Golden with { UsesTiers = tiers };
        var whole = GrowthGiven.Draw(plan, 100);
        var part = new PathEnd[40];
        new GrowthPaths(plan, GrowthGiven.Options).Run(1, 60, part);

        Assert.Equal(whole[60..], part);
    }

    [Fact]
    public void Ruin_grows_with_the_loss_from_none_to_almost_sure()
    {
        var ruins = new[] { 0.015m, 0.03m, 0.045m, 0.06m, 0.09m, 0.2m }
            .Select(loss => GrowthGiven.Summary(GrowthGiven.Golden with { Loss = loss }, 4_000).ProbabilityOfRuin)
            .ToArray();

        Assert.Equal(ruins.Order(), ruins);
        Assert.True(ruins[0] < 0.01);
        Assert.True(ruins[^1] > 0.99);
        Assert.True(ruins.Distinct().Count() >= 4);
    }

    [Fact]
    public void A_ruined_path_stops_under_50_with_what_is_left()
    {
        var end = GrowthGiven.Draw(GrowthGiven.Golden with { WinRate = 0, Loss = 0.2m }, 1)[0];

        // 100 → 80 → 64 → 51.2 → 40.96.
        Assert.True(end.IsRuined);
        Assert.Equal(40.96, end.Balance, 9);
    }

    [Fact]
    public void A_start_under_50_is_ruined_at_once()
    {
        var end = GrowthGiven.Draw(GrowthGiven.Golden with { Start = new Money(49.99m), WinRate = 1 }, 1)[0];

        Assert.Equal(new PathEnd(49.99, true, PathEnd.Never), end);
    }

    [Fact]
    public void The_target_is_reached_when_the_balance_first_has_it()
    {
        var plan = GrowthGiven.Golden with { WinRate = 1, Target = new Money(108) };
        var summary = GrowthGiven.Summary(plan, 10);

        // 104, 108.16.
        Assert.Equal(2, summary.SignalsToTarget);
        Assert.Equal(1, summary.ProbabilityOfTarget);
    }

    [Fact]
    public void A_start_at_the_target_has_reached_it()
    {
        var summary = GrowthGiven.Summary(GrowthGiven.Golden with { Target = new Money(100) }, 10);

        Assert.Equal((0, 1.0), (summary.SignalsToTarget, summary.ProbabilityOfTarget));
    }

    [Fact]
    public void When_fewer_than_half_arrive_there_is_no_median_time()
    {
        var reached = new PathEnd(1, false, 5);
        var not = new PathEnd(1, false, PathEnd.Never);

        Assert.Equal(5, PathSummary.Of([reached, not]).SignalsToTarget);
        Assert.Null(PathSummary.Of([reached, not, not]).SignalsToTarget);
        Assert.Equal(1.0 / 3, PathSummary.Of([reached, not, not]).ProbabilityOfTarget);
    }

    [Fact]
    public void No_balance_grows_beyond_the_bound()
    {
        // 11²⁰⁰⁰ would be 10²⁰⁸² times the start.
        var plan = GrowthGiven.Golden with { WinRate = 1, Win = 10, Trades = 2_000 };

        Assert.Equal(GrowthGiven.Options.MaxBalance, GrowthGiven.Draw(plan, 1)[0].Balance);
    }

    [Fact]
    public void Drawn_numbers_are_even_from_0_to_1()
    {
        var tenths = new int[10];
        var random = new PathRandom(3, 4);
        for (var i = 0; i < 100_000; i++)
        {
            tenths[(int)(random.NextUnit() * 10)]++;
        }

        // Four standard deviations of a binomial count.
        Assert.All(tenths, n => Assert.InRange(n, 10_000 - 380, 10_000 + 380));
    }
}
