using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Accounts;
using Ballast.Venue.Markets;

namespace Ballast.Venue.Matching;

/// <summary>
/// Takes a new conditional order. Where Binance's behaviour is not documented the stricter reading holds: without a position that it
/// could reduce it is refused with -2022 (facts.md §4 has no code of its own for a close-position stop before the entry),
/// and of one direction only one close-position order may be open, be it stop or take-profit (-4130).
/// </summary>
internal sealed class ConditionalEntry(VenueDesk desk)
{
    public VenueReply<VenueOrder> Place(OrderSpec.Conditional spec, MarketFeed feed)
    {
        var books = desk.Books;
        var order = New(spec);
        var refusal = CheckTrailing(spec, feed.Current)
            ?? (order.Type == ConditionalType.TrailingStopMarket && !spec.Trigger.IsSet ? null : FilterRules.CheckPrice(feed.Instrument, spec.Trigger.Value))
            ?? (spec.Quantity is { } quantity ? FilterRules.CheckQuantity(feed.Instrument, quantity.Value, isMarket: true) : null)
            ?? (order.ReduceOnly ? CheckReduces(order) : CheckOpens(order, feed))
            ?? (order.IsClosePosition && books.OpenOf(order.Symbol).Any(o => o.IsClosePosition && o.Side == order.Side) ? Refusal.ClosePositionExists : null)
            ?? (books.Open.Values.Count(o => o.IsConditional) >= desk.Options.MaxOpenOrders ? Refusal.TooManyConditionals : null)
            ?? (order.Type != ConditionalType.TrailingStopMarket && IsTriggered(order, feed.Current) ? Refusal.WouldTrigger : null);
        if (refusal is not null)
        {
            return refusal.As<VenueOrder>();
        }

        order = (order.Type == ConditionalType.TrailingStopMarket ? TrailingStop.Follow(order, feed.Current) : order) with { Id = books.TakeOrderId() };
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

    private Refusal? CheckReduces(OrderRecord order) => desk.Books.PositionOf(order.Symbol).Signed * order.Side.Sign() >= 0 ? Refusal.NothingToReduce : null;

    /// <summary>Bracket and margin are asked when it triggers.</summary>
    private Refusal? CheckOpens(OrderRecord order, MarketFeed feed) =>
        order.Quantity is not { } quantity ? Refusal.MissingQuantity
        : desk.Books.Account.IsCrossed(order.Symbol) ? Refusal.NotIsolated
        : quantity * (order.Trigger > 0 ? order.Trigger : feed.Current.Last) < feed.Instrument.MinNotional ? Refusal.BelowMinNotional
        : null;

    /// <summary>A trailing stop has a quantity and a callback rate, and an activation price (if any) that the market has still to reach.</summary>
    private static Refusal? CheckTrailing(OrderSpec.Conditional spec, in MarketTick tick)
    {
        if (spec.Type != ConditionalType.TrailingStopMarket)
        {
            return spec.CallbackPercent is null ? null : Refusal.BadCallbackRate;
        }

        var price = spec.WorkingType == WorkingType.MarkPrice ? tick.Mark : tick.Last;
        return spec.Quantity is null ? Refusal.MissingQuantity
            : spec.CallbackPercent is not (>= TrailingStop.LeastCallback and <= TrailingStop.MostCallback) || spec.CallbackPercent % 0.1m != 0 ? Refusal.BadCallbackRate
            : spec.Trigger.IsSet && (spec.Trigger.Value - price) * spec.Side.Sign() >= 0 ? Refusal.WouldTrigger
            : null;
    }

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
        ReduceOnly = !spec.MayOpen,
        Callback = spec.CallbackPercent,
        UpdatedAtMs = desk.NowMs,
    };
}
