using Ballast.Core.Accounting;
using Ballast.Core.Decisions;
using Ballast.Core.Risk;

namespace Ballast.Core.Positions;

/// <summary>Something to be done for a position, in order. Each answer is a fact.</summary>
[System.Text.Json.Serialization.JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(PrepareEntry), "prepare")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Place), "place")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Cancel), "cancel")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(CancelStray), "cancel-stray")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(LookUp), "look-up")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(ReadFills), "read-fills")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(ReadPosition), "read-position")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(FindStop), "find-stop")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(ReadFunding), "read-funding")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(ReadForced), "read-forced")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Tell), "tell")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Deliver), "deliver")]
public abstract record PositionEffect
{
    private PositionEffect()
    {
    }

    /// <summary>Check everything again, move the fills' cursor past what is not ours, prepare the venue, then claim the sending.</summary>
    public sealed record PrepareEntry(OrderTicket Ticket, long FillsFrom) : PositionEffect;

    /// <summary>
    /// Send a new order. Before an entry or a stop a guard message is scheduled, which wakes the position
    /// <paramref name="GuardAt"/>, whatever becomes of this process.
    /// </summary>
    public sealed record Place(KnownOrder Order, DateTimeOffset? GuardAt) : PositionEffect;

    public sealed record Cancel(KnownOrder Order) : PositionEffect;

    /// <summary>Cancel an open order of ours that belongs to no running epoch.</summary>
    public sealed record CancelStray(VenueOrder Order) : PositionEffect;

    public sealed record LookUp(KnownOrder Order) : PositionEffect;

    public sealed record ReadFills(long FromTradeId) : PositionEffect;

    /// <summary>Read fills, position and open orders: the venue says that nothing is left to reduce.</summary>
    public sealed record ReadPosition(long FromTradeId) : PositionEffect;

    /// <summary>Find the close-position stop because of which the venue refused ours.</summary>
    public sealed record FindStop(KnownOrder Refused) : PositionEffect;

    public sealed record ReadFunding(DateTimeOffset From) : PositionEffect;

    /// <summary>Ask the venue for its own orders against the position: liquidation and ADL.</summary>
    public sealed record ReadForced(DateTimeOffset From) : PositionEffect;

    public sealed record Tell(Notice Notice) : PositionEffect;

    /// <summary>Deliver what is in the outbox.</summary>
    public sealed record Deliver(Market.EquatableList<Outgoing> Items) : PositionEffect;
}

/// <summary>Something a person should know.</summary>
public sealed record Notice(NoticeLevel Level, string Code, string Text);

public enum NoticeLevel
{
    Info,
    Warning,
    Critical,
}

/// <summary>Something a position has to deliver outside its partition. Its id makes a repeat harmless.</summary>
[System.Text.Json.Serialization.JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Outgoing.ToAccount), "account")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Outgoing.EndedOrder), "order")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Outgoing.ClosedTrade), "trade")]
public abstract record Outgoing(string Id)
{
    /// <summary>A fact for the account; <paramref name="Number"/> rises by one from fact to fact.</summary>
    public sealed record ToAccount(string Id, long Number, PositionReport Report) : Outgoing(Id);

    /// <summary>An order that has ended, for the readable list of orders.</summary>
    public sealed record EndedOrder(string Id, string DecisionId, KnownOrder Order) : Outgoing(Id);

    public sealed record ClosedTrade(string Id, Trade Trade) : Outgoing(Id);
}

/// <summary>What a position reports to its account.</summary>
[System.Text.Json.Serialization.JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(PositionReport.Dropped), "dropped")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(PositionReport.Held), "held")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(PositionReport.Closed), "closed")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(PositionReport.InDoubt), "doubt")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(PositionReport.Critical), "critical")]
public abstract record PositionReport
{
    private PositionReport()
    {
    }

    /// <summary>The ticket came to nothing: its hold is returned.</summary>
    public sealed record Dropped(string DecisionId, string Reason) : PositionReport;

    /// <summary>This is what the position binds now; it replaces the ticket's hold.</summary>
    public sealed record Held(Hold Hold) : PositionReport;

    /// <summary>The position could not be protected or closed, or was liquidated: the account stops.</summary>
    public sealed record Critical(string Code, string Why) : PositionReport;

    /// <summary>The position is flat.</summary>
    public sealed record Closed(Trade Trade) : PositionReport;

    /// <summary>The outcome of one of its orders is unknown, or is known again.</summary>
    public sealed record InDoubt(bool IsUnknown) : PositionReport;
}
