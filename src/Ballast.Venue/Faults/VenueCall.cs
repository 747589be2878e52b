namespace Ballast.Venue.Faults;

/// <summary>The kinds of calls that a fault can hit.</summary>
public enum VenueCall
{
    ServerTime,
    Place,
    Cancel,
    Query,
    OpenOrders,
    Positions,
    Fills,
    Income,
    Account,
    Prepare,
    Deposit,
    Instruments,
    Candles,
    Book,
    Marks,
    Forced,
    Countdown,
    Deleverage,

    /// <summary>Calls that only the venue's own HTTP interface has.</summary>
    Other,
}
