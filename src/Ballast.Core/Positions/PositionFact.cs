using Ballast.Core.Accounting;
using Ballast.Core.Decisions;
using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>Something that a position learns. A fact repeated changes nothing.</summary>
[System.Text.Json.Serialization.JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Woken), "woken")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(TicketArrived), "ticket")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(TicketExpired), "expired")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(CloseAsked), "close")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(EntryCleared), "cleared")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(EntryRefused), "refused")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(EntryNotSent), "not-sent")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(OrderHappened), "order")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(StopFound), "stop")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(FillsRead), "fills")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(FundingRead), "funding")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(ForcedRead), "forced")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(PriceSeen), "price")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(VenueSeen), "venue")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Delivered), "delivered")]
public abstract record PositionFact
{
    private PositionFact()
    {
    }

    /// <summary>Nothing new but the time.</summary>
    public sealed record Woken : PositionFact;

    public sealed record TicketArrived(OrderTicket Ticket) : PositionFact;

    /// <summary>A ticket's message is dead, or its hold has outlived it.</summary>
    public sealed record TicketExpired(string DecisionId, long Sequence, string Reason) : PositionFact;

    public sealed record CloseAsked(long Sequence, string Reason) : PositionFact;

    /// <summary>Everything was checked again and the venue prepared: whoever commits this fact sends the entry, nobody else does.</summary>
    public sealed record EntryCleared(string DecisionId, DateTimeOffset SendBefore) : PositionFact
    {
        /// <summary>Less than the ticket's where the book does not hold it within the bound; null: the ticket's. Never more.</summary>
        public Quantity? Quantity { get; init; }

        /// <summary>The average that the book gives for it; none where it was not asked.</summary>
        public Price Expected { get; init; }
    }

    /// <summary>The check before sending said no.</summary>
    public sealed record EntryRefused(string DecisionId, string Code) : PositionFact;

    /// <summary>The claimed entry was not sent after all, and its sender knows it.</summary>
    public sealed record EntryNotSent(ClientOrderId Id) : PositionFact;

    public sealed record OrderHappened(ClientOrderId Id, OrderEvent Event) : PositionFact;

    /// <summary>The close-position stop that stands in the way of ours, as the venue shows it; null when it shows none any more.</summary>
    public sealed record StopFound(ClientOrderId Refused, VenueOrder? Standing) : PositionFact;

    /// <summary>All fills after the last one counted, oldest first.</summary>
    public sealed record FillsRead(EquatableList<Fill> Fills) : PositionFact;

    /// <summary>Σ funding booked on the symbol since the entry.</summary>
    /// <param name="Cleared">Σ INSURANCE_CLEAR, signed as booked: anything but zero means a liquidation.</param>
    public sealed record FundingRead(Money Total, Money Cleared = default) : PositionFact;

    /// <summary>The venue's own orders on the symbol since it was asked for; null: the venue cannot tell.</summary>
    public sealed record ForcedRead(EquatableList<VenueOrder>? Orders) : PositionFact;

    public sealed record PriceSeen(Price Mark) : PositionFact;

    /// <summary>What the venue holds on the symbol. <paramref name="SignedQuantity"/> positive long; <paramref name="Mark"/> where it was read too.</summary>
    /// <param name="Strays">Open orders that are proved to be ours from an earlier epoch.</param>
    public sealed record VenueSeen(decimal SignedQuantity, EquatableList<VenueOrder> Open, Price Mark = default, EquatableList<ClientOrderId> Strays = default) : PositionFact;

    /// <summary>These outgoing things have been delivered.</summary>
    public sealed record Delivered(EquatableList<string> Ids) : PositionFact;
}
