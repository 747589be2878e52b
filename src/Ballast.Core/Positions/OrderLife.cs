using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>What happened to an order.</summary>
[System.Text.Json.Serialization.JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Seen), "seen")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Refused), "refused")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Unclear), "unclear")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(NotFound), "not-found")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(CancelSent), "cancel-sent")]
public abstract record OrderEvent
{
    private OrderEvent()
    {
    }

    /// <summary>The venue took the order, or reported it when asked.</summary>
    public sealed record Seen(VenueOrder Order, bool ReadBack) : OrderEvent;

    public sealed record Refused(int Code) : OrderEvent;

    /// <summary>Neither yes nor no.</summary>
    public sealed record Unclear : OrderEvent;

    /// <summary>Asked for, the venue does not know it (-2013, or -2011 on a cancel).</summary>
    /// <param name="AskedAt">When it was asked: the answer proves nothing about a request that arrived later.</param>
    public sealed record NotFound(DateTimeOffset AskedAt) : OrderEvent;

    public sealed record CancelSent : OrderEvent;
}

/// <summary>One order's life: stage and event give the next stage. Nothing leaves an end stage.</summary>
public static class OrderLife
{
    public static KnownOrder Next(KnownOrder order, OrderEvent happened, DateTimeOffset now)
    {
        if (!order.IsLive)
        {
            return happened is OrderEvent.Seen late ? order with { Executed = Larger(order.Executed, late.Order.ExecutedQuantity), ActualOrderId = late.Order.ActualOrderId ?? order.ActualOrderId } : order;
        }

        return happened switch
        {
            OrderEvent.Seen seen => See(order, seen, now),
            // An order that the venue has shown is not undone by the refusal of a second send.
            OrderEvent.Refused when order.Stage is OrderStage.Working or OrderStage.Triggered => order,
            OrderEvent.Refused refused when MayStand(order.Role, refused.Code) => Unclear(order, now),
            OrderEvent.Refused refused when MayHaveRun(order, refused.Code) => order with { Stage = OrderStage.Unknown, RejectCode = refused.Code, RefusedAt = now, NextLookAt = now + VisibleWithin },
            OrderEvent.Refused refused => order with { Stage = OrderStage.Rejected, RejectCode = refused.Code, RefusedAt = now, NextLookAt = null },
            OrderEvent.Unclear => Unclear(order, now),
            OrderEvent.NotFound unknown => NotFound(order, unknown.AskedAt, now),
            OrderEvent.CancelSent => order with { CancelSentAt = now, NextLookAt = now + TimeSpan.FromSeconds(1) },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>True for a no that proves nothing: the order is looked up like one without an answer.</summary>
    private static bool MayStand(OrderRole role, int code)
    {
        var meaning = VenueCodes.Of(code).Meaning;
        return role switch
        {
            OrderRole.Entry => meaning.Entry == EntryReaction.LookUp,
            OrderRole.Close => meaning.Close == CloseReaction.LookUp,
            OrderRole.Backstop or OrderRole.TighterStop or OrderRole.TakeProfit => meaning.Stop == StopReaction.LookUp,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    // What the venue has executed shows by then, and a request sent before has arrived or never will.
    private static readonly TimeSpan VisibleWithin = TimeSpan.FromSeconds(5);

    /// <summary>"Nothing left to reduce" may be the doing of this very close, sent before by somebody who could not commit it (danger first).</summary>
    private static bool MayHaveRun(KnownOrder order, int code) =>
        order.Role == OrderRole.Close && VenueCodes.Of(code).Meaning.Close == CloseReaction.ReadPosition;

    private static KnownOrder See(KnownOrder order, OrderEvent.Seen seen, DateTimeOffset now)
    {
        var venue = seen.Order;
        var next = order with
        {
            OrderId = venue.OrderId,
            ActualOrderId = venue.ActualOrderId ?? order.ActualOrderId,
            Executed = Larger(order.Executed, venue.ExecutedQuantity),
            NotFoundAt = null,
            RejectCode = null,
            RefusedAt = null,
            Looks = 0,
        };
        var stage = StageOf(venue);
        return stage switch
        {
            OrderStage.Working when !venue.IsConditional =>
                next with { Stage = stage, NextLookAt = LookAgain(next, now) },
            OrderStage.Working when seen.ReadBack =>
                next with { Stage = stage, ConfirmedAt = IsAsOrdered(order, venue) ? order.ConfirmedAt ?? now : null, NextLookAt = order.CancelSentAt is null ? null : LookAgain(next, now) },
            // The answer to the order alone confirms nothing: it is read back at once.
            OrderStage.Working => next with { Stage = stage, NextLookAt = now },
            OrderStage.Triggered => next with { Stage = stage, TriggeredAt = order.TriggeredAt ?? now, NextLookAt = now + TimeSpan.FromSeconds(1) },
            OrderStage.Unknown => next with { Stage = stage, NextLookAt = LookAgain(order, now), Looks = order.Looks + 1 },
            _ => next with { Stage = stage, NextLookAt = null },
        };
    }

    private static OrderStage StageOf(VenueOrder venue) => venue.Status.Name switch
    {
        "NEW" or "PARTIALLY_FILLED" => OrderStage.Working,
        "TRIGGERING" or "TRIGGERED" => OrderStage.Triggered,
        "FILLED" or "FINISHED" => OrderStage.Filled,
        "CANCELED" => OrderStage.Canceled,
        "REJECTED" => OrderStage.Rejected,
        "EXPIRED" or "EXPIRED_IN_MATCH" => OrderStage.Expired,
        // A word we do not know is no end: it is looked up again.
        _ => OrderStage.Unknown,
    };

    private static KnownOrder Unclear(KnownOrder order, DateTimeOffset now) =>
        order with { Stage = order.Stage == OrderStage.Sending ? OrderStage.Unknown : order.Stage, NextLookAt = LookAgain(order, now), Looks = order.Looks + 1 };

    private static KnownOrder NotFound(KnownOrder order, DateTimeOffset askedAt, DateTimeOffset now)
    {
        if (order.CancelSentAt is not null && order.Stage is OrderStage.Working or OrderStage.Triggered)
        {
            return order with { Stage = OrderStage.Canceled, NextLookAt = null };
        }

        if (order is { Stage: OrderStage.Unknown, RefusedAt: { } refusedAt })
        {
            return askedAt >= refusedAt + VisibleWithin
                ? order with { Stage = OrderStage.Rejected, NextLookAt = null, NotFoundAt = askedAt }
                : order with { NextLookAt = refusedAt + VisibleWithin };
        }

        // A stop is sent again at the first "unknown": should the first one still arrive, only one can stand. Others wait until none can
        // arrive any more; an entry's fills are read besides.
        if (order.Spec.OnlyReduces && (order.IsStop ? order.Looks >= 1 : askedAt >= PositionTimes.AbsenceProvableFrom(order)))
        {
            return order with { Stage = OrderStage.Absent, NextLookAt = null, NotFoundAt = askedAt };
        }

        return order with { Stage = order.Stage == OrderStage.Sending ? OrderStage.Unknown : order.Stage, NotFoundAt = askedAt, NextLookAt = LookAgain(order, now), Looks = order.Looks + 1 };
    }

    /// <summary>Side, trigger, working type and quantity (then reduce-only) or close-position as we ordered them.</summary>
    public static bool IsAsOrdered(KnownOrder order, VenueOrder venue) =>
        order.Spec is OrderSpec.Conditional spec && venue.Side == spec.Side && venue.Trigger == spec.Trigger
        && venue.WorkingType == spec.WorkingType && venue.ConditionalType == spec.Type && venue.Quantity == spec.Quantity
        && (spec.Quantity is null || venue.ReduceOnly);

    // An entry that may have filled has no stop yet: it is looked up in time for one, and then each second: a look may go unanswered, and a
    // request that arrives late fills late. By the end nothing can arrive any more.
    private static readonly TimeSpan EntryLookBy = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan EntryLooksUntil = TimeSpan.FromSeconds(20);

    private static DateTimeOffset LookAgain(KnownOrder order, DateTimeOffset now)
    {
        var due = now + TimeSpan.FromSeconds(VenueCodes.LookAfterSeconds[Math.Min(order.Looks, VenueCodes.LookAfterSeconds.Count - 1)]);
        if (order.Role != OrderRole.Entry || now >= order.SentAt + EntryLooksUntil)
        {
            return due;
        }

        var inTime = order.SentAt + EntryLookBy;
        inTime = inTime > now ? inTime : now + TimeSpan.FromSeconds(1);
        return inTime < due ? inTime : due;
    }

    private static Quantity Larger(Quantity left, Quantity right) => left > right ? left : right;
}
