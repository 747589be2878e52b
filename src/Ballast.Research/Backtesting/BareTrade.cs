using Ballast.Core.Market;

namespace Ballast.Research.Backtesting;

/// <summary>A closed trade of the bare engine. Prices and amounts in the quote asset.</summary>
/// <param name="EntryBar">The bar at whose open it began.</param>
/// <param name="ExitBar">The bar within which it ended; may be the same.</param>
/// <param name="StopPrice">NaN without a stop.</param>
/// <param name="NetPnl">After both fees.</param>
public readonly record struct BareTrade(
    int EntryBar, int ExitBar, PositionSide Side, BareExit Exit, double EntryPrice, double ExitPrice, double StopPrice, double EntryFee, double ExitFee, double NetPnl)
{
    public double Fees => EntryFee + ExitFee;
}

/// <summary>Why a trade ended.</summary>
public enum BareExit
{
    /// <summary>The next signal, at the open after it.</summary>
    Signal,

    /// <summary>The stop, at its price or at a worse open.</summary>
    Stop,

    /// <summary>The last bar, at its close.</summary>
    End,
}
