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
            wanted.Add(new WantedOrder(OrderRole.Close, 0, Price.None, state.Quantity));
            return wanted;
        }

        if (state.TightStop.IsSet)
        {
            wanted.Add(new WantedOrder(OrderRole.TighterStop, 0, state.TightStop, state.Quantity));
        }

        if (state.Entry is { IsLive: false } entry && state.Tally.Entered >= entry.Done)
        {
            AddTakeProfits(state, plan, options.ExitsOf(plan), wanted);
        }

        return wanted;
    }

    private static void AddTakeProfits(PositionState state, Decisions.OrderTicket plan, ExitOptions exits, List<WantedOrder> wanted)
    {
        if (plan.TakeProfit.IsSet)
        {
            Add(0, plan.TakeProfit.Value, state.Tally.Entered.Value);
            return;
        }

        var risk = Math.Abs(state.Tally.EntryPrice - plan.StopPrice);
        for (var step = 0; step < exits.Ladder.Count; step++)
        {
            var distance = risk * exits.Ladder[step].RiskMultiple * plan.Side.Sign();
            Add(step, state.Tally.EntryPrice.Value + distance, state.Tally.Entered.Value * exits.Ladder[step].Fraction);
        }

        void Add(int step, decimal price, decimal quantity)
        {
            // Rounded away from the entry, so that a step never pays less than its multiple; a step under one lot is left to the stop.
            var trigger = new Price(plan.Side == PositionSide.Long ? Rounding.UpTo(price, plan.TickSize) : Rounding.DownTo(price, plan.TickSize));
            var lots = Rounding.DownTo(quantity, plan.StepSize);
            if (trigger.IsSet && lots > 0)
            {
                wanted.Add(new WantedOrder(OrderRole.TakeProfit, step, trigger, new Quantity(lots)));
            }
        }
    }
}
