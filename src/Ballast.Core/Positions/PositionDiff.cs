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
        var number = 0;
        foreach (var order in state.Orders)
        {
            if (order.Role != wanted.Role || order.LadderStep != wanted.LadderStep)
            {
                continue;
            }

            number = Math.Max(number, order.Number + 1);
            if (order.IsLive && (wanted.Role != OrderRole.TighterStop || Fits(order, wanted)))
            {
                return state;
            }

            // A take-profit that ended by itself has had its chance; only one that never arrived is sent again.
            if (wanted.Role == OrderRole.TakeProfit && order.Stage != OrderStage.Absent)
            {
                return state;
            }
        }

        if (wanted.Role is OrderRole.Backstop && number >= options.MaxStops)
        {
            return state.Closing is null ? state with { Closing = new Closing(PositionVenue.WereStopsRemoved(state) ? "STOP_REMOVED" : "STOP_REFUSED", now) } : state;
        }

        if (wanted.Role is OrderRole.TighterStop && state.Orders.Count(o => o.Role == OrderRole.TighterStop && o.Stage == OrderStage.Rejected) >= options.MaxStops)
        {
            return state;
        }

        // A close that was just refused is tried again a second later, not at once.
        if (wanted.Role is OrderRole.Close && state.Orders.Any(o => o.Role == OrderRole.Close && o.Stage == OrderStage.Rejected && now - o.SentAt < TimeSpan.FromSeconds(1)))
        {
            return state;
        }

        return state with { Orders = state.Orders.Add(Create(plan, wanted, number, now, options)) };
    }

    private static bool Fits(KnownOrder order, WantedOrder wanted) =>
        order.Spec is OrderSpec.Conditional spec && spec.Trigger == wanted.Trigger && spec.Quantity == wanted.Quantity;

    private static KnownOrder Create(OrderTicket plan, WantedOrder wanted, int number, DateTimeOffset now, PositionOptions options)
    {
        var id = OrderIds.For(plan, wanted.Role, wanted.LadderStep, number);
        var side = plan.Side.Exit();
        OrderSpec spec = wanted.Role switch
        {
            OrderRole.Backstop or OrderRole.TighterStop => new OrderSpec.Conditional(id, plan.Symbol, side, ConditionalType.StopMarket, wanted.Trigger, wanted.Quantity, WorkingType.MarkPrice),
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
