using System.Diagnostics;
using System.Runtime.InteropServices;
using Ballast.Core.Performance;
using Ballast.Research.Backtesting;
using Ballast.Research.Data;

namespace Ballast.Research.Optimising;

/// <summary>What a search looks for the most of.</summary>
public enum Objective
{
    NetPnl,
    Sharpe,
    Calmar,
    WinRate,
}

public static class Objectives
{
    /// <summary>The value of a run's trades; null where it means nothing, which no search prefers. Only what it needs is computed.</summary>
    public static double? Of(this Objective objective, BarSeries bars, List<BareTrade> trades, BareOptions options) => objective switch
    {
        Objective.NetPnl => Net(CollectionsMarshal.AsSpan(trades)),
        Objective.WinRate => trades.Count > 0 ? (double)trades.Count(t => t.NetPnl > 0) / trades.Count : null,
        Objective.Sharpe => Daily(bars, trades, options).Sharpe,
        Objective.Calmar => Daily(bars, trades, options).Calmar,
        _ => throw new UnreachableException(),
    };

    private static double Net(ReadOnlySpan<BareTrade> trades)
    {
        double net = 0;
        foreach (ref readonly var trade in trades)
        {
            net += trade.NetPnl;
        }

        return net;
    }

    private static EquityFigures Daily(BarSeries bars, List<BareTrade> trades, BareOptions options) =>
        EquityFigures.Of(BareEquity.DailyReturns(bars, CollectionsMarshal.AsSpan(trades), options, bars.Count));
}
