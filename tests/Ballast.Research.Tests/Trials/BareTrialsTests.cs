using Ballast.Core.Market;
using Ballast.Research.Backtesting;
using Ballast.Research.Data;
using Ballast.Research.Trials;

namespace Ballast.Research.Tests.Trials;

/// <summary>Parts of the data: no trade counts twice, none is lost, and nothing is known from after the end.</summary>
public sealed class BareTrialsTests
{
    private const long Day = 86_400_000;
    private static readonly BareOptions Options = new() { Fast = 3, Slow = 8, AtrStop = 1.5, Cash = 10_000 };

    [Fact]
    public void All_of_the_data_is_what_a_backtest_says()
    {
        var (kernel, trades, _) = Made(1);
        var run = Run(kernel, new TrialRange(0, long.MaxValue));
        var result = BareResult.Of(kernel.Bars, trades, Options, kernel.Bars.Count);
        var figures = TrialFigures.Of(run);

        Assert.Equal((result.Trades, result.NetPnl, result.Sharpe, result.Calmar), (figures.Trades, figures.NetPnl, figures.Sharpe, figures.Calmar));
        Assert.Equal(run.Days, run.DailyReturns.Length);
        Assert.Equal(run, Run(kernel, new BareTrials(kernel, Options).Whole), Same);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Windows_one_after_the_other_have_every_trade_once(int seed)
    {
        var (kernel, trades, borders) = Made(seed);
        var ranges = borders.Zip(borders.Skip(1), (a, b) => new TrialRange(a, b)).ToList();
        var runs = new BareTrials(kernel, Options).Run(SettingPoint.Nothing, ranges)!;
        var cut = 0;
        for (var i = 0; i < ranges.Count; i++)
        {
            var within = trades.Where(t => Within(kernel.Bars.OpenTimesMs[t.EntryBar], ranges[i])).ToList();
            var ended = within.Where(t => Within(kernel.Bars.OpenTimesMs[t.ExitBar], ranges[i])).Select(t => t.NetPnl).ToList();

            Assert.Equal(within.Count, runs[i].TradePnls.Length);
            Assert.Equal(ended, runs[i].TradePnls.ToArray().Take(ended.Count));
            Assert.InRange(within.Count - ended.Count, 0, 1);
            cut += within.Count - ended.Count;
        }

        Assert.Equal(trades.Count, runs.Sum(r => r.TradePnls.Length));
        Assert.True(cut > 5);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void A_part_from_the_beginning_is_what_a_run_on_a_shorter_file_makes(int seed)
    {
        // What comes after the end changes nothing: a planted look at it would.
        var random = new Random(seed);
        var candles = Candles.Walk(random, 3_000);
        var kernel = new BarKernel(BarSeries.Of(candles));
        for (var i = 0; i < 40; i++)
        {
            var shorter = new BarKernel(BarSeries.Of(candles[..random.Next(20, 3_000)]));

            Assert.Equal(Run(shorter, new TrialRange(0, long.MaxValue)), Run(kernel, new TrialRange(0, shorter.Bars.OpenTimesMs[^1] + 1)), Same);
        }
    }

    [Fact]
    public void A_position_open_at_the_end_is_closed_at_the_last_close_or_dropped_whole()
    {
        // Falling, then rising: long from the open of bar 5 on, open until the end.
        var candles = Candles.Of((12, 12, 12, 12), (11, 11, 11, 11), (10, 10, 10, 10), (9, 9, 9, 9), (14, 14, 14, 14), (15, 15, 15, 15), (16, 16, 16, 16), (17, 17, 17, 17));
        var engine = new BareTrials(new BarKernel(BarSeries.Of(candles)), new BareOptions { Fast = 1, Slow = 3, AtrStop = 0, FeeRate = 0.01, Cash = 100 });
        var end = candles[7].OpenTimeMs;
        var runs = engine.Run(SettingPoint.Nothing, [new TrialRange(0, end), new TrialRange(0, end, DropsOpen: true), new TrialRange(0, long.MaxValue, DropsOpen: true), new TrialRange(end, long.MaxValue)])!;

        Assert.Equal([16 - 15 - 0.15 - 0.16], runs[0].TradePnls.ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([0.69 / 100], runs[0].DailyReturns.ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal((0, 0), (runs[1].TradePnls.Length, runs[2].TradePnls.Length));
        Assert.Equal([0.0], runs[1].DailyReturns.ToArray());

        // What is already open elsewhere is not entered again.
        Assert.Equal((0, 1), (runs[3].TradePnls.Length, runs[3].Days));
    }

    [Fact]
    public void A_range_without_bars_has_nothing()
    {
        var (kernel, _, borders) = Made(1);

        Assert.Equal(TrialRun.Empty, Run(kernel, new TrialRange(borders[^1] + (9 * Day), borders[^1] + (10 * Day))));
    }

    private static TrialRun Run(BarKernel kernel, TrialRange range) => new BareTrials(kernel, Options).Run(SettingPoint.Nothing, [range])![0];

    /// <summary>Bars, the trades of a whole run, and borders at odd times that are dense enough to cut many trades.</summary>
    private static (BarKernel Kernel, List<BareTrade> Trades, List<long> Borders) Made(int seed)
    {
        var kernel = new BarKernel(BarSeries.Of(Candles.Walk(new Random(seed), 4_000)), isShared: true);
        var trades = new List<BareTrade>();
        kernel.Run(Options, trades);
        var borders = Enumerable.Range(0, 60).Select(i => kernel.Bars.OpenTimesMs[i * 4_000 / 60] + (i % 3)).Prepend(0).Append(kernel.Bars.OpenTimesMs[^1] + 1).ToList();
        return (kernel, trades, borders);
    }

    private static bool Within(long ms, TrialRange range) => ms >= range.FromMs && ms < range.ToMs;

    private static bool Same(TrialRun? a, TrialRun? b) =>
        a!.FirstDay == b!.FirstDay && a.Days == b.Days && a.DailyReturns.Span.SequenceEqual(b.DailyReturns.Span) && a.TradePnls.Span.SequenceEqual(b.TradePnls.Span);
}
