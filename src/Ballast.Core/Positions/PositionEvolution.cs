using Ballast.Core.Accounting;
using Ballast.Core.Decisions;
using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>How a fact changes what is known. Facts seen before change nothing.</summary>
internal static class PositionEvolution
{
    public static PositionState Apply(PositionState state, PositionFact fact, DateTimeOffset now, PositionOptions options, List<Notice> notices, List<PositionEffect> effects) => fact switch
    {
        PositionFact.Woken => state,
        PositionFact.TicketArrived arrived => Arrive(state, arrived.Ticket, now),
        PositionFact.TicketExpired expired => Expire(state, expired),
        PositionFact.CloseAsked close => Close(state, close, now),
        PositionFact.EntryCleared cleared => Clear(state, cleared, now),
        PositionFact.EntryRefused refused => state.Waiting?.DecisionId == refused.DecisionId ? Drop(state with { Waiting = null }, refused.DecisionId, refused.Code) : state,
        PositionFact.EntryNotSent unsent => Change(state, unsent.Id, o => o.Stage is OrderStage.Sending ? o with { Stage = OrderStage.Absent, NextLookAt = null } : o),
        PositionFact.OrderHappened happened => Happen(state, happened, now, notices, effects),
        PositionFact.StopFound found => PositionRefusals.TakeFound(state, found, now, notices, effects),
        PositionFact.FillsRead read => PositionFills.Count(state, read.Fills, now, notices),
        // Funding counts once the position is flat; an answer that comes late belongs to an earlier epoch.
        PositionFact.FundingRead funding => PositionOutside.Fund(state, funding, now),
        PositionFact.ForcedRead forced => PositionOutside.Explain(state, forced, notices),
        PositionFact.PriceSeen price => See(state, price.Mark),
        PositionFact.VenueSeen venue => PositionVenue.Compare(See(state, venue.Mark), venue, now, options, notices, effects),
        PositionFact.Delivered delivered => state with { Outbox = EquatableList.From(state.Outbox.Where(o => !delivered.Ids.Contains(o.Id))) },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static PositionState Change(PositionState state, ClientOrderId id, Func<KnownOrder, KnownOrder> change)
    {
        for (var i = 0; i < state.Orders.Count; i++)
        {
            if (state.Orders[i].Id == id)
            {
                return state with { Orders = state.Orders.SetItem(i, change(state.Orders[i])) };
            }
        }

        return state;
    }

    /// <summary>A ticket that comes to nothing: its hold goes back.</summary>
    public static PositionState Drop(PositionState state, string decisionId, string reason) =>
        PositionReports.Add(state, new PositionReport.Dropped(decisionId, reason));

    private static PositionState Arrive(PositionState state, OrderTicket ticket, DateTimeOffset now)
    {
        if (ticket.Sequence <= state.TicketSequence)
        {
            return state;
        }

        state = state with { TicketSequence = ticket.Sequence };
        if (ticket.Sequence < state.CloseSequence)
        {
            return Drop(state, ticket.DecisionId, "VOIDED_BY_CLOSE");
        }

        if (now > ticket.ValidUntil)
        {
            return Drop(state, ticket.DecisionId, "EXPIRED");
        }

        return state.Waiting is { } older
            ? Drop(state with { Waiting = ticket }, older.DecisionId, "SUPERSEDED")
            : state with { Waiting = ticket };
    }

    private static PositionState Expire(PositionState state, PositionFact.TicketExpired expired)
    {
        if (state.Waiting is { } waiting && waiting.DecisionId == expired.DecisionId)
        {
            return Drop(state with { Waiting = null }, expired.DecisionId, expired.Reason);
        }

        return expired.Sequence <= state.TicketSequence
            ? state
            : Drop(state with { TicketSequence = expired.Sequence }, expired.DecisionId, expired.Reason);
    }

    private static PositionState Close(PositionState state, PositionFact.CloseAsked close, DateTimeOffset now)
    {
        if (close.Sequence <= state.CloseSequence)
        {
            return state;
        }

        state = state with { CloseSequence = close.Sequence };
        if (state.Waiting is { } waiting && waiting.Sequence < close.Sequence)
        {
            state = Drop(state with { Waiting = null }, waiting.DecisionId, "VOIDED_BY_CLOSE");
        }

        return state.Plan is { } plan && plan.Sequence < close.Sequence && state.Closing is null
            ? state with { Closing = new Closing(close.Reason, now) }
            : state;
    }

    private static PositionState Clear(PositionState state, PositionFact.EntryCleared cleared, DateTimeOffset now)
    {
        if (state.Waiting is not { } ticket || ticket.DecisionId != cleared.DecisionId || state.Plan is not null || state.IsForeign || now > ticket.ValidUntil || now >= cleared.SendBefore)
        {
            return state;
        }

        var id = OrderIds.For(ticket, OrderRole.Entry, 0, 0);
        var entry = new KnownOrder
        {
            Spec = new OrderSpec.Limit(id, ticket.Symbol, ticket.Side.Entry(), cleared.Quantity is { } fits && fits < ticket.Quantity ? fits : ticket.Quantity, ticket.LimitPrice, TimeInForce.IOC, ReduceOnly: false),
            Role = OrderRole.Entry,
            Stage = OrderStage.Sending,
            SentAt = now,
            SendBefore = cleared.SendBefore,
            NextLookAt = cleared.SendBefore,
            Expected = cleared.Expected,
        };
        return state with
        {
            Waiting = null,
            Plan = ticket,
            Epoch = state.Epoch + 1,
            Orders = [entry],
            Tally = new Tally(),
            Closing = null,
            TightStop = Price.None,
            Best = Price.None,
            Mark = Price.None,
            NakedSince = null,
            StopDeadline = null,
            DeadlineExtended = false,
            Mismatch = null,
            Outside = null,
        };
    }

    private static PositionState Happen(PositionState state, PositionFact.OrderHappened happened, DateTimeOffset now, List<Notice> notices, List<PositionEffect> effects)
    {
        var before = state.Find(happened.Id);
        state = Change(state, happened.Id, o => OrderLife.Next(o, happened.Event, now));
        PositionVenue.NoteRemovedStop(before, state, happened.Id, notices);
        return before is { IsLive: true } && state.Find(happened.Id) is { } refused && (refused.Stage == OrderStage.Rejected || (refused.RejectCode is not null && before.RejectCode is null))
            ? PositionRefusals.React(state, refused, isNews: before.RejectCode is null, now, notices, effects)
            : state;
    }

    private static PositionState See(PositionState state, Price mark)
    {
        if (state.Plan is not { } plan || state.Quantity.IsZero || !mark.IsSet)
        {
            return state;
        }

        var better = !state.Best.IsSet || (mark - state.Best) * plan.Side.Sign() > 0;
        return state with { Mark = mark, Best = better ? mark : state.Best };
    }
}
