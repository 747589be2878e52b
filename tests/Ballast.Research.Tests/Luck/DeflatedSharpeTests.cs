using Ballast.Core.Indicators;
using Ballast.Research.Luck;
using Ballast.Research.Trials;

namespace Ballast.Research.Tests.Luck;

public sealed class DeflatedSharpeTests
{
    /// <summary>The paper's example: a Sharpe of 2.5 a year over 1,250 days of 250 a year, skew −3, kurtosis 10, trials with a variance of 1/2 a year.</summary>
    [Theory]
    [InlineData(100, -3, 10, 0.1132, 0.9004)]
    [InlineData(46, -3, 10, null, 0.9505)]
    [InlineData(88, 0, 3, null, 0.9505)]
    public void The_papers_example(int trials, double skew, double kurtosis, double? expected, double probability)
    {
        var benchmark = DeflatedSharpe.Expectation(0.5 / 250, trials);

        Assert.Equal(probability, DeflatedSharpe.Confidence(2.5 / Math.Sqrt(250), benchmark, 1_250, skew, kurtosis)!.Value, 0.0005);
        Assert.Equal(expected ?? benchmark, benchmark, 0.00005);
    }

    [Fact]
    public void One_trial_is_not_chosen_and_more_trials_want_more()
    {
        Assert.Equal(0, DeflatedSharpe.Expectation(0.5, 1));
        Assert.Equal([2, 10, 100, 1_000, 100_000], ((int[])[100_000, 2, 1_000, 10, 100]).OrderBy(n => DeflatedSharpe.Expectation(0.5, n)));
    }

    [Fact]
    public void The_expected_best_is_that_of_drawn_normals()
    {
        // The formula is an approximation for many trials; a thousand seeded rounds of a hundred agree to 2 %.
        var random = new Random(3);
        var best = Enumerable.Range(0, 1_000).Average(_ => Enumerable.Range(0, 100).Max(_ => InverseNormal.Of(random.NextDouble())));

        Assert.Equal(best, DeflatedSharpe.Expectation(1, 100), 0.05);
    }

    [Fact]
    public void Moments_by_hand()
    {
        // Mean 1, deviations −1, −1, 2: squares 6, cubes 6, fourths 18; variance of the population 2.
        var moments = ReturnMoments.Of([0, 0, 3]);

        Assert.Equal(1 / Math.Sqrt(3), moments.Sharpe!.Value, 1e-12);
        Assert.Equal(2 / Math.Pow(2, 1.5), moments.Skew, 1e-12);
        Assert.Equal(6.0 / 4, moments.Kurtosis, 1e-12);
        Assert.Null(ReturnMoments.Of([0.1, 0.1, 0.1]).Sharpe);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.95)]
    [InlineData(1e-6)]
    [InlineData(0.999999)]
    public void The_inverse_undoes_the_curve(double probability) => Assert.Equal(probability, NormalCurve.Below(InverseNormal.Of(probability)), 1e-12);

    [Fact]
    public void A_run_is_measured_a_day_and_told_a_year()
    {
        var run = new TrialRun(0, 4, new[] { 0.01, -0.01, 0.02, 0.01 }, default);
        var deflated = DeflatedSharpe.Of(run, [1, 2, null, 3])!;
        var daily = ReturnMoments.Of(run.DailyReturns.Span);

        Assert.Equal((3, 4), (deflated.Trials, deflated.Days));
        Assert.Equal(daily.Sharpe!.Value * Math.Sqrt(365), deflated.Sharpe, 1e-12);

        // Sharpes 1, 2, 3 a year have a variance of 1.
        Assert.Equal(DeflatedSharpe.Expectation(1, 3), deflated.Expected, 1e-12);
        Assert.Equal(DeflatedSharpe.Confidence(daily.Sharpe.Value, deflated.Expected / Math.Sqrt(365), 4, daily.Skew, daily.Kurtosis), deflated.Probability);
    }
}
