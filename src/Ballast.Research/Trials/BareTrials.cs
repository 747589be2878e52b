using System.Collections.Concurrent;
using Ballast.Core.Market;
using Ballast.Research.Backtesting;
using Ballast.Research.Data;

namespace Ballast.Research.Trials;

/// <summary>Trials by the bare engine. It runs once over all bars, whatever the ranges: what it trades does not depend on what it traded before.</summary>
public sealed class BareTrials : ITrialEngine
{
    /// <summary>What a point may have, and the numbers that it takes.</summary>
    public static readonly IReadOnlyDictionary<string, NumberRange> Settings = new Dictionary<string, NumberRange>(StringComparer.Ordinal)
    {
        ["fast"] = NumberRange.Whole(1, 10_000),
        ["slow"] = NumberRange.Whole(2, 10_000),
        ["atr-stop"] = new(0, 100),
    };

    private readonly BarKernel _kernel;
    private readonly BareOptions _fixed;

    /// <summary>Lists that runs before have made long enough.</summary>
    private readonly ConcurrentBag<List<BareTrade>> _spare = [];

    /// <param name="options">What no point names.</param>
    public BareTrials(BarKernel kernel, BareOptions options)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentNullException.ThrowIfNull(options);
        (_kernel, _fixed) = (kernel, options);
        var times = kernel.Bars.OpenTimesMs;
        Whole = times.IsEmpty ? default : new TrialRange(times[0], times[^1] + 1);
        // Found once, before several threads ask for them.
        _ = (kernel.Bars.DayEnds.Length, times.IsEmpty ? default : kernel.Bars.Range);
    }

    public IReadOnlyDictionary<string, NumberRange> Allowed => Settings;

    public TrialRange Whole { get; }

    public bool Allows(SettingPoint point) => Goes(point, _fixed);

    /// <summary>Whether a point can be run over the given settings: its fast mean is shorter than its slow one.</summary>
    public static bool Goes(SettingPoint point, BareOptions over) => At(point, over) is var options && options.Fast < options.Slow;

    /// <summary>The settings at a point.</summary>
    /// <exception cref="ArgumentException">The point names a setting that the engine does not have.</exception>
    public static BareOptions At(SettingPoint point, BareOptions over)
    {
        ArgumentNullException.ThrowIfNull(point);
        foreach (var (name, value) in point.Values)
        {
            over = name switch
            {
                "fast" => over with { Fast = (int)value },
                "slow" => over with { Slow = (int)value },
                "atr-stop" => over with { AtrStop = (double)value },
                _ => throw new ArgumentException($"There is no axis {name}."),
            };
        }

        return over;
    }

    public IReadOnlyList<TrialRun>? Run(SettingPoint point, IReadOnlyList<TrialRange> ranges, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        var options = At(point, _fixed);
        var trades = _spare.TryTake(out var used) ? used : [];
        var isWhole = !cancel.IsCancellationRequested && _kernel.Run(options, trades, cancel) == _kernel.Bars.Count;
        TrialRun[]? runs = isWhole ? [.. ranges.Select(range => Run(options, trades, range))] : null;
        _spare.Add(trades);
        return runs;
    }

    private TrialRun Run(BareOptions options, List<BareTrade> trades, TrialRange range)
    {
        var bars = _kernel.Bars;
        var (from, to) = (bars.FirstFrom(range.FromMs), bars.FirstFrom(range.ToMs));
        if (from >= to)
        {
            return TrialRun.Empty;
        }

        var within = BareSlice.Of(bars, trades, options, from, to, range.DropsOpen);
        var (pnls, cash, lowest) = (new double[within.Length], options.Cash, options.Cash);
        for (var i = 0; i < pnls.Length; i++)
        {
            pnls[i] = within[i].NetPnl;
            cash += pnls[i];
            lowest = Math.Min(lowest, cash);
        }

        var (first, last) = (DayOf(bars, from), DayOf(bars, to - 1));
        return new TrialRun(first, last - first + 1, BareEquity.DailyReturns(bars, within, options, to, from), pnls) { IsRuined = BareEquity.IsRuined(bars, within, options, lowest) };
    }

    private static int DayOf(BarSeries bars, int bar) => (int)(bars.OpenTimesMs[bar] / 86_400_000);
}
