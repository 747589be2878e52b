using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>What time alone changes: expiry, the naked deadline, time stops, and the tighter stop's price.</summary>
internal static class PositionTimes
{
    /// <summary>Waking, committing (a store may fail a time or two) and sending take a moment: begun this much earlier, the close is under way at the deadline.</summary>
    public static readonly TimeSpan CloseLead = TimeSpan.FromSeconds(1);

    public static PositionState Apply(PositionState before, PositionState state, DateTimeOffset now, PositionOptions options, List<Notice> notices)
    {
        if (state.Waiting is { } waiting && now > waiting.ValidUntil)
        {
            state = PositionEvolution.Drop(state with { Waiting = null }, waiting.DecisionId, "EXPIRED");
        }

        if (state.Plan is not { } plan)
        {
            return state;
        }

        if (state.Quantity.IsZero)
        {
            return state is { NakedSince: null, StopDeadline: null } ? state : state with { NakedSince = null, StopDeadline = null };
        }

        state = CheckFailedStop(CheckNaked(before, state, now, options, notices), now);
        if (state.Closing is null && state.Tally.FirstFillAt is { } entered && now - entered > options.ExitsOf(plan).Of(plan.Mode).TimeStop)
        {
            state = state with { Closing = new Closing("TIME_STOP", now) };
        }

        // What is less than the least lot can be given to no stop and no take-profit: it goes at once.
        if (state.Closing is null && state.Quantity.Value < plan.LeastLot && PositionPlan.IsEntered(state) && !state.Orders.Any(o => o.IsLive && o.NextLookAt <= now))
        {
            state = state with { Closing = new Closing("DUST", now) };
        }

        var tight = Trailing.Price(state, options.ExitsOf(plan));
        return tight == state.TightStop ? state : state with { TightStop = tight };
    }

    // recvWindow + 5 s: until then a request under way may still arrive (design §1).
    private static readonly TimeSpan AbsenceAfter = TimeSpan.FromSeconds(10);

    // What only reduces waits for a back-off to end before it is sent, ExitPatience at most.
    private static readonly TimeSpan ExitAbsenceAfter = TimeSpan.FromSeconds(30);

    /// <summary>The venue's "unknown" proves that an order never arrived when it was asked then or later.</summary>
    public static DateTimeOffset AbsenceProvableFrom(KnownOrder order) => order.SendBefore + (order.Spec.OnlyReduces ? ExitAbsenceAfter : AbsenceAfter);

    /// <summary>True while a stop covers the whole position: read back as working, or triggered and still within its grace.</summary>
    public static bool HasConfirmedStop(PositionState state, DateTimeOffset now, PositionOptions options)
    {
        foreach (var order in state.Orders)
        {
            if (!order.IsStop || !Covers(order, state.Quantity))
            {
                continue;
            }

            if ((order.Stage == OrderStage.Working && order.ConfirmedAt is not null)
                || (order.Stage == OrderStage.Triggered && order.TriggeredAt is { } at && now - Later(at, state.Tally.LastFillAt) <= options.TriggerGrace))
            {
                return true;
            }
        }

        return false;
    }

    private static DateTimeOffset Later(DateTimeOffset at, DateTimeOffset? other) => other > at ? other.Value : at;

    private static bool Covers(KnownOrder order, Quantity open) => order.Spec is OrderSpec.Conditional stop && (stop.Quantity is not { } quantity || quantity >= open);

    /// <summary>
    /// A stop that the venue took and then reports rejected or expired has failed: the position is closed at once (invariant 2).
    /// Not before every other order has been read: the venue also expires the stop of a position that another order has closed.
    /// </summary>
    private static PositionState CheckFailedStop(PositionState state, DateTimeOffset now)
    {
        var hasFailed = state.Orders.Any(o => o.IsStop && (o.Stage == OrderStage.Expired || o is { Stage: OrderStage.Rejected, RejectCode: null }));
        return hasFailed && state.Closing is null && !state.Orders.Any(o => o.IsLive && o.NextLookAt <= now)
            ? state with { Closing = new Closing("STOP_FAILED", now) }
            : state;
    }

    private static PositionState CheckNaked(PositionState before, PositionState state, DateTimeOffset now, PositionOptions options, List<Notice> notices)
    {
        if (HasConfirmedStop(state, now, options))
        {
            return state is { NakedSince: null, StopDeadline: null, DeadlineExtended: false } ? state : state with { NakedSince = null, StopDeadline = null, DeadlineExtended = false };
        }

        if (state.NakedSince is null)
        {
            return state with { NakedSince = now, StopDeadline = DeadlineFrom(before, state, now, options) };
        }

        if (state.Closing is not null || now < state.StopDeadline - CloseLead)
        {
            return state;
        }

        // Nobody attended since well before the deadline: a crash. One more deadline, then the position goes.
        if (!state.DeadlineExtended && now - before.LastAt >= options.StopDeadline)
        {
            return state with { DeadlineExtended = true, StopDeadline = now + options.StopDeadline };
        }

        notices.Add(new Notice(NoticeLevel.Critical, "NAKED", $"{state.Symbol} has had no confirmed stop since {state.NakedSince.Value.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}: it is closed by a reduce-only market order."));
        return state with { Closing = new Closing("NAKED", now) };
    }

    /// <summary>
    /// The first stop's time runs from the sending of the entry, whenever its fill was learned: it may have filled at once, and its answer
    /// may have been lost. After a crash all of its time is left.
    /// </summary>
    private static DateTimeOffset DeadlineFrom(PositionState before, PositionState state, DateTimeOffset now, PositionOptions options)
    {
        var wasUnattended = now - before.LastAt >= options.StopDeadline;
        return wasUnattended || state.Entry is not { } entry || state.Orders.Any(o => o.IsStop && o.ConfirmedAt is not null)
            ? now + options.StopDeadline
            : entry.SentAt + options.StopDeadline;
    }
}
