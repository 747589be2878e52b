using Ballast.Core.Decisions;
using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>An order that must exist.</summary>
/// <param name="Trigger">None for market orders.</param>
/// <param name="Quantity">Null: close-position.</param>
public sealed record WantedOrder(OrderRole Role, int LadderStep, Price Trigger, Quantity? Quantity);

/// <summary>The orders that a position must have, given what is known. Pure; source: design §1, requirements §9.</summary>
public static class PositionPlan
{
    public static IReadOnlyList<WantedOrder> Wanted(PositionState state, PositionOptions options)
    {
        var wanted = new List<WantedOrder>();
        if (state.Plan is not { } plan || state.Quantity.IsZero)
        {
            return wanted;
        }

        // The backstop stays as long as the position does, whatever else happens.
        wanted.Add(new WantedOrder(OrderRole.Backstop, 0, plan.StopPrice, null));
        if (state.Closing is not null)
        {
            wanted.Add(new WantedOrder(OrderRole.Close, 0, Price.None, CloseQuantity(state, plan)));
            return wanted;
        }

        if (state.TightStop.IsSet)
        {
            wanted.Add(new WantedOrder(OrderRole.TighterStop, 0, state.TightStop, state.Quantity));
        }

        if (IsEntered(state))
        {
            AddTakeProfits(state, plan, options.ExitsOf(plan).Of(plan.Mode), wanted);
        }

        return wanted;
    }

    /// <summary>True once the entry has ended and all of its fills are counted.</summary>
    public static bool IsEntered(PositionState state) => state.Entry is { IsLive: false } entry && state.Tally.Entered >= entry.Done;

    /// <summary>
    /// All that is open; half of the last try where the venue refused it as too large or for want of liquidity, and then in parts of that size.
    /// A rest under the least lot is asked for as one lot: reduce-only is cut to what is open.
    /// </summary>
    private static Quantity CloseQuantity(PositionState state, OrderTicket plan)
    {
        var open = state.Quantity;
        if (state.Orders.LastOrDefault(o => o.Role == OrderRole.Close) is { IsLive: false, Spec: OrderSpec.Market { Quantity: var tried } } last && tried < open)
        {
            open = last.Stage == OrderStage.Filled || last.Refusal?.Close == CloseReaction.SendSmaller ? tried : open;
        }

        if (state.Orders.LastOrDefault(o => o.Role == OrderRole.Close) is { Refusal.Close: CloseReaction.SendSmaller, Spec: OrderSpec.Market { Quantity: var refused } })
        {
            open = new Quantity(Math.Min(open.Value, Rounding.DownTo(refused.Value / 2, plan.StepSize)));
        }

        return open.Value < plan.LeastLot ? new Quantity(plan.LeastLot) : open;
    }

    private static void AddTakeProfits(PositionState state, OrderTicket plan, ExitProfile exits, List<WantedOrder> wanted)
    {
        var (entered, entry) = (state.Tally.Entered, state.Tally.EntryPrice);
        if (plan.TakeProfit.IsSet)
        {
            Add(0, plan.TakeProfit.Value, entered);
            return;
        }

        var risk = Math.Abs(entry - plan.StopPrice);
        var lots = ExitLots.Split(entered, exits.Ladder, plan.StepSize, plan.LeastLot);
        for (var step = 0; step < exits.Ladder.Count; step++)
        {
            var rung = exits.Ladder[step];
            var distance = rung.Unit switch
            {
                LadderUnit.Risk => risk * rung.Distance,
                LadderUnit.Percent => entry.Value * rung.Distance / 100,
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            Add(step, entry.Value + (distance * plan.Side.Sign()), lots[step]);
        }

        void Add(int step, decimal price, Quantity quantity)
        {
            // Rounded away from the entry, so that a step never pays less than its distance.
            var trigger = price <= 0 ? Price.None : new Price(plan.Side == PositionSide.Long ? Rounding.UpTo(price, plan.TickSize) : Rounding.DownTo(price, plan.TickSize));
            if (trigger.IsSet && !quantity.IsZero)
            {
                wanted.Add(new WantedOrder(OrderRole.TakeProfit, step, trigger, quantity));
            }
        }
    }
}
