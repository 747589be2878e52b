using System.Runtime.CompilerServices;
using Ballast.Research.Backtesting;
using Ballast.Research.Data;

namespace Ballast.Benchmarks.Cases;

/// <summary>
/// The floor of the backtest: what somebody writes who wants this one strategy and nothing else. One loop, running sums of doubles (which drift),
/// Wilder's range, a position in local variables; net PnL, fees and a count come out, no trades, no drawdown, no Sharpe.
/// </summary>
internal static class HandLoop
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static (int Trades, double NetPnl, double Fees) Run(BarSeries bars, BareOptions options)
    {
        var (fast, slow, stops, rate, quantity) = (options.Fast, options.Slow, options.AtrStop, options.FeeRate, options.Quantity);
        var opens = bars.Opens;
        var highs = bars.Highs;
        var lows = bars.Lows;
        var closes = bars.Closes;
        double fastSum = 0, slowSum = 0, atr = 0, entry = 0, stop = 0, net = 0, fees = 0, nextStop = 0;
        int position = 0, ordered = 0, state = 0, trades = 0;
        for (var i = 0; i < closes.Length; i++)
        {
            var open = opens[i];
            if (ordered != 0)
            {
                if (position != 0)
                {
                    net += position * quantity * (open - entry);
                    fees += rate * quantity * open;
                    trades++;
                }

                (position, entry, stop, ordered) = (ordered, open, nextStop, 0);
                fees += rate * quantity * open;
            }

            if (position > 0 ? lows[i] <= stop : position < 0 && highs[i] >= stop)
            {
                var price = position > 0 ? Math.Min(open, stop) : Math.Max(open, stop);
                net += position * quantity * (price - entry);
                fees += rate * quantity * price;
                trades++;
                position = 0;
            }

            var close = closes[i];
            var before = i > 0 ? closes[i - 1] : close;
            var range = Math.Max(highs[i], before) - Math.Min(lows[i], before);
            atr = i < BarKernel.AtrLength ? atr + (range / BarKernel.AtrLength) : atr + ((range - atr) / BarKernel.AtrLength);
            fastSum += close - (i >= fast ? closes[i - fast] : 0);
            slowSum += close - (i >= slow ? closes[i - slow] : 0);
            if (i >= slow - 1)
            {
                var now = fastSum * slow > slowSum * fast ? 1 : -1;
                if (now != state && state != 0)
                {
                    (ordered, nextStop) = (now, close - (now * stops * atr));
                }

                state = now;
            }
        }

        if (position != 0)
        {
            net += position * quantity * (closes[^1] - entry);
            fees += rate * quantity * closes[^1];
            trades++;
        }

        return (trades, net - fees, fees);
    }
}
