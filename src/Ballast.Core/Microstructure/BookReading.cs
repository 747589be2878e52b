using Ballast.Core.Market;

namespace Ballast.Core.Microstructure;

/// <summary>What one book and the flow before it said of a symbol. Source: requirements §7. A row from before something was measured has none of it.</summary>
/// <param name="Spread">Best ask − best bid as a fraction of their middle.</param>
/// <param name="Vpin">Volume-synchronised probability of informed trading, 0–1; null when it is not measured.</param>
/// <param name="AsOf">The book's time by the venue.</param>
public sealed record BookReading(decimal Spread, decimal? Vpin, DateTimeOffset AsOf)
{
    private const int Digits = 8;

    /// <summary>(bid − ask) / (bid + ask) of the quantities on the best levels, −1 to 1: above 0 there is more to buy into.</summary>
    public decimal? Imbalance { get; init; }

    /// <summary>Change of the imbalance per second; null while there is no earlier reading to compare with.</summary>
    public decimal? ImbalanceVelocity { get; init; }

    /// <summary>USDT on the best levels of the bid side.</summary>
    public Money? BidDepth { get; init; }

    /// <summary>USDT on the best levels of the ask side.</summary>
    public Money? AskDepth { get; init; }

    /// <summary>Taker buys less taker sells over the volume window, base asset.</summary>
    public decimal? SignedVolume { get; init; }

    /// <summary>When the newest bar closed that VPIN and signed volume count; null when the flow was not read.</summary>
    public DateTimeOffset? FlowAsOf { get; init; }

    /// <summary>USDT on the side that an order takes.</summary>
    public Money? DepthFor(OrderSide side) => side == OrderSide.Buy ? AskDepth : BidDepth;

    /// <summary>With what the flow before it says.</summary>
    public BookReading With(FlowWindow flow, VpinOptions vpin, FlowOptions options) => this with
    {
        Vpin = Rounded(flow.Vpin(vpin)),
        SignedVolume = Rounded(flow.SignedVolume(options.VolumeWindow)),
        FlowAsOf = flow.ClosedMs is { } closed ? DateTimeOffset.FromUnixTimeMilliseconds(closed) : null,
    };

    private static decimal? Rounded(double? value) => value is { } known ? decimal.Round((decimal)known, Digits) : null;

    /// <summary>Without flow. Null for an empty or crossed book: it says nothing.</summary>
    public static BookReading? Of(OrderBook book, FlowOptions options)
    {
        if (book.IsEmpty || book.IsCrossed)
        {
            return null;
        }

        var (bids, asks) = (Quantity(book.Bids, options), Quantity(book.Asks, options));
        return new BookReading(decimal.Round((book.BestAsk - book.BestBid) / book.Mid.Value, Digits), null, book.At)
        {
            Imbalance = bids + asks > 0 ? decimal.Round((bids - asks) / (bids + asks), Digits) : null,
            BidDepth = BookDepth.For(OrderSide.Sell, book, options.DepthLevels),
            AskDepth = BookDepth.For(OrderSide.Buy, book, options.DepthLevels),
        };
    }

    private static decimal Quantity(EquatableList<BookLevel> side, FlowOptions options)
    {
        decimal quantity = 0;
        for (var i = 0; i < Math.Min(options.ImbalanceLevels, side.Count); i++)
        {
            quantity += side[i].Quantity.Value;
        }

        return quantity;
    }
}
