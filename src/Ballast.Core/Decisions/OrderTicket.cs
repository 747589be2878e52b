using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Core.Signals;

namespace Ballast.Core.Decisions;

/// <summary>A sized, explained order to enter: what goes on the entries queue. Amounts in USDT.</summary>
public sealed record OrderTicket
{
    public required string DecisionId { get; init; }

    public required string Account { get; init; }

    public required Symbol Symbol { get; init; }

    public required string Strategy { get; init; }

    /// <summary>Order of accepted signals; a later close voids earlier tickets.</summary>
    public required long Sequence { get; init; }

    public required PositionSide Side { get; init; }

    public required Quantity Quantity { get; init; }

    /// <summary>The price that the size was reckoned from.</summary>
    public required Price ReferencePrice { get; init; }

    /// <summary>The worst price accepted (the slippage bound): the IOC limit.</summary>
    public required Price LimitPrice { get; init; }

    public required Price StopPrice { get; init; }

    /// <summary>The alert's own take-profit; none: the exit ladder.</summary>
    public Price TakeProfit { get; init; }

    public required Leverage Leverage { get; init; }

    /// <summary>Quantity at the limit price.</summary>
    public required Money Notional { get; init; }

    public required Money Margin { get; init; }

    /// <summary>What the stop costs when filled at the limit price.</summary>
    public required Money LossAtStop { get; init; }

    /// <summary>ATR(14) of one-hour candles, in price units, for trailing.</summary>
    public required decimal Atr { get; init; }

    /// <summary>The exchange's increments, so that exits can be rounded without asking again.</summary>
    public required decimal TickSize { get; init; }

    public required decimal StepSize { get; init; }

    /// <summary>LOT_SIZE minQty; zero in tickets from before it was kept: then <see cref="StepSize"/>.</summary>
    public decimal MinQuantity { get; init; }

    /// <summary>MIN_NOTIONAL in USDT; reduce-only orders are exempt.</summary>
    public decimal MinNotional { get; init; }

    /// <summary>The least quantity that can be sold.</summary>
    public decimal LeastLot => Math.Max(MinQuantity, StepSize);

    public required TradeMode Mode { get; init; }

    /// <summary>The policy's regime that it was decided under; null in tickets from before it was kept.</summary>
    public Regime? Regime { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    public required DateTimeOffset ValidUntil { get; init; }
}

/// <summary>An order to close: what goes on the exits queue. It closes the epoch it names and voids earlier unsent tickets.</summary>
/// <param name="Epoch">The position's epoch; 0 when only a ticket was reserved.</param>
public sealed record CloseTicket(string DecisionId, string Account, Symbol Symbol, long Sequence, long Epoch, string Reason, DateTimeOffset DecidedAt);
