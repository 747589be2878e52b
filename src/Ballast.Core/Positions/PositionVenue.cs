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

        var theirs = venue.SignedQuantity * plan.Side.Sign();
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

        // The fills explain most differences, with their money: without having read them nothing is taken over.
        if (now - seen.SeenAt < options.MismatchAfter || state.FillsReadAt is not { } readAt || readAt < seen.SeenAt)
        {
            effects.Add(new PositionEffect.ReadFills(state.LastTradeId + 1));
            return state;
        }

        notices.Add(new Notice(NoticeLevel.Critical, "POSITION_MISMATCH", $"{state.Symbol}: we hold {ours} {plan.Side}, the venue shows {venue.SignedQuantity}. The venue's figure is taken."));
        return state with { Mismatch = null, Tally = state.Tally with { ForeignQuantity = state.Tally.ForeignQuantity + (theirs - ours) } };
    }

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
            if (open.Symbol != state.Symbol || !OrderIds.IsOurs(open.Id) || state.Find(open.Id) is { IsLive: true })
            {
                continue;
            }

            notices.Add(new Notice(NoticeLevel.Warning, "STRAY_ORDER", $"The open order {open.Id} on {state.Symbol} belongs to no position of ours; it is cancelled."));
            effects.Add(new PositionEffect.CancelStray(open));
        }

        return state;
    }
}
