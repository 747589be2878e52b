namespace Ballast.Core.Regimes;

/// <summary>
/// The probabilities of a model's states after each observation, knowing nothing later. One step per candle without allocation.
/// A copy shares its cells and must not be fed on beside the original; the default has no states and takes nothing.
/// </summary>
public struct HiddenMarkovFilter(HiddenMarkovModel model)
{
    private readonly double[]? _posterior = new double[model.States.Count];
    private readonly double[]? _densities = new double[model.States.Count];
    private bool _hasBegun;

    /// <summary>One probability per state; all 0 before the first observation.</summary>
    public readonly ReadOnlySpan<double> Posterior => _posterior;

    public void Add(MarketFeatures observed)
    {
        if (_posterior is null)
        {
            return;
        }

        var states = model.States.Span;
        var greatest = double.NegativeInfinity;
        for (var j = 0; j < states.Length; j++)
        {
            _densities![j] = states[j].LogDensity(observed);
            greatest = Math.Max(greatest, _densities[j]);
        }

        double sum = 0;
        for (var j = 0; j < states.Length; j++)
        {
            _densities![j] = Math.Exp(_densities[j] - greatest) * (_hasBegun ? Predict(j) : states[j].Start);
            sum += _densities[j];
        }

        for (var j = 0; j < states.Length; j++)
        {
            _posterior[j] = _densities![j] / sum;
        }

        _hasBegun = true;
    }

    /// <summary>What the latest posterior says: the phase that has most of it, with all its states together.</summary>
    public readonly HiddenMarkovReading Read(HiddenMarkovOptions options)
    {
        double range = 0, bull = 0, bear = 0;
        for (var i = 0; i < Posterior.Length; i++)
        {
            switch (model.States[i].Phase)
            {
                case MarketPhase.Bull:
                    bull += Posterior[i];
                    break;
                case MarketPhase.Bear:
                    bear += Posterior[i];
                    break;
                default:
                    range += Posterior[i];
                    break;
            }
        }

        return range >= bull && range >= bear ? HiddenMarkovReading.Of(MarketPhase.Range, range, options)
            : bull >= bear ? HiddenMarkovReading.Of(MarketPhase.Bull, bull, options)
            : HiddenMarkovReading.Of(MarketPhase.Bear, bear, options);
    }

    private readonly double Predict(int to)
    {
        var transitions = model.Transitions.Span;
        var count = _posterior!.Length;
        double sum = 0;
        for (var from = 0; from < count; from++)
        {
            sum += _posterior[from] * transitions[(from * count) + to];
        }

        return sum;
    }
}
