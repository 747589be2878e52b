namespace Ballast.Venue.Markets.Ticks;

/// <summary>What a line of a recorded feed is.</summary>
internal enum TickKind
{
    Other,
    Depth,
    Snapshot,
    BestPrices,
    Trade,
}

/// <summary>One decoded line, reused from line to line. Prices and quantities in units of 0.00000001.</summary>
internal sealed class TickMessage
{
    /// <summary>One unit of price or quantity as the decoder counts them.</summary>
    public const decimal Unit = 0.00000001m;

    public long LocalMs { get; set; }

    /// <summary>The venue's transaction time ("T"), milliseconds since 1970-01-01 UTC; 0 when the line has none.</summary>
    public long EventMs { get; set; }

    public TickKind Kind { get; set; }

    public string Symbol { get; set; } = "";

    /// <summary>The first update id of a depth message ("U").</summary>
    public long FirstId { get; set; }

    /// <summary>The last update id ("u", "lastUpdateId").</summary>
    public long LastId { get; set; }

    /// <summary>The last update id of the message before ("pu").</summary>
    public long PreviousId { get; set; }

    public long Price { get; set; }

    public long Quantity { get; set; }

    /// <summary>The venue's id of a trade ("t").</summary>
    public long TradeId { get; set; }

    /// <summary>Of a trade ("m"): true when its taker sold.</summary>
    public bool IsBuyerMaker { get; set; }

    public long Bid { get; set; }

    public long BidQuantity { get; set; }

    public long Ask { get; set; }

    public long AskQuantity { get; set; }

    public List<(long Price, long Quantity)> Bids { get; } = [];

    public List<(long Price, long Quantity)> Asks { get; } = [];

    public void Clear()
    {
        Kind = TickKind.Other;
        EventMs = TradeId = FirstId = LastId = PreviousId = Price = Quantity = Bid = BidQuantity = Ask = AskQuantity = 0;
        IsBuyerMaker = false;
        Bids.Clear();
        Asks.Clear();
    }
}
