namespace Ballast.Core.Microstructure;

/// <summary>What one book state says. Source: requirements §7.</summary>
/// <param name="Imbalance">(bid − ask) / (bid + ask) of the quantities on the best levels, −1 to 1: above 0 there is more to buy into.</param>
/// <param name="Spread">Best ask − best bid as a fraction of their middle.</param>
/// <param name="BidDepth">USDT on the best levels of the bid side.</param>
/// <param name="AskDepth">USDT on the best levels of the ask side.</param>
public readonly record struct BookMeasures(double Imbalance, double Spread, double BidDepth, double AskDepth)
{
    /// <summary>Null for a book that says nothing: a side empty, crossed, or with a level that is no positive price and quantity.</summary>
    public static BookMeasures? Of(in BookState book, FlowOptions options)
    {
        if (book.Bids.IsEmpty || book.Asks.IsEmpty || !(book.Bids[0].Price < book.Asks[0].Price)
            || !TrySum(book.Bids, options, out var bids, out var bidDepth) || !TrySum(book.Asks, options, out var asks, out var askDepth))
        {
            return null;
        }

        var (bid, ask) = (book.Bids[0].Price, book.Asks[0].Price);
        return new BookMeasures((bids - asks) / (bids + asks), (ask - bid) / ((bid + ask) / 2), bidDepth, askDepth);
    }

    private static bool TrySum(ReadOnlySpan<DepthLevel> side, FlowOptions options, out double quantity, out double notional)
    {
        quantity = notional = 0;
        var levels = Math.Min(side.Length, Math.Max(options.ImbalanceLevels, options.DepthLevels));
        for (var i = 0; i < levels; i++)
        {
            ref readonly var level = ref side[i];
            if (!(level.Price > 0 && level.Quantity > 0))
            {
                return false;
            }

            quantity += i < options.ImbalanceLevels ? level.Quantity : 0;
            notional += i < options.DepthLevels ? level.Price * level.Quantity : 0;
        }

        return double.IsFinite(quantity) && double.IsFinite(notional);
    }
}
