using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Accounts;

namespace Ballast.Venue.Matching;

/// <summary>
/// Turns a conditional order into a market order with its own id and finishes it with that order. A reduce-only one is cut to the position;
/// one that may open meets bracket and margin now, and is rejected when they say no.
/// </summary>
internal sealed class ConditionalTrigger(VenueDesk desk)
{
    public void Fire(OrderRecord order, long atMs)
    {
        var feed = desk.FeedOf(order.Symbol)!;
        var size = desk.Books.PositionOf(order.Symbol).Size;
        var quantity = order.ReduceOnly ? Math.Min(order.Quantity ?? size, size) : order.Remaining;
        var best = order.Side == OrderSide.Buy ? feed.Current.Ask : feed.Current.Bid;
        desk.Books.Withdraw(order);
        if (!order.ReduceOnly && MarginRules.CheckEntry(desk.Books, feed.Instrument, order.Side, quantity, best, feed.Current.Mark, desk.LeverageOf) is not null)
        {
            desk.Books.Close(order.With(VenueOrderStatus.Rejected, atMs));
            return;
        }

        var id = desk.Books.TakeOrderId();
        var actual = desk.TakeMarket(
            new OrderRecord
            {
                Id = id,
                ClientId = FormattableString.Invariant($"algo-{order.Id}"),
                Symbol = order.Symbol,
                Side = order.Side,
                Kind = OrderKind.Market,
                Quantity = quantity,
                ReduceOnly = order.ReduceOnly,
                UpdatedAtMs = atMs,
            },
            atMs);
        desk.Books.Close(order.With(VenueOrderStatus.Finished, atMs) with { ActualOrderId = id, Executed = actual.Executed, Quote = actual.Quote });
    }
}
