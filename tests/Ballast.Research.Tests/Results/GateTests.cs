using Ballast.Research.Luck;
using Ballast.Research.Results;
using Ballast.Research.Trials;

namespace Ballast.Research.Tests.Results;

public sealed class GateTests
{
    private static readonly LuckReport Good = new(new DeflatedSharpe(10, 300, 2, 0.5, 0, 3, 0.97), null, new Stability([]), new LuckVerdict(LuckWord.Stable, "Fine."));
    private static readonly TrialFigures Earned = Figures(0.8, 100);

    [Fact]
    public void All_of_it_passes() => Assert.True(Gate.Check(Earned, Good, new GateOptions()).IsPassed);

    [Fact]
    public void Each_thing_that_is_missing_is_a_reason_of_its_own()
    {
        Assert.Equal(["There is no walk-forward: nothing was judged on days that no choice had seen."], Gate.Check(null, Good, new GateOptions()).Reasons);
        Assert.Equal(["The Sharpe out of sample is 0.00; above 0 is wanted."], Gate.Check(Figures(0, 100), Good, new GateOptions()).Reasons);
        Assert.Equal(["The Sharpe out of sample is none; above 0 is wanted."], Gate.Check(Figures(null, 100), Good, new GateOptions()).Reasons);
        Assert.Equal(["There are 99 trades out of sample; at least 100 are wanted."], Gate.Check(Figures(0.8, 99), Good, new GateOptions()).Reasons);
        Assert.Equal(["The probability of the deflated Sharpe is 0.949; at least 0.95 is wanted."], Gate.Check(Earned, Good with { Deflated = Good.Deflated! with { Probability = 0.949 } }, new GateOptions()).Reasons);
        Assert.Equal(["The probability of the deflated Sharpe is none; at least 0.95 is wanted."], Gate.Check(Earned, Good with { Deflated = null }, new GateOptions()).Reasons);
        Assert.Equal(["The best point is not stable. A peak."], Gate.Check(Earned, Good with { Verdict = new LuckVerdict(LuckWord.Lucky, "A peak.") }, new GateOptions()).Reasons);
        Assert.Equal(["Elsewhere."], Gate.Check(Earned, Good, new GateOptions(), null, "Elsewhere.").Reasons);
    }

    [Fact]
    public void What_it_wants_is_set()
    {
        Assert.True(Gate.Check(Figures(0.8, 5), Good, new GateOptions { LeastTrades = 5 }).IsPassed);
        Assert.False(Gate.Check(Earned, Good, new GateOptions { LeastProbability = 0.98 }).IsPassed);
        Assert.False(Gate.Check(Earned, Good, new GateOptions { AboveSharpe = 0.8 }).IsPassed);
    }

    private static TrialFigures Figures(double? sharpe, int trades) =>
        new() { Days = 300, Trades = trades, Wins = 0, NetPnl = 1, Return = 0.1, Sharpe = sharpe, MaxDrawdown = 0.1 };
}
