using Ballast.Core.Market;

namespace Ballast.Core.Accounting;

/// <summary>One execution on the venue (userTrades).</summary>
/// <param name="TradeId">The venue's id, rising within a symbol.</param>
/// <param name="OrderId">The venue's id of the order that was executed; for a triggered conditional order, the id of the order it became.</param>
/// <param name="Fee">In <paramref name="FeeAsset"/>, positive when paid.</param>
/// <param name="RealisedPnl">USDT as the venue booked it, without fees.</param>
public sealed record Fill(
    long TradeId,
    long OrderId,
    Symbol Symbol,
    OrderSide Side,
    Price Price,
    Quantity Quantity,
    Money Fee,
    string FeeAsset,
    Money RealisedPnl,
    bool IsMaker,
    DateTimeOffset At);
