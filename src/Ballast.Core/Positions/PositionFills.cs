using Ballast.Core.Accounting;
using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>Counts fills: quantity to the order that made them, money to the tally.</summary>
internal static class PositionFills
{
    // How long an order of ours may take to show that a fill is its own.
    private static readonly TimeSpan ClaimWithin = TimeSpan.FromSeconds(2);

    public static PositionState Count(PositionState state, EquatableList<Fill> fills, DateTimeOffset now, List<Notice> notices)
    {
        foreach (var fill in fills)
        {
            if (fill.TradeId <= state.LastTradeId)
            {
                continue;
            }

            if (state.Plan is not null && Owner(state, fill) is null && MayStillBeClaimed(state, fill, now))
            {
                // A stop that has just triggered does not tell yet which order it became: it is looked up, and the fill read again.
                return AwaitClaim(state, fill, now) with { FillsReadAt = now };
            }

            state = Add(state, fill, notices) with { LastTradeId = fill.TradeId, Unclaimed = null };
        }

        state = state with { FillsReadAt = now };
        return ProveAbsence(state, now);
    }

    private static PositionState Add(PositionState state, Fill fill, List<Notice> notices)
    {
        if (state.Plan is not { } plan)
        {
            // While flat, fills are somebody else's: they only move the cursor.
            return state;
        }

        var isEntrySide = fill.Side == plan.Side.Entry();
        var tally = state.Tally with
        {
            Realised = state.Tally.Realised + fill.RealisedPnl,
            Fees = state.Tally.Fees + fill.Fee,
            FirstFillAt = state.Tally.FirstFillAt ?? fill.At,
            LastFillAt = fill.At,
        };
        tally = isEntrySide
            ? tally with { Entered = tally.Entered + fill.Quantity, EntryCost = tally.EntryCost + (fill.Price * fill.Quantity) }
            : tally with { Exited = tally.Exited + fill.Quantity, ExitCost = tally.ExitCost + (fill.Price * fill.Quantity) };
        var change = isEntrySide ? fill.Quantity.Value : -fill.Quantity.Value;
        if (Owner(state, fill) is { } owner)
        {
            tally = PositionOutside.Explain(tally, change);
            state = PositionEvolution.Change(state, owner.Id, o => o with { Traded = o.Traded + fill.Quantity, OrderId = o.OrderId == 0 ? fill.OrderId : o.OrderId });
            return state with
            {
                Tally = isEntrySide
                    ? tally with { EntryCompared = tally.EntryCompared.With(fill, owner.Expected) }
                    : tally with { ExitCompared = tally.ExitCompared.With(fill, owner.Expected) },
            };
        }

        state = PositionOutside.Record(state, fill, isEntrySide);
        notices.Add(new Notice(NoticeLevel.Critical, "FOREIGN_FILL", $"A fill on {state.Symbol} (trade {fill.TradeId}, {fill.Side} {fill.Quantity} at {fill.Price}) belongs to none of our orders: liquidation, ADL or by hand."));
        return state with { Tally = PositionOutside.Count(tally, change) };
    }

    private static bool MayStillBeClaimed(PositionState state, Fill fill, DateTimeOffset now)
    {
        var isInTime = state.Unclaimed is not { } seen || seen.TradeId != fill.TradeId || now - seen.SeenAt < ClaimWithin;
        foreach (var order in state.Orders)
        {
            // An order whose id is not known yet is looked up until it is; a conditional one has shown itself when it is not to be looked up any more.
            if (order.Spec.Side == fill.Side && order.IsLive && (isInTime || order.OrderId == 0 || order is { Spec.IsConditional: true, ActualOrderId: null, NextLookAt: not null }))
            {
                return true;
            }
        }

        return false;
    }

    private static PositionState AwaitClaim(PositionState state, Fill fill, DateTimeOffset now)
    {
        if (state.Unclaimed?.TradeId == fill.TradeId)
        {
            return state;
        }

        foreach (var order in state.Orders)
        {
            if (order.IsLive)
            {
                state = PositionEvolution.Change(state, order.Id, o => o with { NextLookAt = now });
            }
        }

        return state with { Unclaimed = new Unclaimed(fill.TradeId, now) };
    }

    private static KnownOrder? Owner(PositionState state, Fill fill)
    {
        foreach (var order in state.Orders)
        {
            if (order.Owns(fill.OrderId))
            {
                return order;
            }
        }

        // An entry whose answer never came has no venue id yet: nothing else of ours trades on that side. On the other side a stop, a
        // take-profit or a close may all have filled: there the fill waits until one of them shows its id.
        return state.Entry is { OrderId: 0, Stage: OrderStage.Sending or OrderStage.Unknown } entry
            && entry.Spec.Side == fill.Side && entry.SentAt <= fill.At.AddSeconds(5) ? entry : null;
    }

    /// <summary>An entry is absent when the venue, asked well after its send window, did not know it and no fill exists.</summary>
    private static PositionState ProveAbsence(PositionState state, DateTimeOffset now)
    {
        if (state.Entry is not { Stage: OrderStage.Unknown or OrderStage.Sending, NotFoundAt: { } notFound } entry || !entry.Done.IsZero)
        {
            return state;
        }

        var provable = PositionTimes.AbsenceProvableFrom(entry);
        return notFound >= provable && now >= provable
            ? PositionEvolution.Change(state, entry.Id, o => o with { Stage = OrderStage.Absent, NextLookAt = null })
            : state;
    }
}
