using Ballast.Core.Decisions;
using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>The tighter stop: break-even after the first partial exit, then behind the best price. It never loosens. Source: requirements §9.</summary>
internal static class Trailing
{
    /// <summary>The price the tighter stop should have; none while there is no reason for one.</summary>
    public static Price Price(PositionState state, ExitOptions exits)
    {
        if (state.Plan is not { } plan || plan.TakeProfit.IsSet || !HasPartialExit(state) || !state.Tally.EntryPrice.IsSet)
        {
            return state.TightStop;
        }

        var sign = plan.Side.Sign();
        var wanted = state.Tally.EntryPrice.Value;
        if (state.Best.IsSet)
        {
            var trailed = state.Best.Value - (sign * plan.Atr * exits.TrailAtrs);
            wanted = sign > 0 ? Math.Max(wanted, trailed) : Math.Min(wanted, trailed);
        }

        // Rounded towards the entry's far side: a stop never rounds to a worse price than computed.
        var rounded = new Price(sign > 0 ? Rounding.UpTo(wanted, plan.TickSize) : Rounding.DownTo(wanted, plan.TickSize));
        if (!state.TightStop.IsSet)
        {
            return rounded;
        }

        var gain = (rounded - state.TightStop) * sign;
        return gain >= plan.Atr * exits.TrailStepAtrs && gain > 0 ? rounded : state.TightStop;
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
