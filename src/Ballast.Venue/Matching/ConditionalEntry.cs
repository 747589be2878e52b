using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Accounts;
using Ballast.Venue.Markets;

namespace Ballast.Venue.Matching;

/// <summary>
/// Takes a new conditional order. Where Binance's behaviour is not documented the stricter reading holds: without a position that it
/// could reduce it is refused with -2022 (facts.md §4 has no code of its own for a close-position stop before the entry),
/// and of one direction and type only one close-position order may be open (-4130).
/// </summary>
internal sealed class ConditionalEntry(VenueDesk desk)
{
    public VenueReply<VenueOrder> Place(OrderSpec.Conditional spec, MarketFeed feed)
    {
        var books = desk.Books;
        var order = New(spec);
        var refusal = FilterRules.CheckPrice(feed.Instrument, spec.Trigger.Value)
            ?? (spec.Quantity is { } quantity ? FilterRules.CheckQuantity(feed.Instrument, quantity.Value, isMarket: true) : null)
            ?? (books.PositionOf(order.Symbol).Signed * spec.Side.Sign() >= 0 ? Refusal.NothingToReduce : null)
            ?? (order.IsClosePosition && books.OpenOf(order.Symbol).Any(o => o.IsClosePosition && o.Side == order.Side && o.Type == order.Type) ? Refusal.ClosePositionExists : null)
            ?? (books.Open.Values.Count(o => o.IsConditional) >= desk.Options.MaxOpenOrders ? Refusal.TooManyConditionals : null)
            ?? (IsTriggered(order, feed.Current) ? Refusal.WouldTrigger : null);
        if (refusal is not null)
        {
            return refusal.As<VenueOrder>();
        }

        order = order with { Id = books.TakeOrderId() };
        books.SetOpen(order);
        return new VenueReply<VenueOrder>.Accepted(order.ToVenueOrder());
    }

    /// <summary>A stop fires when the price moves against its position, a take-profit when it moves with it; touching is enough.</summary>
    public static bool IsTriggered(OrderRecord order, in MarketTick tick)
    {
        var price = order.Working == WorkingType.MarkPrice ? tick.Mark : tick.Last;
        return FiresWhenFalling(order) ? price <= order.Trigger : price >= order.Trigger;
    }

    public static bool FiresWhenFalling(OrderRecord order) => (order.Type == ConditionalType.StopMarket) == (order.Side == OrderSide.Sell);

    private OrderRecord New(OrderSpec.Conditional spec) => new()
    {
        ClientId = spec.Id.Value,
        Symbol = spec.Symbol.Name,
        Side = spec.Side,
        Kind = OrderKind.Conditional,
        Quantity = spec.Quantity?.Value,
        Trigger = spec.Trigger.Value,
        Type = spec.Type,
        Working = spec.WorkingType,
        ReduceOnly = true,
        UpdatedAtMs = desk.NowMs,
    };
}
