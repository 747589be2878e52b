using Ballast.Core.Decisions;
using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>The difference between what is known and what is wanted: new orders into the state, everything else as effects.</summary>
internal static class PositionDiff
{
    public static PositionState Apply(PositionState state, DateTimeOffset now, PositionOptions options, List<PositionEffect> effects)
    {
        if (state.Plan is not { } plan)
        {
            if (state.Waiting is { } ticket && !state.IsForeign && !effects.Any(e => e is PositionEffect.PrepareEntry))
            {
                effects.Add(new PositionEffect.PrepareEntry(ticket, state.LastTradeId + 1));
            }

            return state;
        }

        // While orders are being read back in this very step, what has become of them decides whether anything is missing;
        // only the first stop of a position never waits.
        var isReading = state.Orders.Any(o => o.IsLive && o.NextLookAt <= now);
        foreach (var wanted in PositionPlan.Wanted(state, options))
        {
            if (isReading && wanted.Role is (OrderRole.Backstop or OrderRole.TighterStop) && state.Orders.Any(o => o.IsStop))
            {
                continue;
            }

            state = Ensure(state, plan, wanted, now, options);
        }

        state = CancelUnwanted(state, now, options, effects);
        return LookUps(state, now, effects);
    }

    private static PositionState Ensure(PositionState state, OrderTicket plan, WantedOrder wanted, DateTimeOffset now, PositionOptions options)
    {
        KnownOrder? newest = null;
        foreach (var order in state.Orders)
        {
            if (order.Role != wanted.Role || order.LadderStep != wanted.LadderStep)
            {
                continue;
            }

            newest = newest is null || order.Number > newest.Number ? order : newest;
            if (order.IsLive && (wanted.Role != OrderRole.TighterStop || Fits(order, wanted)) && !MayBeRepeated(state, order))
            {
                return state;
            }
        }

        var number = newest is null ? 0 : newest.Number + 1;
        var isSoon = newest is { Stage: OrderStage.Rejected } && now - newest.SentAt < VenueCodes.SendAgainAfter;
        switch (wanted.Role)
        {
            case OrderRole.Backstop or OrderRole.TighterStop when newest is not null:
                // Sent again only where it can help, and not at once where the venue asked for patience.
                if (IsHopeless(newest, wanted) || (newest.IsSentSoon && isSoon))
                {
                    return state;
                }

                if (Tries(state, wanted.Role) >= options.MaxStops)
                {
                    return wanted.Role == OrderRole.TighterStop || state.Closing is not null ? state : state with { Closing = new Closing(PositionVenue.WereStopsRemoved(state) ? "STOP_REMOVED" : "STOP_REFUSED", now) };
                }

                break;
            case OrderRole.TakeProfit when newest is not null:
                if (!MayTakeProfitAgain(newest, options) || (newest.IsSentSoon && isSoon))
                {
                    return state;
                }

                // The price is already there: the step is sold at the market.
                wanted = newest.Refusal == VenueMeaning.PriceThrough ? wanted with { Trigger = Price.None } : wanted;
                break;
            case OrderRole.Close when isSoon || (newest is { Stage: OrderStage.Rejected, NotFoundAt: { } at } && now - at < VenueCodes.SendAgainAfter):
                // A close that was just refused, or proved so, is tried again a second later: the position is read first.
                return state;
            default:
                break;
        }

        return state with { Orders = state.Orders.Add(Create(state, plan, wanted, number, now, options)) };
    }

    // Unproved closes at a time; the next one waits until the first is proved absent.
    private const int MostUnprovedCloses = 3;

    /// <summary>A close that the venue does not know yet may still arrive; since it only reduces, the next one does not wait for the proof.</summary>
    private static bool MayBeRepeated(PositionState state, KnownOrder order) =>
        IsUnprovedClose(order) && state.Orders.Count(IsUnprovedClose) < MostUnprovedCloses;

    private static bool IsUnprovedClose(KnownOrder order) => order is { Role: OrderRole.Close, Stage: OrderStage.Unknown, NotFoundAt: not null };

    /// <summary>Refused for what it asks for: the same order would be refused again.</summary>
    private static bool IsHopeless(KnownOrder newest, WantedOrder wanted) =>
        newest.Refusal?.Stop == StopReaction.WaitForDeadline && newest.Spec is OrderSpec.Conditional spec && spec.Trigger == wanted.Trigger;

    /// <summary>The orders of a role that count against <see cref="PositionOptions.MaxStops"/>: those taken away and those refused for good; of tighter stops, which come and go, the refused. Lost ones are the deadline's matter.</summary>
    private static int Tries(PositionState state, OrderRole role) =>
        state.Orders.Count(o => o.Role == role && !o.IsLive && !o.IsSentSoon && o.Stage != OrderStage.Absent && (role == OrderRole.Backstop || o.Stage == OrderStage.Rejected));

    /// <summary>A take-profit that ended by itself has had its chance. One that never arrived, or was refused for a passing reason, is sent again; one whose price is through, at the market.</summary>
    private static bool MayTakeProfitAgain(KnownOrder newest, PositionOptions options) =>
        newest.Stage == OrderStage.Absent
        || (newest.Spec.IsConditional && newest.Refusal == VenueMeaning.PriceThrough)
        || (newest.IsSentSoon && newest.Number + 1 < options.MaxStops);

    private static bool Fits(KnownOrder order, WantedOrder wanted) =>
        order.Spec is OrderSpec.Conditional spec && spec.Trigger == wanted.Trigger && spec.Quantity == wanted.Quantity;

    private static KnownOrder Create(PositionState state, OrderTicket plan, WantedOrder wanted, int number, DateTimeOffset now, PositionOptions options)
    {
        var id = OrderIds.For(plan, wanted.Role, wanted.LadderStep, number);
        var side = plan.Side.Exit();
        OrderSpec spec = wanted.Role switch
        {
            OrderRole.Backstop or OrderRole.TighterStop => new OrderSpec.Conditional(id, plan.Symbol, side, ConditionalType.StopMarket, wanted.Trigger, wanted.Quantity, WorkingType.MarkPrice),
            OrderRole.TakeProfit when !wanted.Trigger.IsSet => new OrderSpec.Market(id, plan.Symbol, side, wanted.Quantity!.Value, ReduceOnly: true),
            OrderRole.TakeProfit => new OrderSpec.Conditional(id, plan.Symbol, side, ConditionalType.TakeProfitMarket, wanted.Trigger, wanted.Quantity, WorkingType.MarkPrice),
            OrderRole.Close => new OrderSpec.Market(id, plan.Symbol, side, wanted.Quantity!.Value, ReduceOnly: true),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return new KnownOrder
        {
            Spec = spec,
            Role = wanted.Role,
            LadderStep = wanted.LadderStep,
            Number = number,
            Stage = OrderStage.Sending,
            SentAt = now,
            SendBefore = now + options.SendWindow,
            NextLookAt = now + options.SendWindow,
            Expected = wanted.Trigger.IsSet ? wanted.Trigger : state.Mark,
        };
    }

    private static PositionState CancelUnwanted(PositionState state, DateTimeOffset now, PositionOptions options, List<PositionEffect> effects)
    {
        var isFlat = state.Quantity.IsZero && state.Entry is { IsLive: false };
        foreach (var order in state.Orders)
        {
            if (!order.IsLive || order.Stage is OrderStage.Sending or OrderStage.Unknown || order.Role is OrderRole.Entry or OrderRole.Close)
            {
                continue;
            }

            var isReplaced = order.Role == OrderRole.TighterStop && IsReplaced(state, order);
            var isInTheWay = order.Role == OrderRole.TakeProfit && state.Closing is not null;
            if ((isFlat || isReplaced || isInTheWay) && (order.CancelSentAt is not { } sent || now - sent >= TimeSpan.FromSeconds(8)))
            {
                state = PositionEvolution.Change(state, order.Id, o => OrderLife.Next(o, new OrderEvent.CancelSent(), now));
                effects.Add(new PositionEffect.Cancel(order));
            }
        }

        return state;
    }

    /// <summary>New, then old: a stop goes only when a newer one is confirmed.</summary>
    private static bool IsReplaced(PositionState state, KnownOrder old)
    {
        foreach (var order in state.Orders)
        {
            if (order.Role == OrderRole.TighterStop && order.Number > old.Number && order is { Stage: OrderStage.Working, ConfirmedAt: not null })
            {
                return true;
            }
        }

        return false;
    }

    private static PositionState LookUps(PositionState state, DateTimeOffset now, List<PositionEffect> effects)
    {
        var readsFills = false;
        foreach (var order in state.Orders)
        {
            if (order.IsLive && order.NextLookAt is { } due && now >= due)
            {
                effects.Add(new PositionEffect.LookUp(order));
            }

            readsFills |= order.Executed > order.Traded || (order.Role == OrderRole.Entry && order.NotFoundAt is { } at && at >= PositionTimes.AbsenceProvableFrom(order) && order.IsLive);
        }

        // Orders are looked up before fills are read, so that each fill finds its order.
        if (effects.RemoveAll(e => e is PositionEffect.ReadFills) > 0 || readsFills || state.Unclaimed is not null)
        {
            effects.Add(new PositionEffect.ReadFills(state.LastTradeId + 1));
        }

        if (PositionEnd.IsFlat(state) && state.Tally.FirstFillAt is { } entered && state.Tally.FundingReadAt is null && !readsFills)
        {
            effects.Add(new PositionEffect.ReadFunding(entered));
        }

        return state;
    }
}
