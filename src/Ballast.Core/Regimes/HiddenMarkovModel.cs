using Ballast.Core.Market;

namespace Ballast.Core.Regimes;

/// <summary>A fitted Gaussian hidden Markov model. It compares by value.</summary>
/// <param name="States">In the order of the model before it, else from the lowest mean return to the highest.</param>
/// <param name="Transitions">Row by row: the probability of going from the row's state to the column's with the next candle.</param>
/// <param name="LogLikelihood">Of the window it was fitted on, in nats.</param>
/// <param name="Observations">How many observations the window had.</param>
/// <param name="HasConverged">False when the iterations ran out first; the model is usable all the same.</param>
public sealed record HiddenMarkovModel(
    EquatableList<HiddenState> States, EquatableList<double> Transitions, double LogLikelihood, int Observations, bool HasConverged)
{
    /// <summary>The Bayesian information criterion, p ln n − 2 ln L: lower is better.</summary>
    public double InformationCriterion
    {
        get
        {
            var states = States.Count;
            var free = (states - 1) + (states * (states - 1)) + (2 * MarketFeatures.Count * states);
            return (free * Math.Log(Observations)) - (2 * LogLikelihood);
        }
    }

    /// <summary>The deviation of all returns in the window, as the mixture of its states has it.</summary>
    public double ReturnDeviation
    {
        get
        {
            double mean = 0, squares = 0;
            foreach (var state in States)
            {
                mean += state.Share * state.Return;
                squares += state.Share * (state.ReturnVariance + (state.Return * state.Return));
            }

            return Math.Sqrt(Math.Max(0, squares - (mean * mean)));
        }
    }
}
