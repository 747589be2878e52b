using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Core.Signals;

namespace Ballast.Core.Accounting;

/// <summary>A closed position: from flat to flat. Amounts in USDT.</summary>
public sealed record Trade
{
    /// <summary>account|symbol|epoch: the same trade has one id.</summary>
    public required string Id { get; init; }

    public required string DecisionId { get; init; }

    public required string Account { get; init; }

    public required Symbol Symbol { get; init; }

    public required string Strategy { get; init; }

    public required PositionSide Side { get; init; }

    /// <summary>The entered quantity.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Average of the entry's fills.</summary>
    public required Price EntryPrice { get; init; }

    /// <summary>Average of the exits' fills.</summary>
    public required Price ExitPrice { get; init; }

    public required DateTimeOffset EntryAt { get; init; }

    public required DateTimeOffset ExitAt { get; init; }

    public required Leverage Leverage { get; init; }

    /// <summary>Entry notional / leverage.</summary>
    public required Money Margin { get; init; }

    /// <summary>As the venue realised it, without fees and funding.</summary>
    public required Money RealisedPnl { get; init; }

    /// <summary>Positive when paid.</summary>
    public required Money Fees { get; init; }

    /// <summary>Signed as booked: negative when paid.</summary>
    public required Money Funding { get; init; }

    /// <summary>Realised − fees + funding.</summary>
    public Money NetPnl => RealisedPnl - Fees + Funding;

    /// <summary>Net PnL as a percentage of the margin.</summary>
    public decimal RoiPercent => Margin.Value == 0 ? 0 : NetPnl.Value / Margin.Value * 100;

    public required Price StopPrice { get; init; }

    /// <summary>What the stop would have cost as planned.</summary>
    public required Money PlannedLoss { get; init; }

    /// <summary>Net PnL in multiples of the planned loss.</summary>
    public decimal RiskMultiple => PlannedLoss.Value == 0 ? 0 : NetPnl.Value / PlannedLoss.Value;

    /// <summary>The price that the size was reckoned from; entry price against it is the slippage.</summary>
    public required Price ReferencePrice { get; init; }

    /// <summary>What the entry cost against the reference price, as a percentage; negative is a cost.</summary>
    public decimal SlippagePercent => ReferencePrice.Value == 0 ? 0 : (ReferencePrice - EntryPrice) * Side.Sign() / ReferencePrice.Value * 100;

    /// <summary>The entry against what the book gave for it before it was sent; null where that is not known.</summary>
    public Slippage? EntrySlippage { get; init; }

    /// <summary>The exits against their triggers, or a close against the last mark price before it; null where none is known.</summary>
    public Slippage? ExitSlippage { get; init; }

    /// <summary>The entry against the reference price.</summary>
    public Slippage ReferenceSlippage => new(Side.Entry(), Quantity, ReferencePrice, EntryPrice);

    /// <summary>The entry's exit profile; null in trades from before it was kept.</summary>
    public TradeMode? Mode { get; init; }

    /// <summary>The policy's regime when the entry was decided; null in trades from before it was kept.</summary>
    public Regime? Regime { get; init; }

    /// <summary>STOP, TAKE_PROFIT, SIGNAL, REVERSAL, TIME_STOP, NAKED, STOP_REFUSED, STOP_FAILED, DUST, FLATTEN, FORCED_STOP, CRITICAL_ERROR, KILLED, STOP_REMOVED, LIQUIDATED, ADL, BY_HAND, LIQUIDATED_OR_BY_HAND; on paper also DELISTED.</summary>
    public required string ExitReason { get; init; }
}
