using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>Compares what we know with what the venue shows. Absence counts only when it is seen twice, with no order of ours in flight.</summary>
internal static class PositionVenue
{
    public static PositionState Compare(PositionState state, PositionFact.VenueSeen venue, DateTimeOffset now, PositionOptions options, List<Notice> notices, List<PositionEffect> effects)
    {
        state = CompareOrders(state, venue, now, notices, effects);
        if (state.Plan is not { } plan)
        {
            return Foreign(state, venue.SignedQuantity != 0, venue, notices);
        }

        // Beyond flat it is somebody else's position, not ours.
        var theirs = Math.Max(0, venue.SignedQuantity * plan.Side.Sign());
        var ours = state.Quantity.Value;
        if (theirs == ours)
        {
            return state with { Mismatch = null };
        }

        if (state.Orders.Any(o => o.Stage is OrderStage.Sending or OrderStage.Unknown or OrderStage.Triggered || (o.IsLive && o.Role is OrderRole.Entry or OrderRole.Close)))
        {
            return state;
        }

        if (state.Mismatch is not { } seen || seen.VenueQuantity != venue.SignedQuantity)
        {
            effects.Add(new PositionEffect.ReadFills(state.LastTradeId + 1));
            return state with { Mismatch = new Mismatch(venue.SignedQuantity, now) };
        }

        // The fills explain most differences, with their money: without having read and counted them nothing is taken over.
        if (state.Unclaimed is not null || now - seen.SeenAt < options.MismatchAfter || state.FillsReadAt is not { } readAt || readAt < seen.SeenAt)
        {
            effects.Add(new PositionEffect.ReadFills(state.LastTradeId + 1));
            return state;
        }

        notices.Add(new Notice(NoticeLevel.Critical, "POSITION_MISMATCH", $"{state.Symbol}: we hold {ours} {plan.Side}, the venue shows {venue.SignedQuantity}. The venue's figure is taken."));
        return PositionOutside.Assume(state, theirs - ours) with { Mismatch = null };
    }

    /// <summary>A stop that ended cancelled although we did not ask for it: it is put back by the next difference; the second time that is critical.</summary>
    public static void NoteRemovedStop(KnownOrder? before, PositionState state, ClientOrderId id, List<Notice> notices)
    {
        if (before is not { IsLive: true, IsStop: true, CancelSentAt: null } || state.Quantity.IsZero || state.Find(id) is not { Stage: OrderStage.Canceled })
        {
            return;
        }

        var times = state.Orders.Count(IsRemovedStop);
        notices.Add(times <= 1
            ? new Notice(NoticeLevel.Warning, "STOP_PUT_BACK", $"{state.Symbol}: the stop {id} was cancelled, not by us; it is put back.")
            : new Notice(NoticeLevel.Critical, "STOP_REMOVED_BY_HAND", $"{state.Symbol}: the stop {id} was cancelled, not by us, for the {times}. time; it is put back while it may be, then the position is closed."));
    }

    /// <summary>True when the last backstop ended by somebody else's cancel.</summary>
    public static bool WereStopsRemoved(PositionState state) => state.Orders.LastOrDefault(o => o.Role == OrderRole.Backstop) is { } last && IsRemovedStop(last);

    private static bool IsRemovedStop(KnownOrder order) => order is { IsStop: true, Stage: OrderStage.Canceled, CancelSentAt: null };

    private static PositionState Foreign(PositionState state, bool isForeign, PositionFact.VenueSeen venue, List<Notice> notices)
    {
        if (isForeign && !state.IsForeign)
        {
            notices.Add(new Notice(NoticeLevel.Critical, "FOREIGN_POSITION", $"The venue shows a position of {venue.SignedQuantity} on {state.Symbol} that is not ours: no entries there until it is gone."));
        }

        return state with { IsForeign = isForeign };
    }

    private static PositionState CompareOrders(PositionState state, PositionFact.VenueSeen venue, DateTimeOffset now, List<Notice> notices, List<PositionEffect> effects)
    {
        foreach (var order in state.Orders)
        {
            if (order.Stage == OrderStage.Working && !venue.Open.Any(o => o.Id == order.Id))
            {
                state = PositionEvolution.Change(state, order.Id, o => o with { NextLookAt = now });
            }
        }

        foreach (var open in venue.Open)
        {
            // An open order that we know as ended is a stray too; one that nobody knows is somebody else's and is left alone.
            var isStray = venue.Strays.Contains(open.Id) || state.Find(open.Id) is { IsLive: false };
            if (open.Symbol != state.Symbol || !isStray)
            {
                continue;
            }

            notices.Add(new Notice(NoticeLevel.Warning, "STRAY_ORDER", $"The open order {open.Id} on {state.Symbol} belongs to no position of ours; it is cancelled."));
            effects.Add(new PositionEffect.CancelStray(open));
        }

        return state;
    }
}
