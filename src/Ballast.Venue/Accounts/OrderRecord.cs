using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Venue.Accounts;

internal enum OrderKind
{
    Limit,
    Market,
    Conditional,
}

/// <summary>One order as the venue keeps it, in the stored form (kind "order", version 1).</summary>
internal sealed record OrderRecord
{
    public long Id { get; init; }

    public string ClientId { get; init; } = "";

    public string Symbol { get; init; } = "";

    public OrderSide Side { get; init; }

    public OrderKind Kind { get; init; }

    /// <summary>Null means close-position.</summary>
    public decimal? Quantity { get; init; }

    public decimal Price { get; init; }

    public decimal Trigger { get; init; }

    public ConditionalType? Type { get; init; }

    public WorkingType? Working { get; init; }

    public bool ReduceOnly { get; init; }

    /// <summary>Limit orders only.</summary>
    public TimeInForce? Life { get; init; }

    /// <summary>Trailing stops only, in percent.</summary>
    public decimal? Callback { get; init; }

    /// <summary>The best price that an active trailing stop has seen; null before its activation.</summary>
    public decimal? Extreme { get; init; }

    public string Status { get; init; } = VenueOrderStatus.New.Name;

    public decimal Executed { get; init; }

    /// <summary>Σ price × quantity of its fills.</summary>
    public decimal Quote { get; init; }

    public long? ActualOrderId { get; init; }

    /// <summary>When it was placed; null while nothing has changed since, which was at <see cref="UpdatedAtMs"/>.</summary>
    public long? PlacedAtMs { get; init; }

    public long UpdatedAtMs { get; init; }

    public long CreatedAtMs => PlacedAtMs ?? UpdatedAtMs;

    public decimal Remaining => (Quantity ?? 0) - Executed;

    public bool IsConditional => Kind == OrderKind.Conditional;

    public bool IsClosePosition => IsConditional && Quantity is null;

    public (bool IsConditional, string ClientId) Key => (IsConditional, ClientId);

    public OrderRecord With(VenueOrderStatus status, long atMs) => ChangedAt(atMs) with { Status = status.Name };

    public OrderRecord ChangedAt(long atMs) => atMs == UpdatedAtMs ? this : this with { PlacedAtMs = CreatedAtMs, UpdatedAtMs = atMs };

    public VenueOrder ToVenueOrder() => new(
        new ClientOrderId(ClientId),
        new Symbol(Symbol),
        Side,
        Id,
        ActualOrderId,
        IsConditional,
        Type,
        new VenueOrderStatus(Status),
        new Price(Price),
        new Price(Trigger),
        Working,
        Quantity is { } quantity ? new Quantity(quantity) : null,
        new Quantity(Executed),
        Executed > 0 ? new Price(Quote / Executed) : Ballast.Core.Market.Price.None,
        ReduceOnly,
        DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAtMs))
    {
        CallbackPercent = Callback,
    };
}
