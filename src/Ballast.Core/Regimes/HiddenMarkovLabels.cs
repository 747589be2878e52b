using Ballast.Core.Market;

namespace Ballast.Core.Regimes;

/// <summary>Puts a fitted model's states in a stable order and says what they mean.</summary>
public static class HiddenMarkovLabels
{
    /// <summary>
    /// With a model before it, each state takes the place of the nearest earlier one (the assignment with the least total distance) and keeps its
    /// label a little longer than a new state would get it; without, states go from the lowest mean return to the highest.
    /// </summary>
    public static HiddenMarkovModel Label(HiddenMarkovModel model, HiddenMarkovModel? previous, HiddenMarkovOptions options)
    {
        var places = previous is null ? [] : Match(model.States.Span, previous.States.Span);
        var order = Enumerable.Range(0, model.States.Count)
            .OrderBy(i => previous is null ? 0 : places[i])
            .ThenBy(i => model.States[i].Return)
            .ToArray();
        var deviation = model.ReturnDeviation;
        var states = order.Select(i => model.States[i] with
        {
            Phase = PhaseOf(model.States[i].Return, deviation, previous is not null && places[i] < previous.States.Count ? previous.States[places[i]].Phase : null, options),
        });
        var transitions = from row in order from column in order select model.Transitions[(row * order.Length) + column];
        return model with { States = EquatableList.From(states), Transitions = EquatableList.From(transitions) };
    }

    private static MarketPhase PhaseOf(double meanReturn, double deviation, MarketPhase? previous, HiddenMarkovOptions options)
    {
        var from = options.DirectedFrom * deviation;
        var bullFrom = from * (previous == MarketPhase.Bull ? options.HeldShare : 1);
        var bearFrom = from * (previous == MarketPhase.Bear ? options.HeldShare : 1);
        return meanReturn > 0 && meanReturn >= bullFrom ? MarketPhase.Bull
            : meanReturn < 0 && meanReturn <= -bearFrom ? MarketPhase.Bear
            : MarketPhase.Range;
    }

    /// <summary>For each state the place of the earlier state it continues; a state that continues none gets the first place behind them.</summary>
    private static int[] Match(ReadOnlySpan<HiddenState> states, ReadOnlySpan<HiddenState> previous)
    {
        var places = new int[states.Length];
        var best = new int[states.Length];
        var least = double.PositiveInfinity;
        Assign(states, previous, 0, 0, 0, places, best, ref least);
        return best;
    }

    private static void Assign(
        ReadOnlySpan<HiddenState> states, ReadOnlySpan<HiddenState> previous, int next, int taken, double distance, int[] places, int[] best, ref double least)
    {
        if (distance >= least)
        {
            return;
        }

        if (next == states.Length)
        {
            least = distance;
            places.CopyTo(best, 0);
            return;
        }

        for (var place = 0; place < previous.Length; place++)
        {
            if ((taken & (1 << place)) == 0)
            {
                places[next] = place;
                Assign(states, previous, next + 1, taken | (1 << place), distance + states[next].DistanceTo(previous[place]), places, best, ref least);
            }
        }

        // As many states as there are too many continue none.
        if (next - System.Numerics.BitOperations.PopCount((uint)taken) < states.Length - previous.Length)
        {
            places[next] = previous.Length;
            Assign(states, previous, next + 1, taken, distance, places, best, ref least);
        }
    }
}
