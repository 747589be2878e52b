using Ballast.Core.Market;

namespace Ballast.Core.Microstructure;

/// <summary>What a book said of a symbol's liquidity. Source: requirements §7.</summary>
/// <param name="Spread">Best ask − best bid as a fraction of their middle.</param>
/// <param name="Vpin">Volume-synchronised probability of informed trading, 0–1; null when it is not measured.</param>
public sealed record BookReading(decimal Spread, decimal? Vpin, DateTimeOffset AsOf)
{
    /// <summary>Null for an empty or crossed book: it says nothing.</summary>
    public static BookReading? Of(OrderBook book, decimal? vpin) =>
        book.IsEmpty || book.IsCrossed ? null : new BookReading(decimal.Round((book.BestAsk - book.BestBid) / book.Mid.Value, 8), vpin, book.At);
}
