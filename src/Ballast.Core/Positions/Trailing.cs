using Ballast.Core.Decisions;
using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>
/// The tighter stop: break-even after the first partial exit, then behind the best price; or, where it is so set, behind the best price
/// from a multiple of the risk on. It never loosens. Source: requirements §9.
/// </summary>
internal static class Trailing
{
    /// <summary>The price the tighter stop should have; none while there is no reason for one.</summary>
    public static Price Price(PositionState state, ExitOptions exits)
    {
        if (state.Plan is not { } plan || !state.Tally.EntryPrice.IsSet)
        {
            return state.TightStop;
        }

        var sign = plan.Side.Sign();
        var afterPartial = !plan.TakeProfit.IsSet && HasPartialExit(state);
        decimal? wanted = afterPartial ? BreakEvenPrice(state, exits.BreakEven, sign) : null;
        if (state.Best.IsSet && (afterPartial || IsFarEnough(state, plan, exits)))
        {
            var trailed = state.Best.Value - (sign * plan.Atr * exits.Of(plan.Mode).TrailAtrs);
            wanted = wanted is { } floor && (floor - trailed) * sign > 0 ? floor : trailed;
        }

        // A tighter stop that is no tighter than the backstop protects nothing.
        if (wanted is not { } level || (level - plan.StopPrice.Value) * sign <= 0)
        {
            return state.TightStop;
        }

        // Rounded towards the entry's far side: a stop never rounds to a worse price than computed.
        var rounded = new Price(sign > 0 ? Rounding.UpTo(level, plan.TickSize) : Rounding.DownTo(level, plan.TickSize));
        if (!state.TightStop.IsSet)
        {
            return rounded;
        }

        var gain = (rounded - state.TightStop) * sign;
        return gain >= plan.Atr * exits.TrailStepAtrs && gain > 0 ? rounded : state.TightStop;
    }

    /// <summary>
    /// No best price short of this one (for a long: under it) moves the stop; null while none does. It may lie a tick too near, never too far.
    /// </summary>
    public static decimal? MovesFrom(PositionState state, ExitOptions exits)
    {
        if (state.Plan is not { } plan || !state.Tally.EntryPrice.IsSet)
        {
            return null;
        }

        var (sign, entry) = (plan.Side.Sign(), state.Tally.EntryPrice.Value);
        var afterPartial = !plan.TakeProfit.IsSet && HasPartialExit(state);
        if (!afterPartial && exits.TrailFromRisk <= 0)
        {
            return null;
        }

        // Break-even with fees waits for the price to come so far: until then any new best price may.
        if (afterPartial && exits.BreakEven == BreakEven.Fees && BreakEvenPrice(state, exits.BreakEven, sign) == entry)
        {
            return state.Best.IsSet ? state.Best.Value : entry;
        }

        var (stands, least) = state.TightStop.IsSet ? (state.TightStop.Value, plan.Atr * exits.TrailStepAtrs) : (plan.StopPrice.Value, 0);
        var from = stands + (sign * ((plan.Atr * exits.Of(plan.Mode).TrailAtrs) + least - plan.TickSize));
        var start = entry + (sign * Math.Abs(entry - plan.StopPrice.Value) * exits.TrailFromRisk);
        return afterPartial || (from - start) * sign > 0 ? from : start;
    }

    private static bool IsFarEnough(PositionState state, OrderTicket plan, ExitOptions exits) =>
        exits.TrailFromRisk > 0
        && (state.Best - state.Tally.EntryPrice) * plan.Side.Sign() >= Math.Abs(state.Tally.EntryPrice - plan.StopPrice) * exits.TrailFromRisk;

    private static decimal BreakEvenPrice(PositionState state, BreakEven kind, int sign)
    {
        var entry = state.Tally.EntryPrice.Value;
        var traded = state.Tally.EntryCost + state.Tally.ExitCost;
        var rate = kind == BreakEven.Fees && traded > Money.Zero ? state.Tally.Fees.Value / traded.Value : 0;
        if (rate is <= 0 or >= 1)
        {
            return entry;
        }

        // price − entry = rate × (entry + price), solved for the price; the other way round for a short.
        var earned = sign > 0 ? entry * (1 + rate) / (1 - rate) : entry * (1 - rate) / (1 + rate);

        // Where the price has not come so far, such a stop would close at once.
        return state.Best.IsSet && (state.Best.Value - earned) * sign > 0 ? earned : entry;
    }

    private static bool HasPartialExit(PositionState state)
    {
        foreach (var order in state.Orders)
        {
            if (order.Role == OrderRole.TakeProfit && !order.Done.IsZero)
            {
                return true;
            }
        }

        return false;
    }
}
