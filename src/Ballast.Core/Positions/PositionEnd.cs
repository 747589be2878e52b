using Ballast.Core.Accounting;
using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>The end of an epoch: flat, no live order, and all money known.</summary>
internal static class PositionEnd
{
    /// <summary>True when nothing is open and no order of the epoch is live.</summary>
    public static bool IsFlat(PositionState state) => state.Plan is not null && state.Quantity.IsZero && !state.HasLiveOrders;

    /// <summary>The state after the epoch, or null while it goes on.</summary>
    public static PositionState? TryEnd(PositionState state, DateTimeOffset now)
    {
        if (!IsFlat(state) || state.Outside is { Reason: null } || state.Orders.Any(o => o.Executed > o.Traded))
        {
            return null;
        }

        var plan = state.Plan!;
        if (state.Tally.FirstFillAt is null)
        {
            return Clear(PositionEvolution.Drop(KeepOrders(state), plan.DecisionId, DropReason(state.Entry)));
        }

        return state.Tally.FundingReadAt is null ? null : Clear(Book(KeepOrders(state), now));
    }

    private static PositionState Book(PositionState state, DateTimeOffset now)
    {
        var plan = state.Plan!;
        var tally = state.Tally;
        var trade = new Trade
        {
            Id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{state.Account}|{state.Symbol}|{state.Epoch}"),
            DecisionId = plan.DecisionId,
            Account = state.Account,
            Symbol = state.Symbol,
            Strategy = plan.Strategy,
            Side = plan.Side,
            Quantity = tally.Entered,
            EntryPrice = tally.EntryPrice,
            ExitPrice = tally.ExitPrice,
            EntryAt = tally.FirstFillAt!.Value,
            ExitAt = tally.LastFillAt ?? now,
            Leverage = plan.Leverage,
            Margin = tally.EntryCost / plan.Leverage,
            RealisedPnl = tally.Realised,
            Fees = tally.Fees,
            Funding = tally.Funding,
            StopPrice = plan.StopPrice,
            PlannedLoss = new Money(tally.Entered.Value * Math.Abs(tally.EntryPrice - plan.StopPrice)),
            ReferencePrice = plan.ReferencePrice,
            EntrySlippage = tally.EntryCompared.ToSlippage(plan.Side.Entry()),
            ExitSlippage = tally.ExitCompared.ToSlippage(plan.Side.Exit()),
            Mode = plan.Mode,
            Regime = plan.Regime,
            ExitReason = ExitReason(state),
        };
        state = PositionReports.Add(state, new PositionReport.Closed(trade));
        return state with { Outbox = state.Outbox.Add(new Outgoing.ClosedTrade($"trade-{state.Epoch}", trade)) };
    }

    private static PositionState Clear(PositionState state) => state with
    {
        Plan = null,
        Orders = [],
        Tally = new Tally(),
        Closing = null,
        Unclaimed = null,
        TightStop = Price.None,
        Best = Price.None,
        Mark = Price.None,
        NakedSince = null,
        StopDeadline = null,
        DeadlineExtended = false,
        Mismatch = null,
        Told = null,
        Outside = null,
    };

    /// <summary>
    /// Replaced stops and refused closes that never did anything leave the state for the list of orders once a successor stands:
    /// a stop that trails for days, or a close refused for minutes, makes hundreds, and a state that has grown too large to be
    /// stored could not be looked after any more. The newest of a role stays, so that numbers go on from it.
    /// </summary>
    public static PositionState Retire(PositionState state)
    {
        if (state.Plan is not { } plan)
        {
            return state;
        }

        var kept = new List<KnownOrder>(state.Orders.Count);
        var outbox = state.Outbox;
        foreach (var order in state.Orders)
        {
            if (IsSpent(order) && state.Orders.Any(o => o.Role == order.Role && o.Number > order.Number))
            {
                outbox = outbox.Add(new Outgoing.EndedOrder($"order-{order.Id}", plan.DecisionId, order));
            }
            else
            {
                kept.Add(order);
            }
        }

        return kept.Count == state.Orders.Count ? state : state with { Orders = EquatableList.From(kept), Outbox = outbox };
    }

    // A stop refused for good stays, and so does a backstop that was lost: only so many are tried.
    private static bool IsSpent(KnownOrder order) => !order.IsLive && order.Done.IsZero
        && (order.Role == OrderRole.Close || (order.IsStop && order.IsSentSoon) || (order.Role == OrderRole.TighterStop && order.Stage != OrderStage.Rejected));

    private static PositionState KeepOrders(PositionState state)
    {
        var outbox = state.Outbox;
        foreach (var order in state.Orders)
        {
            outbox = outbox.Add(new Outgoing.EndedOrder($"order-{order.Id}", state.Plan!.DecisionId, order));
        }

        return state with { Outbox = outbox };
    }

    private static string DropReason(KnownOrder? entry) => entry switch
    {
        { Stage: OrderStage.Rejected, RejectCode: { } code } => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"REFUSED_BY_VENUE {code}"),
        { Stage: OrderStage.Absent } => "NEVER_ARRIVED",
        _ => "NOT_FILLED",
    };

    /// <summary>The order that closed last says why; fills of none of our orders say so too.</summary>
    private static string ExitReason(PositionState state)
    {
        if (state.Outside is { Reason: PositionOutside.Liquidated or PositionOutside.Adl } outside)
        {
            return outside.Reason;
        }

        if (state.Closing is { } closing && state.Orders.Any(o => o.Role == OrderRole.Close && !o.Done.IsZero))
        {
            return closing.Reason;
        }

        if (state.Tally.ForeignQuantity < 0)
        {
            return state.Outside?.Reason ?? PositionOutside.Unclear;
        }

        return state.Orders.Any(o => o.IsStop && !o.Done.IsZero) ? "STOP" : "TAKE_PROFIT";
    }
}
