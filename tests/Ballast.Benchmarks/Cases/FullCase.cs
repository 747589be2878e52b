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

/// <summary>Full mode over the bars of <see cref="BacktestCase"/>: the app's decisions and positions, the strategy on several frames. Processor time counts, since the whole is one thread: the least of some rounds.</summary>
internal static class FullCase
{
    private const int Rounds = 11;

    public static void Run(BarSeries bars)
    {
        var symbol = new Symbol("BTCUSDT");
        var (plain, told) = (FullMarket.Of(symbol, bars), FullMarket.Of(symbol, bars.WithTakers([.. bars.Volumes.ToArray().Select(v => v / 2)])));
        var table = new Table(
            string.Create(CultureInfo.InvariantCulture, $"backtest, full mode: SMA 20/50 by the app's deciders, {bars.Count:N0} one-minute bars, processor time, least of {Rounds} rounds"),
            "strategy's candles", "ns/bar", "of these without VPIN", "million bars/s", "decisions", "trades", "goal");
        WarmUp(told);
        foreach (var name in (string[])["4h", "1h", "15m", "1m"])
        {
            var options = Options(name);
            FullResult? result = null;
            var (least, withoutFlow) = (double.MaxValue, double.MaxValue);
            for (var round = 0; round < Rounds; round++)
            {
                withoutFlow = Math.Min(withoutFlow, Time(() => FullBacktest.Run([plain], options)));
                least = Math.Min(least, Time(() => result = FullBacktest.Run([told], options)));
            }

            var perBar = least * 1e6 / bars.Count;
            table.Add(
                name, Show.Number(perBar, " ns"), Show.Number(withoutFlow * 1e6 / bars.Count, " ns"), Show.Number(1e3 / perBar, ""), Whole(result!.Decisions.Count), Whole(result.Trades.Count),
                perBar <= 100 ? "≥ 10M bars/s: met" : "≥ 10M bars/s: **missed**");
        }

        table.Print();
    }

    /// <summary>Until everything is compiled for speed: the compiler's own time would count as well.</summary>
    private static void WarmUp(FullMarket market)
    {
        for (var round = 0; round < 4; round++)
        {
            FullBacktest.Run([market], Options("1m"));
            Thread.Sleep(500);
        }
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

    /// <summary>Milliseconds of processor time, the collector's included.</summary>
    private static double Time(Action work)
    {
        using var process = Process.GetCurrentProcess();
        var from = process.TotalProcessorTime;
        work();
        process.Refresh();
        return (process.TotalProcessorTime - from).TotalMilliseconds;
    }
}
