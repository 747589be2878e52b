using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Ballast.Cli.Inputs;
using Ballast.Cli.Output;
using Ballast.Research.Full;

namespace Ballast.Cli.Verbs;

/// <summary>The full mode of <c>ballast backtest</c>: the app's own deciders on history. Source: docs/research.md.</summary>
internal static class FullMode
{
    public static int Run(ParseResult parsed, MarketFiles files, FullOptions options, int? cuts, int seed, Action<FullView> print, Action<FullResult, IReadOnlyList<FullMarket>> write, CancellationToken cancel)
    {
        try
        {
            var (markets, loadMs) = files.Each(parsed, options.Market.Vpin is null, cancel);
            var from = Stopwatch.GetTimestamp();
            var result = Told(parsed, "backtest", told => FullBacktest.Run(markets, options, told, cancel));
            var engineMs = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
            var probe = cuts is { } places && result.IsComplete ? Told(parsed, "probe", told => LookAheadProbe.Run(markets, options, result, places, seed, told, cancel)) : null;
            write(result, markets);
            var isStopped = !result.IsComplete || cancel.IsCancellationRequested;
            print(FullView.Of(result, markets, probe, isStopped, loadMs, engineMs));
            if (isStopped)
            {
                return Ending.Stopped(parsed, string.Create(CultureInfo.InvariantCulture, $"Stopped at {result.To.UtcDateTime:yyyy-MM-dd HH:mm}{(probe is null ? "" : $" of the probe, after {probe.Cuts} of {cuts} cuts")}; the result is what was done by then."));
            }

            return probe is { Differences.Count: > 0 } ? Ending.Stopped(parsed, $"The probe found {probe.Differences.Count} decisions or trades that differ when the data ends earlier: something has seen the future.") : ExitCode.Fine;
        }
        catch (FullException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    /// <summary>Runs something long, and tells on a terminal how far it is.</summary>
    internal static T Told<T>(ParseResult parsed, string what, Func<Action<double>, T> run)
    {
        using var bar = ProgressBar.On(parsed, what);
        return run(bar.Done);
    }
}
