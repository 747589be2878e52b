using System.Runtime.CompilerServices;
using Ballast.Core.Market;
using Ballast.Research.Data;

namespace Ballast.Research.Backtesting;

/// <summary>Equity at the closes of bars, the open position at its close, fees of its entry paid. It may fall below nothing: nobody liquidates here.</summary>
internal static class BareEquity
{
    /// <summary>The largest fall from a peak, a fraction of the peak; the first peak is the cash. Above 1 where equity fell below nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double MaxDrawdown(BarSeries bars, ReadOnlySpan<BareTrade> trades, BareOptions options)
    {
        var drawdown = new Drawdown(options.Cash);
        var cash = options.Cash;
        for (var i = 0; i < trades.Length; i++)
        {
            ref readonly var trade = ref trades[i];
            var perPoint = trade.Side.Sign() * options.Quantity;
            var settled = cash - trade.EntryFee - (perPoint * trade.EntryPrice);
            foreach (var close in bars.Closes[trade.EntryBar..trade.ExitBar])
            {
                drawdown.Add(settled + (perPoint * close));
            }

            cash += trade.NetPnl;

            // Reversed within this bar: at its close the next trade counts.
            if (i + 1 == trades.Length || trades[i + 1].EntryBar > trade.ExitBar)
            {
                drawdown.Add(cash);
            }
        }

        return drawdown.Largest;
    }

    /// <summary>
    /// Simple returns from UTC day to UTC day among the first <paramref name="seen"/> bars, the first day's from the cash. As in
    /// <see cref="Core.Performance.DailyReturns"/> a day without bars changed nothing, and after equity of nothing there is no return.
    /// </summary>
    /// <param name="from">The first bar that counts; no trade begins before it.</param>
    public static double[] DailyReturns(BarSeries bars, ReadOnlySpan<BareTrade> trades, BareOptions options, int seen, int from = 0)
    {
        var returns = new List<double>();
        double cash = options.Cash, before = options.Cash;
        var next = 0;
        long lastDay = 0;
        var dayEnds = bars.DayEnds;
        foreach (var dayEnd in dayEnds[FirstFrom(dayEnds, from)..])
        {
            // What a stopped run has not seen does not count; its last day is as long as it got.
            var end = Math.Min(dayEnd, seen - 1);
            var day = bars.OpenTimesMs[end] / 86_400_000;
            for (var missing = returns.Count == 0 ? 0 : day - lastDay - 1; missing > 0; missing--)
            {
                returns.Add(0);
            }

            for (; next < trades.Length && trades[next].ExitBar <= end; next++)
            {
                cash += trades[next].NetPnl;
            }

            var equity = next < trades.Length && trades[next].EntryBar <= end ? cash + OpenPnl(trades[next], bars.Closes[end], options.Quantity) : cash;
            if (before > 0)
            {
                returns.Add((equity / before) - 1);
            }

            (before, lastDay) = (equity, day);
            if (end < dayEnd || end == seen - 1)
            {
                break;
            }
        }

        return [.. returns];
    }

    /// <summary>True where equity was at nothing or under it after a trade or at the close of a bar.</summary>
    /// <param name="lowest">The least that there was between trades, the cash at first too.</param>
    public static bool IsRuined(BarSeries bars, ReadOnlySpan<BareTrade> trades, BareOptions options, double lowest)
    {
        // No open trade can lose more than the whole range of prices and its fee: mostly no bar need be looked at.
        if (lowest <= 0 || trades.IsEmpty || bars.Range is var (low, high) && lowest > options.Quantity * (high - low + (options.FeeRate * high)))
        {
            return lowest <= 0;
        }

        var cash = options.Cash;
        foreach (ref readonly var trade in trades)
        {
            foreach (var close in bars.Closes[trade.EntryBar..trade.ExitBar])
            {
                if (cash + OpenPnl(trade, close, options.Quantity) <= 0)
                {
                    return true;
                }
            }

            cash += trade.NetPnl;
        }

        return false;
    }

    /// <summary>Equity at each of the closes, and whether a position was open then.</summary>
    public static void Each(IReadOnlyList<BareTrade> trades, BareOptions options, ReadOnlySpan<double> closes, Action<int, double, bool> take)
    {
        var cash = options.Cash;
        var next = 0;
        for (var bar = 0; bar < closes.Length; bar++)
        {
            for (; next < trades.Count && trades[next].ExitBar <= bar; next++)
            {
                cash += trades[next].NetPnl;
            }

            var isOpen = next < trades.Count && trades[next].EntryBar <= bar;
            take(bar, isOpen ? cash + OpenPnl(trades[next], closes[bar], options.Quantity) : cash, isOpen);
        }
    }

    private static int FirstFrom(ReadOnlySpan<int> dayEnds, int bar) => dayEnds.BinarySearch(bar) is var at && at >= 0 ? at : ~at;

    private static double OpenPnl(in BareTrade trade, double close, double quantity) => (trade.Side.Sign() * quantity * (close - trade.EntryPrice)) - trade.EntryFee;

    /// <summary>A fall is measured when the peak is passed, so that most values cost two comparisons.</summary>
    private struct Drawdown(double peak)
    {
        private double _peak = peak;
        private double _lowest = peak;
        private double _largest;

        public readonly double Largest => Math.Max(_largest, (_peak - _lowest) / _peak);

        public void Add(double equity)
        {
            if (equity > _peak)
            {
                _largest = Largest;
                (_peak, _lowest) = (equity, equity);
            }
            else if (equity < _lowest)
            {
                _lowest = equity;
            }
        }
    }
}
