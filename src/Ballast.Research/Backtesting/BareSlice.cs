using System.Runtime.InteropServices;
using Ballast.Core.Market;
using Ballast.Research.Data;

namespace Ballast.Research.Backtesting;

/// <summary>
/// The trades of a run that are opened within some of its bars. Signals do not depend on trades, so these are the trades that a run of its own would
/// make there with its means already known.
/// </summary>
internal static class BareSlice
{
    /// <param name="trades">Of the whole run.</param>
    /// <param name="to">Exclusive. A trade still open there is closed at the close before it, or left out where <paramref name="dropsOpen"/> says so.</param>
    public static ReadOnlySpan<BareTrade> Of(BarSeries bars, List<BareTrade> trades, BareOptions options, int from, int to, bool dropsOpen)
    {
        var all = CollectionsMarshal.AsSpan(trades);
        var (first, end) = (FirstFrom(all, from), FirstFrom(all, to));
        var within = all[first..end];

        // Only the last one can be open at the end: a trade ends before the next begins, or at the same open.
        if (within.IsEmpty || (within[^1].ExitBar < to && !(dropsOpen && within[^1].Exit == BareExit.End)))
        {
            return within;
        }

        return dropsOpen ? within[..^1] : (BareTrade[])[.. within[..^1], Closed(bars, within[^1], options, to - 1)];
    }

    private static BareTrade Closed(BarSeries bars, in BareTrade trade, BareOptions options, int bar)
    {
        var price = bars.Closes[bar];
        var fee = options.FeeRate * options.Quantity * price;
        var net = (trade.Side.Sign() * options.Quantity * (price - trade.EntryPrice)) - trade.EntryFee - fee;
        return trade with { ExitBar = bar, Exit = BareExit.End, ExitPrice = price, ExitFee = fee, NetPnl = net };
    }

    /// <summary>The first trade that is opened at a bar or later.</summary>
    private static int FirstFrom(ReadOnlySpan<BareTrade> trades, int bar)
    {
        var (low, high) = (0, trades.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = trades[middle].EntryBar < bar ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
