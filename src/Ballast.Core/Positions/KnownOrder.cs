using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>What an order is for.</summary>
public enum OrderRole
{
    Entry,
    Backstop,
    TighterStop,
    TakeProfit,
    Close,

    /// <summary>Not ours: an execution on our position that no order of ours explains, under a derived id.</summary>
    Outside,
}

/// <summary>Where an order is in its life, as far as we know. The first four are live.</summary>
public enum OrderStage
{
    /// <summary>Committed to be sent; perhaps it was.</summary>
    Sending,

    /// <summary>The venue's answer is not known; it is looked up until it is.</summary>
    Unknown,

    /// <summary>The venue has it.</summary>
    Working,

    /// <summary>A conditional order that has become a market order, not yet filled.</summary>
    Triggered,

    Filled,
    Canceled,
    Expired,
    Rejected,

    /// <summary>Proved never to have reached the venue.</summary>
    Absent,
}

/// <summary>One order of ours as we know it.</summary>
public sealed record KnownOrder
{
    public required OrderSpec Spec { get; init; }

    public required OrderRole Role { get; init; }

    /// <summary>Counts the orders of a role within an epoch; for a take-profit, a step's attempts.</summary>
    public int Number { get; init; }

    /// <summary>The step of the exit ladder, for take-profits.</summary>
    public int LadderStep { get; init; }

    public OrderStage Stage { get; init; }

    public DateTimeOffset SentAt { get; init; }

    /// <summary>The sender does not send after it; absence is proved only well after it.</summary>
    public DateTimeOffset SendBefore { get; init; }

    /// <summary>When it is to be looked up next; null: only on reconciliation.</summary>
    public DateTimeOffset? NextLookAt { get; init; }

    public int Looks { get; init; }

    /// <summary>Asked at this time, the venue did not know it.</summary>
    public DateTimeOffset? NotFoundAt { get; init; }

    public long OrderId { get; init; }

    public long? ActualOrderId { get; init; }

    /// <summary>As the venue reports the order.</summary>
    public Quantity Executed { get; init; }

    /// <summary>Sum of its fills seen.</summary>
    public Quantity Traded { get; init; }

    /// <summary>A conditional order read back as working, with everything right.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    public DateTimeOffset? TriggeredAt { get; init; }

    public DateTimeOffset? CancelSentAt { get; init; }

    /// <summary>The venue's code when it said no. A close that is still unknown has one when the no may be its own doing.</summary>
    public int? RejectCode { get; init; }

    /// <summary>When the venue said so.</summary>
    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>What it is expected to fill at: the book's average for an entry, its trigger for a stop or take-profit, the last mark seen for a close; none where nothing is.</summary>
    public Price Expected { get; init; }

    /// <summary>What the venue's no means; null without one.</summary>
    public VenueMeaning? Refusal => Stage == OrderStage.Rejected && RejectCode is { } code ? VenueCodes.Of(code).Meaning : null;

    /// <summary>A refused stop that is sent anew a moment later, as often as the deadline allows.</summary>
    public bool IsSentSoon => Refusal?.Stop is StopReaction.SendSoon or StopReaction.ReadPosition or StopReaction.AdoptOrReplace;

    public ClientOrderId Id => Spec.Id;

    public bool IsLive => Stage is OrderStage.Sending or OrderStage.Unknown or OrderStage.Working or OrderStage.Triggered;

    public bool IsStop => Role is OrderRole.Backstop or OrderRole.TighterStop;

    /// <summary>The quantity done: what the order says or what its fills say, whichever is ahead.</summary>
    public Quantity Done => Executed > Traded ? Executed : Traded;

    /// <summary>False while neither the order nor a fill has said any quantity.</summary>
    internal bool HasDone => !(IsPlainZero(Executed) && IsPlainZero(Traded));

    public bool Owns(long venueOrderId) => venueOrderId != 0 && (venueOrderId == OrderId || venueOrderId == ActualOrderId);

    private static bool IsPlainZero(Quantity quantity) => quantity.Value.Scale == 0 && quantity.IsZero;
}
