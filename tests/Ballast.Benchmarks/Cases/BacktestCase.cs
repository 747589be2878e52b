using System.Diagnostics;
using System.Globalization;
using Ballast.Benchmarks.Reporting;
using Ballast.Research.Backtesting;
using Ballast.Research.Data;
using Ballast.Research.Optimising;
using Ballast.Research.Trials;

namespace Ballast.Benchmarks.Cases;

/// <summary>The bare engine over a million bars beside a loop written by hand, the sweep, reading CSV, and the command line as a process. The least of some rounds counts.</summary>
internal static class BacktestCase
{
    private const int Bars = 1_000_000;
    private const int Rounds = 15;
    private const int Processes = 9;

    public static void Run()
    {
        using var folder = new TemporaryFolder();
        var csv = Path.Combine(folder.Path, "BTCUSDT-1m.csv");
        var candles = BacktestBars.Walk(Bars);
        BacktestBars.Write(csv, candles);
        var bars = BarSeries.Of(candles);
        Engine(bars);
        Sweep(bars);
        FullCase.Run(bars);
        Reading(csv, folder.Path);
        Whole(csv, folder.Path);
    }

    private static void Engine(BarSeries bars)
    {
        var options = new BareOptions { Cash = 10_000_000 };
        var trades = new List<BareTrade>();
        List<double> floor = [], run = [], figures = [], whole = [], share = [];
        var byHand = HandLoop.Run(bars, options);
        BareResult? result = null;
        for (var round = 0; round < Rounds; round++)
        {
            floor.Add(Time(() => byHand = HandLoop.Run(bars, options)));
            var seen = 0;
            run.Add(Time(() => seen = new BarKernel(bars).Run(options, trades)));
            figures.Add(Time(() => result = BareResult.Of(bars, trades, options, seen)));
            whole.Add(run[^1] + figures[^1]);
            share.Add(Time(() => GC.KeepAlive(new BarKernel(bars, isShared: true))));
        }

        if (byHand.Trades != result!.Trades || Math.Abs(byHand.NetPnl - result.NetPnl) > 1e-2)
        {
            throw new InvalidOperationException($"The loop by hand made {byHand}, the engine {result}.");
        }

        var table = new Table(
            string.Create(CultureInfo.InvariantCulture, $"backtest: SMA 20/50, ATR 14 × 1.5, {Bars:N0} seeded bars in memory, {result.Trades:N0} trades, least of {Rounds} rounds"), "what", "ns/bar", "÷ floor", "goal");
        table.Add("floor: loop by hand, PnL only", PerBar(floor), Show.Ratio(1), "");
        table.Add("engine: whole", PerBar(whole), Show.Ratio(whole.Min() / floor.Min()), Show.Goal(whole.Min() / floor.Min(), 4));
        table.Add("of these signals, stops, trades", PerBar(run), Show.Ratio(run.Min() / floor.Min()), "");
        table.Add("figures: daily Sharpe, drawdown", PerBar(figures), Show.Ratio(figures.Min() / floor.Min()), "");
        table.Add("beside it, for a sweep: sums and ATR as columns, once", PerBar(share), Show.Ratio(share.Min() / floor.Min()), "");
        table.Print();
    }

    private static void Sweep(BarSeries bars)
    {
        var grid = Grid.Of([new NumberAxis("fast", 10, 28, 2), new NumberAxis("slow", 40, 85, 5)], point => BareTrials.Goes(point, new BareOptions()));
        var table = new Table($"sweep: {grid.Points.Count} points over the same bars, least of 5 rounds", "objective", "s", "ns per point and bar", "goal");
        foreach (var objective in (Objective[])[Objective.NetPnl, Objective.Sharpe])
        {
            var times = Enumerable.Range(0, 5).Select(_ => Time(() => new Search(new BareTrials(new BarKernel(bars, isShared: true), new BareOptions()), grid, new Goal(objective)).Run()) / 1_000).ToList();
            table.Add(objective.ToString(), Show.Number(times.Min(), " s"), Show.Number(times.Min() * 1e9 / bars.Count / grid.Points.Count, " ns"), times.Min() <= 2 ? "≤ 2 s: met" : "≤ 2 s: **missed**");
        }

        table.Print();
    }

    private static void Reading(string csv, string folder)
    {
        List<double> floor = [], reader = [], cache = [];
        var caching = new BarCaching(folder);
        BarFile.Load(csv, caching);
        for (var round = 0; round < 7; round++)
        {
            floor.Add(Time(() => BacktestBars.ReadBare(csv, Bars)));
            reader.Add(Time(() => BarFile.Load(csv, null)));
            cache.Add(Time(() => BarFile.Load(csv, caching)));
        }

        var table = new Table(string.Create(CultureInfo.InvariantCulture, $"reading {Bars:N0} bars, {new FileInfo(csv).Length / 1048576.0:F0} MiB of CSV, least of 7 rounds"), "what", "µs/bar", "÷ floor", "goal");
        table.Add("floor: bare Utf8Parser loop, nothing checked", Show.Number(floor.Min() * 1_000 / Bars, " µs"), Show.Ratio(1), "");
        table.Add("CSV, checked, into columns", Show.Number(reader.Min() * 1_000 / Bars, " µs"), Show.Ratio(reader.Min() / floor.Min()), Show.Goal(reader.Min() / floor.Min(), 1.5));
        table.Add("cache, checksums checked", string.Create(CultureInfo.InvariantCulture, $"{cache.Min() * 1_000 / Bars:F3} µs"), Show.Ratio(cache.Min() / floor.Min()), "");
        table.Print();
    }

    private static void Whole(string csv, string folder)
    {
        string[] cached = ["backtest", "--data", csv, "--cache-dir", folder, "--json"];
        var table = new Table($"the command line as a process, the same file, least of {Processes}", "what", "s", "peak memory", "goal");
        var start = Enumerable.Range(0, Processes).Select(_ => Process(["growth", "--help"]).Seconds).Min();
        table.Add("start alone (`growth --help`)", Show.Number(start, " s"), "", "");
        var plain = Enumerable.Range(0, 3).Select(_ => Process(["backtest", "--data", csv, "--no-cache", "--json"])).MinBy(r => r.Seconds);
        table.Add("backtest from CSV", Show.Number(plain.Seconds, " s"), Show.Number(plain.PeakMiB, " MiB"), "");
        var warm = Enumerable.Range(0, Processes).Select(_ => Process(cached)).MinBy(r => r.Seconds);
        table.Add("backtest from the cache", Show.Number(warm.Seconds, " s"), Show.Number(warm.PeakMiB, " MiB"), warm.Seconds <= 0.4 ? "≤ 0.4 s: met" : "≤ 0.4 s: **missed**");
        table.Print();
    }

    private static (double Seconds, double PeakMiB) Process(string[] args)
    {
        var from = Stopwatch.GetTimestamp();
        using var process = System.Diagnostics.Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ballast.dll"), .. args]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var took = Stopwatch.GetElapsedTime(from).TotalSeconds;
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"ballast {string.Join(' ', args)} ended with {process.ExitCode}: {output}");
        }

        return (took, output.StartsWith('{') ? System.Text.Json.JsonDocument.Parse(output).RootElement.GetProperty("peakMiB").GetDouble() : 0);
    }

    /// <summary>Milliseconds.</summary>
    private static double Time(Action work)
    {
        var from = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
    }

    private static string PerBar(List<double> times) => Show.Number(times.Min() * 1e6 / Bars, " ns");
}
