using Ballast.Research.Backtesting;
using Ballast.Research.Data;
using Ballast.Research.Experiments;
using Ballast.Research.Trials;

namespace Ballast.Research.Tests.Experiments;

public sealed class ArmFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Returns_by_day_with_days_that_are_missing()
    {
        var arm = Read("day,return,trades\n2024-01-03,-0.02,2\n\n2024-01-01,0.01,1\n");

        Assert.Equal([0.01, 0, -0.02], arm.DailyReturns.ToArray());
        Assert.Equal((19_723, 19_726, 3, "x.csv"), (arm.FirstDay, arm.EndDay, arm.Trades, arm.Source));
        Assert.Null(Read("day,return\n2024-01-03,-0.02\n").Trades);
    }

    [Fact]
    public void Trades_count_on_the_day_of_their_exit_and_compound()
    {
        var arm = Read("entryTime,exitTime,side,netPnl\n2024-01-01T23:00:00Z,2024-01-02T01:00:00Z,long,100\n2024-01-02T02:00:00Z,2024-01-04T00:00:00Z,short,-55\n2024-01-02T03:00:00Z,2024-01-02T04:00:00Z,long,10\n", cash: 1_000);

        Assert.Equal([0, 0.11, 0, -55.0 / 1_110], arm.DailyReturns.ToArray());
        Assert.Equal((19_723, 3), (arm.FirstDay, arm.Trades));
    }

    [Fact]
    public void The_trades_that_a_backtest_writes_are_read()
    {
        var (bars, trades) = (BarSeries.Of(Candles.Walk(new Random(3), 4_000)), new List<BareTrade>());
        var options = new BareOptions { Fast = 3, Slow = 8, Cash = 50_000 };
        new BarKernel(bars).Run(options, trades);
        TradeFile.Write(_folder.Path("t.csv"), bars, trades, 1);
        var arm = ArmFile.Read(_folder.Path("t.csv"), "A", 50_000);
        var run = new BareTrials(new BarKernel(bars), options).Run(SettingPoint.Nothing, [new TrialRange(0, long.MaxValue)])![0];

        Assert.Equal(trades.Count, arm.Trades);

        // Open positions count in a backtest and not in its list of trades; in the end it is the same.
        Assert.Equal(Grown(run.DailyReturns), Grown(arm.DailyReturns), 1e-9);
    }

    [Theory]
    [InlineData("", "line 1: a header with day and return, or with exitTime and netPnl is expected.")]
    [InlineData("time,value\n", "line 1: a header with day and return")]
    [InlineData("day,return\n", "x.csv holds no line behind its header.")]
    [InlineData("day,return\n2024-01-01,0.1\n2024-01-02,abc\n", "x.csv, line 3: not day,return in this order")]
    [InlineData("day,return\n01/02/2024,0.1\n", "x.csv, line 2: ")]
    [InlineData("day,return\n2024-01-01,-1\n", "x.csv, line 2: ")]
    [InlineData("day,return\n2024-01-01,0.1,5\n", "x.csv, line 2: ")]
    [InlineData("day,return\n2024-01-01,0.1\n2024-01-01,0.2\n", "x.csv: the day 2024-01-01 stands there twice.")]
    [InlineData("entryTime,exitTime,netPnl\n2024-01-02,2024-01-01,5\n", "x.csv, line 2: ")]
    [InlineData("exitTime,netPnl\n2024-01-02,-5000\n2024-01-03,5\n", "x.csv: equity falls to nothing on 2024-01-02; more cash is needed.")]
    public void What_is_wrong_is_named(string text, string problem) =>
        Assert.Contains(problem, Assert.Throws<FormatException>(() => Read(text)).Message, StringComparison.Ordinal);

    private Arm Read(string text, double cash = 1_000) => ArmFile.Read(_folder.Write("x.csv", text), "A", cash);

    private static double Grown(ReadOnlyMemory<double> returns) => returns.ToArray().Aggregate(1.0, (equity, change) => equity * (1 + change));
}
