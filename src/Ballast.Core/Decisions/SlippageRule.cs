using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Core.Decisions;

/// <summary>What becomes of an entry that the book does not hold whole within its bound.</summary>
public enum SlippagePolicy
{
    /// <summary>Sent whole as an IOC limit at the bound: what is there is taken, the rest is not.</summary>
    IocLimit,

    /// <summary>Sent with the quantity that fits.</summary>
    Shrink,

    /// <summary>Not sent.</summary>
    Refuse,
}

/// <summary>What the book says of an entry before it is sent.</summary>
/// <param name="Quantity">To be sent; zero where refused.</param>
/// <param name="Expected">The average price that the book gives for it within the bound; none where refused.</param>
/// <param name="CostBasisPoints">Of <paramref name="Expected"/> against the reference price; positive is a cost.</param>
/// <param name="Refusal">Null when it may be sent.</param>
public sealed record SlippageVerdict(Quantity Quantity, Price Expected, decimal CostBasisPoints, Reason? Refusal);

/// <summary>
/// Walks the book for an entry: taken as is, shrunk to what fits within the bound, or refused. The bound is the ticket's limit price,
/// so no part is bought beyond it. Source: requirements §9.
/// </summary>
public static class SlippageRule
{
    public const string StaleBook = "STALE_BOOK";
    public const string CrossedBook = "CROSSED_BOOK";
    public const string Bound = "SLIPPAGE_BOUND";

    public static SlippageVerdict Check(OrderTicket ticket, OrderBook book, DateTimeOffset now, EntryOptions options)
    {
        if (book.IsEmpty)
        {
            return No(StaleBook, $"The book of {ticket.Symbol} is empty.");
        }

        if (book.IsCrossed)
        {
            return No(CrossedBook, $"The book of {ticket.Symbol} is crossed: bid {book.BestBid}, ask {book.BestAsk}.");
        }

        if (now - book.At > options.MaxBookAge)
        {
            return No(StaleBook, $"The book of {ticket.Symbol} is {(now - book.At).TotalSeconds:0.#} s old; at most {options.MaxBookAge.TotalSeconds:0.#} s.");
        }

        var side = ticket.Side.Entry();
        var within = book.Walk(side, ticket.Quantity, ticket.LimitPrice);
        if (within.IsComplete)
        {
            return Yes(ticket, ticket.Quantity, within.Average);
        }

        var fits = new Quantity(Rounding.DownTo(within.Filled.Value, ticket.StepSize));
        if (fits.IsZero || fits.Value < ticket.MinQuantity || (ticket.LimitPrice * fits).Value < ticket.MinNotional)
        {
            return No(Bound, $"Within {ticket.LimitPrice} the book of {ticket.Symbol} holds {within.Filled} of {ticket.Quantity}: less than the least order.");
        }

        return options.SlippagePolicy switch
        {
            SlippagePolicy.IocLimit => Yes(ticket, ticket.Quantity, within.Average),
            SlippagePolicy.Shrink => Yes(ticket, fits, book.Walk(side, fits, ticket.LimitPrice).Average),
            SlippagePolicy.Refuse => No(Bound, $"Within {ticket.LimitPrice} the book of {ticket.Symbol} holds {within.Filled} of {ticket.Quantity}, and the policy is to refuse."),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static SlippageVerdict Yes(OrderTicket ticket, Quantity quantity, Price expected) =>
        new(quantity, expected, (expected - ticket.ReferencePrice) * ticket.Side.Sign() / ticket.ReferencePrice.Value * 10_000, null);

    private static SlippageVerdict No(string code, FormattableString text) => new(Quantity.Zero, Price.None, 0, Reason.Of(code, text));
}
