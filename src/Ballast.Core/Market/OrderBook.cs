namespace Ballast.Core.Market;

/// <summary>One level of a book.</summary>
public readonly record struct BookLevel(Price Price, Quantity Quantity);

/// <summary>A snapshot of the best levels: bids falling, asks rising.</summary>
public sealed record OrderBook(Symbol Symbol, DateTimeOffset At, EquatableList<BookLevel> Bids, EquatableList<BookLevel> Asks)
{
    public bool IsCrossed => Bids.Count > 0 && Asks.Count > 0 && Bids[0].Price >= Asks[0].Price;

    public bool IsEmpty => Bids.Count == 0 || Asks.Count == 0;

    public Price BestBid => Bids.Count > 0 ? Bids[0].Price : Price.None;

    public Price BestAsk => Asks.Count > 0 ? Asks[0].Price : Price.None;

    public Price Mid => IsEmpty ? Price.None : new Price((BestBid.Value + BestAsk.Value) / 2);

    /// <summary>Takes liquidity up to <paramref name="quantity"/>, not beyond <paramref name="limit"/> when one is set.</summary>
    public BookWalk Walk(OrderSide side, Quantity quantity, Price limit = default)
    {
        var levels = side == OrderSide.Buy ? Asks : Bids;
        decimal filled = 0, cost = 0;
        var worst = Price.None;
        foreach (var level in levels)
        {
            var beyond = limit.IsSet && (side == OrderSide.Buy ? level.Price > limit : level.Price < limit);
            if (beyond || filled >= quantity.Value)
            {
                break;
            }

            var take = Math.Min(level.Quantity.Value, quantity.Value - filled);
            filled += take;
            cost += take * level.Price.Value;
            worst = level.Price;
        }

        return new BookWalk(new Quantity(filled), filled > 0 ? new Price(cost / filled) : Price.None, worst, filled >= quantity.Value);
    }
}

/// <summary>What taking liquidity would give: how much, at which average and worst price, and whether the book holds all of it.</summary>
public readonly record struct BookWalk(Quantity Filled, Price Average, Price Worst, bool IsComplete);
