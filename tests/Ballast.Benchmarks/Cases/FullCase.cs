using System.Diagnostics;
using System.Globalization;
using Ballast.Benchmarks.Reporting;
using Ballast.Core.Decisions;
using Ballast.Core.Desk;
using Ballast.Core.Market;
using Ballast.Core.Strategies;
using Ballast.Research.Data;
using Ballast.Research.Full;

namespace Ballast.Benchmarks.Cases;

/// <summary>Full mode over the bars of <see cref="BacktestCase"/>: the app's decisions and positions, the strategy on several frames. The least of some rounds counts.</summary>
internal static class FullCase
{
    private const int Rounds = 7;

    public static void Run(BarSeries bars)
    {
        var market = FullMarket.Of(new Symbol("BTCUSDT"), bars);
        var table = new Table(
            string.Create(CultureInfo.InvariantCulture, $"backtest, full mode: SMA 20/50 by the app's deciders, {bars.Count:N0} one-minute bars, least of {Rounds} rounds"),
            "strategy's candles", "ns/bar", "million bars/s", "decisions", "trades", "µs per decision or trade", "goal");
        foreach (var name in (string[])["4h", "1h", "15m", "1m"])
        {
            var options = Options(name);
            FullResult? result = null;
            var times = Enumerable.Range(0, Rounds).Select(_ => Time(() => result = FullBacktest.Run([market], options))).ToList();
            var perBar = times.Min() * 1e6 / bars.Count;
            table.Add(
                name, Show.Number(perBar, " ns"), Show.Number(1e3 / perBar, ""), Whole(result!.Decisions.Count), Whole(result.Trades.Count),
                Show.Number(times.Min() * 1e3 / (result.Decisions.Count + result.Trades.Count), " µs"), perBar <= 100 ? "≥ 10M bars/s: met" : "≥ 10M bars/s: **missed**");
        }

        table.Print();
    }

    private static FullOptions Options(string frame)
    {
        var interval = CandleInterval.TryParse(frame, out var known) ? known : throw new InvalidOperationException(frame);
        var all = new StrategyOptions();
        return new FullOptions
        {
            Desk = new DeskOptions
            {
                WithTrace = false,
                Trading = new TradingOptions { Strategies = all with { Run = [BuiltIn.SmaCross], SmaCross = all.SmaCross with { Place = all.SmaCross.Place with { Interval = interval } } } },
            },
        };
    }

    private static string Whole(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Milliseconds.</summary>
    private static double Time(Action work)
    {
        var from = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
    }
}
