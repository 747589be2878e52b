using System.Runtime.CompilerServices;
using Ballast.Core.Indicators;
using Ballast.Core.Market;
using Ballast.Research.Data;

namespace Ballast.Research.Backtesting;

/// <summary>
/// Finds the events of a strategy on bars: changes of state, stops, the end. What no setting changes is computed once, so that a sweep shares it;
/// a run then only looks for the next event. Safe to run from several threads at once. Source: docs/research.md.
/// </summary>
public sealed class BarKernel
{
    /// <summary>Bars of Wilder's average true range.</summary>
    public const int AtrLength = 14;

    private readonly BarSeries _bars;

    /// <summary>Closes before each bar, added up in ticks. It may wrap around: differences over a window are exact all the same.</summary>
    private readonly long[] _sums;

    private readonly double[] _atr;
    private readonly long _highestTicks;

    public BarKernel(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        _bars = bars;
        _sums = GC.AllocateUninitializedArray<long>(bars.Count + 1);
        _atr = GC.AllocateUninitializedArray<double>(bars.Count);
        _highestTicks = Prepare(bars, _sums, _atr);
    }

    public BarSeries Bars => _bars;

    /// <summary>
    /// Puts the trades of a run into <paramref name="trades"/>, which is emptied first; how many bars were looked at. All of them, unless it was stopped:
    /// then up to a signal, and the last trade ends at the open after it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The lengths of the means are not allowed.</exception>
    public int Run(BareOptions options, List<BareTrade> trades, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(trades);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Fast, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Slow, options.Fast);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Slow, CloseGrid.MaxWindow);
        trades.Clear();
        var count = _bars.Count;
        var signal = NextChange(options, options.Slow, IsUp(options, options.Slow - 1));
        while (signal < count - 1)
        {
            if (cancel.IsCancellationRequested)
            {
                return signal + 1;
            }

            var isUp = IsUp(options, signal);
            var next = NextChange(options, signal + 1, isUp);
            var side = isUp ? PositionSide.Long : PositionSide.Short;
            if (IsTraded(options.Sides, side) && StopOf(options, signal, side) is var stop && (options.AtrStop == 0 || !double.IsNaN(stop)))
            {
                trades.Add(Trade(options, side, signal + 1, next, stop));
            }

            signal = next;
        }

        return count;
    }

    private static bool IsTraded(TradedSides sides, PositionSide side) => sides == TradedSides.Both || (sides == TradedSides.Long) == (side == PositionSide.Long);

    /// <summary>NaN without a stop, or while its range is not known: no position is opened without the stop that it should have.</summary>
    private double StopOf(BareOptions options, int signal, PositionSide side) =>
        options.AtrStop == 0 ? double.NaN : _bars.Closes[signal] - (side.Sign() * options.AtrStop * _atr[signal]);

    /// <summary>A position from the open of <paramref name="entry"/> until its stop, the open after the next signal, or the end.</summary>
    private BareTrade Trade(BareOptions options, PositionSide side, int entry, int nextSignal, double stop)
    {
        var last = Math.Min(nextSignal, _bars.Count - 1);
        var hit = double.IsNaN(stop) ? last + 1
            : side == PositionSide.Long ? FirstAtOrBelow(_bars.Lows, entry, last, stop)
            : FirstAtOrAbove(_bars.Highs, entry, last, stop);
        var (bar, price, exit) =
            hit <= last ? (hit, side == PositionSide.Long ? Math.Min(stop, _bars.Opens[hit]) : Math.Max(stop, _bars.Opens[hit]), BareExit.Stop)
            : nextSignal < _bars.Count - 1 ? (nextSignal + 1, _bars.Opens[nextSignal + 1], BareExit.Signal)
            : (last, _bars.Closes[last], BareExit.End);
        var paid = _bars.Opens[entry];
        var (entryFee, exitFee) = (options.FeeRate * options.Quantity * paid, options.FeeRate * options.Quantity * price);
        return new BareTrade(entry, bar, side, exit, paid, price, stop, entryFee, exitFee, (side.Sign() * options.Quantity * (price - paid)) - entryFee - exitFee);
    }

    private bool IsUp(BareOptions options, int bar) => bar < _bars.Count && NextChange(options, bar, true, bar + 1) > bar;

    private int NextChange(BareOptions options, int from, bool isUp) => NextChange(options, from, isUp, _bars.Count);

    /// <summary>The first bar, from <paramref name="from"/> on, at whose close the state differs; <paramref name="end"/> when there is none.</summary>
    private int NextChange(BareOptions options, int from, bool isUp, int end) =>
        from >= end ? end
        : (Int128)_highestTicks * options.Fast * options.Slow < long.MaxValue ? Narrow(_sums, options.Fast, options.Slow, from, end, isUp)
        : Wide(_sums, options.Fast, options.Slow, from, end, isUp);

    /// <summary>The fast mean is above the slow one: a sum over each window, multiplied by the other's length instead of divided by its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Narrow(long[] sums, int fast, int slow, int from, int end, bool isUp)
    {
        var newest = sums.AsSpan(from + 1, end - from);
        var beforeFast = sums.AsSpan(from + 1 - fast, newest.Length);
        var beforeSlow = sums.AsSpan(from + 1 - slow, newest.Length);
        for (var i = 0; i < newest.Length; i++)
        {
            if ((newest[i] - beforeFast[i]) * slow > (newest[i] - beforeSlow[i]) * fast != isUp)
            {
                return from + i;
            }
        }

        return end;
    }

    /// <summary>The same where the products need more than 63 bits: high prices with many decimals, long means.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Wide(long[] sums, int fast, int slow, int from, int end, bool isUp)
    {
        for (var bar = from; bar < end; bar++)
        {
            if ((Int128)(sums[bar + 1] - sums[bar + 1 - fast]) * slow > (Int128)(sums[bar + 1] - sums[bar + 1 - slow]) * fast != isUp)
            {
                return bar;
            }
        }

        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FirstAtOrBelow(ReadOnlySpan<double> lows, int from, int last, double stop)
    {
        for (var i = from; i <= last; i++)
        {
            if (lows[i] <= stop)
            {
                return i;
            }
        }

        return last + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FirstAtOrAbove(ReadOnlySpan<double> highs, int from, int last, double stop)
    {
        for (var i = from; i <= last; i++)
        {
            if (highs[i] >= stop)
            {
                return i;
            }
        }

        return last + 1;
    }

    /// <summary>One pass: Wilder's smoothing waits for its own last value, the sums use the time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Prepare(BarSeries bars, long[] sums, double[] atr)
    {
        var highs = bars.Highs;
        var lows = bars.Lows;
        var closes = bars.Closes;
        var scale = bars.TicksPerUnit;
        var range = new Atr(AtrLength);
        long sum = 0, highest = 0;
        sums[0] = 0;
        for (var i = 0; i < atr.Length; i++)
        {
            var ticks = (long)((closes[i] * scale) + 0.5);
            highest = Math.Max(highest, ticks);
            sum = unchecked(sum + ticks);
            sums[i + 1] = sum;
            range.Add(highs[i], lows[i], closes[i]);
            atr[i] = range.Value;
        }

        return highest;
    }
}
