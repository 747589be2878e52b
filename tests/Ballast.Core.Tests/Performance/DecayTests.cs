using Ballast.Core.Accounting;
using Ballast.Core.Performance;
using Ballast.Core.Tests.Support;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;
using static Ballast.Core.Tests.Performance.PerformanceGiven;

namespace Ballast.Core.Tests.Performance;

public sealed class DecayTests
{
    private static readonly DecayOptions Options = new();

    [Fact]
    public void Win_rate_by_hand()
    {
        // 60 of 100, then 15 of 50: pooled 0.5, error √(0.25 · 0.03), z = −0.3 / 0.0866 = −3.4641.
        var verdict = Decay.Check([.. Trades(100, i => i % 5 < 3 ? 10 : -10), .. Trades(50, i => i % 10 < 3 ? 10 : -10, from: 100)], [], Options);

        var rate = verdict.Measures[0];
        Assert.Equal(("WIN_RATE", 100, 50, 0.6, 0.3), (rate.Name, rate.PastSamples, rate.RecentSamples, Math.Round(rate.Past!.Value, 12), Math.Round(rate.Recent!.Value, 12)));
        Assert.Equal(Normal.CDF(0, 1, -0.3 / Math.Sqrt(0.0075)), rate.Probability!.Value, 12);
        Assert.Contains("DECAY_WIN_RATE", verdict.Reasons.Select(r => r.Code));
        Assert.Equal("WIN_RATE fell from 0.600 over 100 to 0.300 over the last 50; by chance this has a probability of 0.0003.", verdict.Reasons[0].Text);
    }

    [Fact]
    public void Expectancy_and_Sharpe_agree_with_an_independent_count() => Sample.Holds(50, random =>
    {
        var multiples = Enumerable.Range(0, 160).Select(_ => random.Part(-3, 3)).ToArray();
        var equity = Enumerable.Range(0, 170).Aggregate(new List<decimal> { 1_000 }, (list, _) => [.. list, list[^1] * (1 + random.Part(-0.03m, 0.031m))]);
        var verdict = Decay.Check(Trades(160, i => multiples[i] * 10), Days([.. equity]), Options);
        var returns = equity.Zip(equity.Skip(1), (a, b) => (double)(b / a) - 1).ToArray();

        var (past, recent) = (multiples[..110].Select(m => (double)m).ToArray(), multiples[110..].Select(m => (double)m).ToArray());
        var welch = (recent.Mean() - past.Mean()) / Math.Sqrt((past.Variance() / 110) + (recent.Variance() / 50));
        var (before, after) = (Ratio(returns[..110]), Ratio(returns[110..]));
        var sharpe = (after - before) / Math.Sqrt(((1 + (before * before / 2)) / 110) + ((1 + (after * after / 2)) / 60));
        return Math.Abs(verdict.Measures[1].Probability!.Value - Normal.CDF(0, 1, welch)) < 1e-9
            && Math.Abs(verdict.Measures[2].Probability!.Value - Normal.CDF(0, 1, sharpe)) < 1e-9
            && Math.Abs(verdict.Measures[2].Past!.Value - (before * Math.Sqrt(365))) < 1e-9;

        static double Ratio(double[] r) => r.Mean() / r.StandardDeviation();
    });

    [Fact]
    public void Too_little_past_says_nothing()
    {
        var verdict = Decay.Check(Trades(149, i => i < 99 ? 10 : -10), Days([.. Enumerable.Range(0, 160).Select(i => 1_000m + (i % 3))]), Options);
        Assert.All(verdict.Measures, m => Assert.Null(m.Probability));
        Assert.Equal((false, false), (verdict.IsDecayed, verdict.IsJudged));
        Assert.True(Decay.Check(Trades(150, i => i < 100 ? 10 : -10), [], Options).IsDecayed);
    }

    [Fact]
    public void The_order_of_the_exits_counts_not_of_the_list()
    {
        var trades = Trades(150, i => i < 100 ? 10 : -10).Reverse();
        Assert.True(Decay.Check(trades, [], Options).IsDecayed);
    }

    [Fact]
    public void A_larger_balance_is_no_decay_and_amounts_count_where_a_planned_loss_is_missing()
    {
        // The balance has shrunk to a tenth; in R nothing changed.
        Trade[] shrunk = [.. Enumerable.Range(0, 160).Select(i => Trade(i < 110 ? (i % 2 == 0 ? 30 : -10) : (i % 2 == 0 ? 3 : -1), plannedLoss: i < 110 ? 10 : 1, hour: i))];
        Assert.False(Decay.Check(shrunk, [], Options).IsDecayed);
        var amounts = Decay.Check([.. shrunk[..^1], shrunk[^1] with { PlannedLoss = default }], [], Options);
        Assert.Equal((10, 1), (amounts.Measures[1].Past, Math.Round(amounts.Measures[1].Recent!.Value, 12)));
    }

    [Fact]
    public void Without_any_spread_a_fall_is_certain_and_standing_still_is_none()
    {
        Assert.Equal(0, Decay.Check(Trades(150, i => i < 100 ? 10 : 9), [], Options).Measures[1].Probability);
        Assert.Equal(0.5, Decay.Check(Trades(150, _ => 10), [], Options).Measures[1].Probability);
        Assert.Null(Decay.Check([], Days([.. Enumerable.Repeat(100m, 200)]), Options).Measures[2].Probability);
    }

    [Fact]
    public void What_does_not_change_is_rarely_called_decayed_and_a_broken_edge_mostly()
    {
        int falseAlarms = 0, found = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            decimal Draw(double winRate) => random.NextDouble() < winRate ? 15 : -10;
            falseAlarms += Decay.Check(Trades(250, _ => Draw(0.55)), [], Options).IsDecayed ? 1 : 0;
            found += Decay.Check(Trades(250, i => Draw(i < 200 ? 0.55 : 0.25)), [], Options).IsDecayed ? 1 : 0;
        }

        // Two correlated tests of 1 % each over trades: about 4 of 300 are due.
        Assert.InRange(falseAlarms, 0, 12);
        Assert.True(found > 270, $"{found} of 300");
    }

    private static IEnumerable<Trade> Trades(int count, Func<int, decimal> net, int from = 0) => Enumerable.Range(0, count).Select(i => Trade(net(i), hour: from + i)).ToArray();
}
