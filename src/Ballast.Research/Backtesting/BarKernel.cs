using System.Runtime.CompilerServices;
using Ballast.Core.Market;
using Ballast.Research.Data;

namespace Ballast.Research.Backtesting;

/// <summary>
/// Finds the events of a strategy on bars: changes of state, stops, the end. Between two events nothing is done but to look for the next. Safe to run
/// from several threads at once. Source: docs/research.md.
/// </summary>
public sealed class BarKernel
{
    /// <summary>Bars of Wilder's average true range.</summary>
    public const int AtrLength = 14;

    private readonly BarSeries _bars;
    private readonly SharedColumns? _shared;

    /// <param name="isShared">Many runs will follow: what they have in common is computed now, in 5 bytes a bar, 13 where prices have many digits and windows are long. The trades are the same either way.</param>
    public BarKernel(BarSeries bars, bool isShared = false)
    {
        ArgumentNullException.ThrowIfNull(bars);
        (_bars, _shared) = (bars, isShared ? new SharedColumns(bars) : null);
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

        // More than most runs make. What is not written to takes no memory; a list that grows leaves as much again behind.
        trades.EnsureCapacity(_bars.Count / 16);
        return _shared is null
            ? Run(new BarScan(_bars, options.Fast, options.Slow), options, trades, cancel)
            : Run(new SharedScan(_shared, options.Fast, options.Slow), options, trades, cancel);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Run<T>(T scan, BareOptions options, List<BareTrade> trades, CancellationToken cancel)
        where T : struct, ISignalScan
    {
        var signal = scan.Next();
        while (signal < _bars.Count - 1)
        {
            if (cancel.IsCancellationRequested)
            {
                return signal + 1;
            }

            var side = scan.IsUp ? PositionSide.Long : PositionSide.Short;
            var stop = options.AtrStop == 0 ? double.NaN : _bars.Closes[signal] - (side.Sign() * options.AtrStop * scan.Range);
            var next = scan.Next();

            // While the range is not known nothing is opened that should have a stop.
            if (IsTraded(options.Sides, side) && (options.AtrStop == 0 || !double.IsNaN(stop)))
            {
                trades.Add(Trade(options, side, signal + 1, next, stop));
            }

            signal = next;
        }

        return _bars.Count;
    }

    private static bool IsTraded(TradedSides sides, PositionSide side) => sides == TradedSides.Both || (sides == TradedSides.Long) == (side == PositionSide.Long);

    /// <summary>A position from the open of <paramref name="entry"/> until its stop, the open after the next signal, or the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
}
