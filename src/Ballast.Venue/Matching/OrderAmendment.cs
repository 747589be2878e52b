using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Accounts;

namespace Ballast.Venue.Matching;

/// <summary>Changes price and quantity of a resting limit order, which keeps its ids and what was filled. A quantity that is filled already cancels the rest; a price that crosses takes.</summary>
internal sealed class OrderAmendment(VenueDesk desk)
{
    public VenueReply<OrderRecord> Change(OrderRecord order, OrderSide side, decimal quantity, decimal price)
    {
        var feed = desk.FeedOf(order.Symbol)!;
        var refusal = !desk.Books.Open.ContainsKey(order.Id) || order.Kind != OrderKind.Limit ? Refusal.UnknownOrder
            : order.Side != side ? Refusal.BadParameter
            : order.Price == price && order.Quantity == quantity ? Refusal.NothingToAmend
            : FilterRules.CheckPrice(feed.Instrument, price)
                ?? FilterRules.CheckQuantity(feed.Instrument, quantity, isMarket: false)
                ?? FilterRules.CheckBand(feed.Instrument, side, price, feed.Current.Mark);
        if (refusal is not null)
        {
            return refusal.As<OrderRecord>();
        }

        if (quantity <= order.Executed)
        {
            var canceled = order.With(VenueOrderStatus.Canceled, desk.NowMs);
            desk.Books.Close(canceled);
            return new VenueReply<OrderRecord>.Accepted(canceled);
        }

        var amended = order.ChangedAt(desk.NowMs) with { Quantity = quantity, Price = price };
        desk.Books.Withdraw(order);
        if (Check(amended, feed.Current.Bid, feed.Current.Ask) is { } no)
        {
            desk.Books.SetOpen(order);
            return no.As<OrderRecord>();
        }

        return new VenueReply<OrderRecord>.Accepted(Match(amended));
    }

    private Refusal? Check(OrderRecord order, decimal bid, decimal ask)
    {
        var instrument = desk.FeedOf(order.Symbol)!.Instrument;
        var mark = desk.FeedOf(order.Symbol)!.Current.Mark;
        return order.Life == TimeInForce.GTX && (order.Side == OrderSide.Buy ? order.Price >= ask : order.Price <= bid) ? Refusal.NotPostable
            : order.ReduceOnly ? (order.Remaining > desk.Books.PositionOf(order.Symbol).Size ? Refusal.NothingToReduce : null)
            : order.Quantity * order.Price < instrument.MinNotional ? Refusal.BelowMinNotional
            : MarginRules.CheckEntry(desk.Books, instrument, order.Side, order.Remaining, order.Price, mark, desk.LeverageOf);
    }

    private OrderRecord Match(OrderRecord order)
    {
        var taken = desk.Take(order, order.Remaining, order.Price, desk.NowMs);
        var status = taken.Remaining == 0 ? VenueOrderStatus.Filled : taken.Executed > 0 ? VenueOrderStatus.PartiallyFilled : VenueOrderStatus.New;
        taken = taken.With(status, desk.NowMs);
        if (taken.Remaining == 0)
        {
            desk.Books.Close(taken);
        }
        else
        {
            desk.Books.SetOpen(taken);
        }

        desk.DropOrphans(taken.Symbol, desk.NowMs);
        return taken;
    }
}
