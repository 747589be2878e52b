using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Accounts;

namespace Ballast.Venue.Matching;

/// <summary>Auto-deleveraging: the venue reduces a position at the mark price by an order of its own; what is left of the account's orders is as after any other reduction.</summary>
internal sealed class Deleveraging(VenueDesk desk)
{
    public const string ClientId = "adl_autoclose";

    public VenueReply<VenueOrder> Reduce(Symbol symbol, decimal share)
    {
        if (desk.FeedOf(symbol.Name) is not { } feed)
        {
            return Refusal.BadSymbol.As<VenueOrder>();
        }

        if (share is <= 0 or > 1)
        {
            return Refusal.BadParameter.As<VenueOrder>();
        }

        var position = desk.Books.PositionOf(symbol.Name);
        if (position.Signed == 0)
        {
            return Refusal.NothingToReduce.As<VenueOrder>();
        }

        var quantity = Math.Clamp(Rounding.DownTo(position.Size * share, feed.Instrument.StepSize), Math.Min(feed.Instrument.StepSize, position.Size), position.Size);
        var order = new OrderRecord
        {
            Id = desk.Books.TakeOrderId(),
            ClientId = ClientId,
            Symbol = symbol.Name,
            Side = position.Signed > 0 ? OrderSide.Sell : OrderSide.Buy,
            Kind = OrderKind.Market,
            Quantity = quantity,
            ReduceOnly = true,
            UpdatedAtMs = desk.NowMs,
        };
        var price = Math.Max(feed.Instrument.TickSize, feed.Instrument.RoundDown(new Price(feed.Current.Mark)).Value);
        order = desk.Settlement.Fill(order, price, quantity, isMaker: false, desk.NowMs).With(VenueOrderStatus.Filled, desk.NowMs);
        desk.Books.Close(order);
        desk.DropOrphans(symbol.Name, desk.NowMs);
        return new VenueReply<VenueOrder>.Accepted(order.ToVenueOrder());
    }
}
