using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>
/// A venue's order status, an open set backed by the venue's own word. Plain orders: NEW, PARTIALLY_FILLED, FILLED, CANCELED, REJECTED, EXPIRED, EXPIRED_IN_MATCH.
/// Conditional orders: NEW, TRIGGERING, TRIGGERED, FINISHED, CANCELED, REJECTED, EXPIRED.
/// </summary>
public readonly record struct VenueOrderStatus(string Name)
{
    public static readonly VenueOrderStatus New = new("NEW");
    public static readonly VenueOrderStatus PartiallyFilled = new("PARTIALLY_FILLED");
    public static readonly VenueOrderStatus Filled = new("FILLED");
    public static readonly VenueOrderStatus Canceled = new("CANCELED");
    public static readonly VenueOrderStatus Rejected = new("REJECTED");
    public static readonly VenueOrderStatus Expired = new("EXPIRED");
    public static readonly VenueOrderStatus ExpiredInMatch = new("EXPIRED_IN_MATCH");
    public static readonly VenueOrderStatus Triggering = new("TRIGGERING");
    public static readonly VenueOrderStatus Triggered = new("TRIGGERED");
    public static readonly VenueOrderStatus Finished = new("FINISHED");

    public override string ToString() => Name;
}

/// <summary>An order as the venue reports it when read back.</summary>
/// <param name="OrderId">The venue's id: orderId, or algoId for a conditional order.</param>
/// <param name="ActualOrderId">For a triggered conditional order, the order that it became; the fills carry this id.</param>
/// <param name="Trigger">Conditional orders only; of a trailing stop its activation price.</param>
/// <param name="Quantity">Ordered quantity; null for close-position.</param>
/// <param name="ExecutedQuantity">Filled so far; for a conditional order, of the order it became.</param>
public sealed record VenueOrder(
    ClientOrderId Id,
    Symbol Symbol,
    OrderSide Side,
    long OrderId,
    long? ActualOrderId,
    bool IsConditional,
    ConditionalType? ConditionalType,
    VenueOrderStatus Status,
    Price Price,
    Price Trigger,
    WorkingType? WorkingType,
    Quantity? Quantity,
    Quantity ExecutedQuantity,
    Price AveragePrice,
    bool ReduceOnly,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Trailing stops only, in percent.</summary>
    public decimal? CallbackPercent { get; init; }
}

/// <summary>An open position as the venue reports it (positionRisk v3).</summary>
/// <param name="SignedQuantity">Positive long, negative short, in the base asset.</param>
/// <param name="LiquidationPrice">Zero when there is none.</param>
public sealed record VenuePosition(Symbol Symbol, decimal SignedQuantity, Price EntryPrice, Price MarkPrice, Money UnrealisedPnl, Price LiquidationPrice, Money IsolatedMargin);
