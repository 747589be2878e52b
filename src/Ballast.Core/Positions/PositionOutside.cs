using Ballast.Core.Accounting;
using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>
/// What is taken from a position by no order of ours: by hand, by liquidation, by ADL. The venue is asked which, before the trade is
/// booked. Source: facts.md §4; GET /fapi/v1/forceOrders, client ids <c>autoclose-…</c> and <c>adl_autoclose</c>.
/// </summary>
internal static class PositionOutside
{
    public const string Liquidated = "LIQUIDATED";
    public const string Adl = "ADL";
    public const string ByHand = "BY_HAND";
    public const string Unclear = "LIQUIDATED_OR_BY_HAND";

    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);

    /// <summary>A fill without an order of ours: into the list of orders under an id derived from it, so that it stands there once.</summary>
    public static PositionState Record(PositionState state, Fill fill, bool isEntrySide)
    {
        var id = new ClientOrderId(FormattableString.Invariant($"out-{DerivedId.Of("outside", $"{state.Account}|{state.Symbol}|{fill.TradeId}")}"));
        var order = new KnownOrder
        {
            Spec = new OrderSpec.Market(id, state.Symbol, fill.Side, fill.Quantity, ReduceOnly: !isEntrySide),
            Role = OrderRole.Outside,
            Stage = OrderStage.Filled,
            SentAt = fill.At,
            SendBefore = fill.At,
            OrderId = fill.OrderId,
            Executed = fill.Quantity,
            Traded = fill.Quantity,
        };
        state = state with { Outbox = state.Outbox.Add(new Outgoing.EndedOrder($"order-{id}", state.Plan!.DecisionId, order)) };
        return isEntrySide ? state : Left(state, fill.At);
    }

    /// <summary>A change of quantity by a fill of none of our orders.</summary>
    public static Tally Count(Tally tally, decimal change)
    {
        tally = Explain(tally, change);
        return tally with { ForeignQuantity = tally.ForeignQuantity + change };
    }

    /// <summary>A change of quantity whose fill is seen now, whoever's it is: what was taken over before does not count again.</summary>
    public static Tally Explain(Tally tally, decimal change)
    {
        var known = change > 0 ? Math.Clamp(tally.Assumed, 0, change) : Math.Clamp(tally.Assumed, change, 0);
        return tally with { ForeignQuantity = tally.ForeignQuantity - known, Assumed = tally.Assumed - known };
    }

    /// <summary>The venue's figure is taken; its fills are not seen yet.</summary>
    public static PositionState Assume(PositionState state, decimal change)
    {
        var tally = state.Tally with { ForeignQuantity = state.Tally.ForeignQuantity + change, Assumed = state.Tally.Assumed + change };
        state = state with { Tally = tally };
        return change < 0 ? Left(state, tally.FirstFillAt ?? state.LastAt) : state;
    }

    /// <summary>The venue's answer: its own orders on the exit side since then say liquidation or ADL; none says by hand.</summary>
    public static PositionState Explain(PositionState state, PositionFact.ForcedRead forced, List<Notice> notices)
    {
        if (state is not { Outside: { Reason: null } outside, Plan: { } plan })
        {
            return state;
        }

        if (forced.Orders is not { } orders)
        {
            return state with { Outside = outside with { Reason = Unclear } };
        }

        var reason = ByHand;
        foreach (var order in orders)
        {
            if (order.Symbol != state.Symbol || order.Side != plan.Side.Exit() || order.UpdatedAt < outside.From)
            {
                continue;
            }

            reason = order.Id.Value.StartsWith("autoclose-", StringComparison.Ordinal) ? Liquidated
                : order.Id.Value.StartsWith("adl_autoclose", StringComparison.Ordinal) && reason != Liquidated ? Adl
                : reason;
        }

        if (reason != ByHand)
        {
            notices.Add(Told(state, reason));
        }

        return state with { Outside = outside with { Reason = reason } };
    }

    /// <summary>Funding counts once the position is flat, and once; an answer that comes late belongs to an earlier epoch.</summary>
    public static PositionState Fund(PositionState state, PositionFact.FundingRead funding, DateTimeOffset now)
    {
        if (!PositionEnd.IsFlat(state) || state.Tally.FundingReadAt is not null)
        {
            return state;
        }

        state = state with { Tally = state.Tally with { Funding = funding.Total, Fees = state.Tally.Fees - funding.Cleared, FundingReadAt = now } };
        return funding.Cleared == Money.Zero ? state : state with { Outside = new OutsideExit(state.Tally.FirstFillAt ?? now, Liquidated, state.Outside?.AskedAt) };
    }

    /// <summary>Asks while it is not known, at most every 5 s.</summary>
    public static PositionState Ask(PositionState state, DateTimeOffset now, List<PositionEffect> effects)
    {
        if (state is not { Plan: not null, Outside: { Reason: null } outside } || now - outside.AskedAt < AskAgainAfter)
        {
            return state;
        }

        effects.Add(new PositionEffect.ReadForced(outside.From));
        return state with { Outside = outside with { AskedAt = now } };
    }

    private static PositionState Left(PositionState state, DateTimeOffset at) =>
        state.Outside switch
        {
            { Reason: Liquidated } => state,
            { Reason: null } earlier => state with { Outside = earlier with { From = at < earlier.From ? at : earlier.From } },
            _ => state with { Outside = new OutsideExit(at) },
        };

    private static Notice Told(PositionState state, string reason) =>
        new(NoticeLevel.Critical, reason, $"{state.Symbol}: the venue has taken from our position by {(reason == Adl ? "auto-deleveraging" : "liquidation")}; we hold {state.Quantity} {state.Side} now.");
}
