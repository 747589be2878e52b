using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Accounts;
using Ballast.Venue.Markets;

namespace Ballast.Venue.Matching;

/// <summary>Fills a resting limit order at its own price as maker: by what the opposite side shows at its price or better, or by a trade strictly through its price. A trade at the price itself may have gone to others.</summary>
internal sealed class RestingFill(VenueDesk desk)
{
    public void Try(OrderRecord order, MarketFeed feed, in MarketTick tick)
    {
        var sign = order.Side.Sign();
        var best = order.Side == OrderSide.Buy ? tick.Ask : tick.Bid;
        var quantity = order.ReduceOnly ? Math.Min(order.Remaining, desk.Books.PositionOf(order.Symbol).Size) : order.Remaining;
        var reached = (best - order.Price) * sign <= 0
            ? TakeShown(order, feed, quantity)
            : (tick.Last - order.Price) * sign < 0 ? tick.TradedQuantity : 0;
        var filled = Math.Min(quantity, reached);
        if (filled <= 0)
        {
            return;
        }

        var next = desk.Settlement.Fill(order, order.Price, filled, isMaker: true, tick.AtMs);
        var isDone = next.Remaining == 0 || (next.ReduceOnly && desk.Books.PositionOf(order.Symbol).Size == 0);
        if (isDone)
        {
            desk.Books.Close(next.With(next.Remaining == 0 ? VenueOrderStatus.Filled : VenueOrderStatus.Expired, tick.AtMs));
        }
        else
        {
            desk.Books.SetOpen(next.With(VenueOrderStatus.PartiallyFilled, tick.AtMs));
        }

        desk.DropOrphans(order.Symbol, tick.AtMs);
    }

    private decimal TakeShown(OrderRecord order, MarketFeed feed, decimal wanted)
    {
        var consumed = desk.ConsumedOf(order.Symbol);
        var book = feed.Book(desk.Options.MatchDepth);
        decimal taken = 0;
        foreach (var level in order.Side == OrderSide.Buy ? book.Asks : book.Bids)
        {
            if (taken == wanted || (level.Price.Value - order.Price) * order.Side.Sign() > 0)
            {
                break;
            }

            var take = Math.Min(wanted - taken, desk.LeftOf(order.Symbol, order.Side, level));
            if (take > 0)
            {
                consumed.Take(order.Side, level, take);
                taken += take;
            }
        }

        return taken;
    }
}
