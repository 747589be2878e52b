using System.Diagnostics;
using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Accounts;
using Ballast.Venue.Markets;

namespace Ballast.Venue.Matching;

/// <summary>Takes a new plain order: checks in the venue's order, then matches.</summary>
internal sealed class OrderEntry(VenueDesk desk)
{
    private VenueBooks Books => desk.Books;

    public VenueReply<VenueOrder> Place(OrderSpec spec)
    {
        if (!ClientOrderId.IsAllowed(spec.Id.Value))
        {
            return Refusal.BadClientId.As<VenueOrder>();
        }

        if (desk.FeedOf(spec.Symbol.Name) is not { } feed)
        {
            return Refusal.BadSymbol.As<VenueOrder>();
        }

        var refusal = !feed.Instrument.IsTrading ? Refusal.NotTrading
            : Books.FindOpen(spec.IsConditional, spec.Id.Value) is not null ? Refusal.DuplicateId
            : null;
        return refusal is not null ? refusal.As<VenueOrder>() : spec switch
        {
            OrderSpec.Limit limit => Limit(limit, feed),
            OrderSpec.Market market => Market(market, feed),
            OrderSpec.Conditional conditional => new ConditionalEntry(desk).Place(conditional, feed),
            _ => throw new UnreachableException(),
        };
    }

    private VenueReply<VenueOrder> Limit(OrderSpec.Limit spec, MarketFeed feed)
    {
        var price = spec.Price.Value;
        var tick = feed.Current;
        var refusal = FilterRules.CheckPrice(feed.Instrument, price)
            ?? FilterRules.CheckQuantity(feed.Instrument, spec.Quantity.Value, isMarket: false)
            ?? FilterRules.CheckBand(feed.Instrument, spec.Side, price, tick.Mark);
        if (refusal is not null)
        {
            return refusal.As<VenueOrder>();
        }

        if (Admit(feed, spec.Side, spec.Quantity.Value, price, spec.ReduceOnly, out var quantity) is { } no)
        {
            return no.As<VenueOrder>();
        }

        var crosses = desk.Takeable(feed.Symbol.Name, spec.Side, price);
        switch (spec.Life)
        {
            case TimeInForce.FOK when crosses < quantity:
                return Refusal.NotFillable.As<VenueOrder>();
            case TimeInForce.GTX when (spec.Side == OrderSide.Buy ? price >= tick.Ask : price <= tick.Bid):
                return Refusal.NotPostable.As<VenueOrder>();
            case TimeInForce.GTC or TimeInForce.GTX when Books.OpenOf(feed.Symbol.Name).Count(o => !o.IsConditional) >= desk.Options.MaxOpenOrders:
                return Refusal.TooManyOrders.As<VenueOrder>();
        }

        var order = desk.Take(New(spec, OrderKind.Limit, quantity, price, spec.ReduceOnly) with { Life = spec.Life }, quantity, price, desk.NowMs);
        var status = order.Remaining == 0 ? VenueOrderStatus.Filled
            : spec.Life is TimeInForce.IOC or TimeInForce.FOK ? VenueOrderStatus.Expired
            : order.Executed > 0 ? VenueOrderStatus.PartiallyFilled : VenueOrderStatus.New;
        order = order.With(status, desk.NowMs);
        if (status == VenueOrderStatus.Filled || status == VenueOrderStatus.Expired)
        {
            Books.Close(order);
        }
        else
        {
            Books.SetOpen(order);
        }

        desk.DropOrphans(order.Symbol, desk.NowMs);
        return new VenueReply<VenueOrder>.Accepted((Books.FindOpen(false, order.ClientId) ?? Books.FindClosed(false, order.ClientId) ?? order).ToVenueOrder());
    }

    private VenueReply<VenueOrder> Market(OrderSpec.Market spec, MarketFeed feed)
    {
        if (FilterRules.CheckQuantity(feed.Instrument, spec.Quantity.Value, isMarket: true) is { } bad)
        {
            return bad.As<VenueOrder>();
        }

        var best = spec.Side == OrderSide.Buy ? feed.Current.Ask : feed.Current.Bid;
        if (Admit(feed, spec.Side, spec.Quantity.Value, best, spec.ReduceOnly, out var quantity) is { } no)
        {
            return no.As<VenueOrder>();
        }

        if (FilterRules.CheckBand(feed.Instrument, spec.Side, best, feed.Current.Mark) is not null || best <= 0)
        {
            return Refusal.NoCounterparty.As<VenueOrder>();
        }

        var done = desk.TakeMarket(New(spec, OrderKind.Market, quantity, 0, spec.ReduceOnly), desk.NowMs);
        return new VenueReply<VenueOrder>.Accepted(done.ToVenueOrder());
    }

    /// <summary>Reduce-only: cut to the position, refused when there is nothing to reduce. Others: minimum notional, bracket and margin.</summary>
    private Refusal? Admit(MarketFeed feed, OrderSide side, decimal wanted, decimal price, bool reduceOnly, out decimal quantity)
    {
        quantity = wanted;
        if (reduceOnly)
        {
            quantity = Math.Min(wanted, -Books.PositionOf(feed.Symbol.Name).Signed * side.Sign());
            return quantity <= 0 ? Refusal.NothingToReduce : null;
        }

        return desk.Books.Account.IsCrossed(feed.Symbol.Name) ? Refusal.NotIsolated
            : wanted * price < feed.Instrument.MinNotional ? Refusal.BelowMinNotional
            : MarginRules.CheckEntry(Books, feed.Instrument, side, wanted, price, feed.Current.Mark, desk.LeverageOf);
    }

    private OrderRecord New(OrderSpec spec, OrderKind kind, decimal quantity, decimal price, bool reduceOnly) => new()
    {
        Id = Books.TakeOrderId(),
        ClientId = spec.Id.Value,
        Symbol = spec.Symbol.Name,
        Side = spec.Side,
        Kind = kind,
        Quantity = quantity,
        Price = price,
        ReduceOnly = reduceOnly,
        UpdatedAtMs = desk.NowMs,
    };
}
