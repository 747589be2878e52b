using System.Runtime.InteropServices;
using Ballast.Core.Performance;
using Ballast.Research.Data;

namespace Ballast.Research.Backtesting;

/// <summary>What a run of the bare engine made. Amounts in the quote asset; ratios are null where they mean nothing. Source: requirements §6.4.</summary>
public sealed record BareResult
{
    /// <summary>Bars that were looked at.</summary>
    public required int Bars { get; init; }

    public required int Trades { get; init; }

    /// <summary>After fees.</summary>
    public required double NetPnl { get; init; }

    public required double Fees { get; init; }

    /// <summary>Trades with a net PnL above 0 of all trades, 0–1; null without trades.</summary>
    public double? WinRate { get; init; }

    /// <summary>On UTC-day returns, × √365, see <see cref="EquityFigures.Sharpe"/>; null where equity fell to nothing.</summary>
    public double? Sharpe { get; init; }

    /// <summary>On UTC-day returns, see <see cref="EquityFigures.Calmar"/>; null where equity fell to nothing.</summary>
    public double? Calmar { get; init; }

    /// <summary>At the closes of bars, a fraction of the peak; above 1 where equity fell below nothing.</summary>
    public required double MaxDrawdown { get; init; }

    /// <param name="seen">Bars that were looked at.</param>
    public static BareResult Of(BarSeries bars, List<BareTrade> trades, BareOptions options, int seen)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(options);
        double net = 0, fees = 0, lowest = options.Cash;
        var wins = 0;
        var all = CollectionsMarshal.AsSpan(trades);
        foreach (ref readonly var trade in all)
        {
            net += trade.NetPnl;
            lowest = Math.Min(lowest, options.Cash + net);
            fees += trade.Fees;
            wins += trade.NetPnl > 0 ? 1 : 0;
        }

        var daily = BareEquity.IsRuined(bars, all, options, lowest) ? null : EquityFigures.Of(BareEquity.DailyReturns(bars, all, options, seen));
        return new BareResult
        {
            Bars = seen,
            Trades = all.Length,
            NetPnl = net,
            Fees = fees,
            WinRate = all.Length > 0 ? (double)wins / all.Length : null,
            Sharpe = daily?.Sharpe,
            Calmar = daily?.Calmar,
            MaxDrawdown = BareEquity.MaxDrawdown(bars, all, options),
        };
    }
}
