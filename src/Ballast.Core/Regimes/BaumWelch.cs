using Ballast.Core.Market;

namespace Ballast.Core.Regimes;

/// <summary>
/// One Baum-Welch fit under way. Emissions are logarithms; the recursions run on probabilities scaled anew at each observation (Rabiner 1989),
/// which gives the numbers of the recursions in logarithms without a logarithm at every sum. Every transition keeps a small probability: with it neither
/// recursion can underflow, whatever the market does. Floors are applied as the exact constrained maximum, so the likelihood still never falls.
/// </summary>
public sealed class BaumWelch
{
    private const double LeastTransition = 1e-6;
    private const double Sticky = 0.9;

    private readonly MarketFeatures[] _observed;
    private readonly MarketFeatures _floor;
    private readonly HiddenState[] _states;
    private readonly double[] _transitions;
    private readonly double[] _densities;
    private readonly double[] _forward;
    private readonly double[] _scales;

    /// <param name="observed">Two observations or more.</param>
    /// <param name="states">Where the fit starts.</param>
    /// <param name="floor">The least variances.</param>
    public BaumWelch(MarketFeatures[] observed, ReadOnlySpan<HiddenState> states, MarketFeatures floor)
    {
        _observed = observed;
        _floor = floor;
        _states = states.ToArray();
        _transitions = new double[states.Length * states.Length];
        _densities = new double[states.Length * observed.Length];
        _forward = new double[states.Length * observed.Length];
        _scales = new double[observed.Length];
        for (var i = 0; i < _transitions.Length; i++)
        {
            _transitions[i] = i / states.Length == i % states.Length ? Sticky : (1 - Sticky) / (states.Length - 1);
        }
    }

    /// <summary>One iteration. Returns the log-likelihood of the parameters as they were before it.</summary>
    public double Step()
    {
        var logLikelihood = Forward();
        var sums = Backward();
        Maximise(sums);
        return logLikelihood;
    }

    /// <summary>The log-likelihood of the parameters as they are, and the shares of the states; nothing is fitted any more.</summary>
    public HiddenMarkovModel ToModel(bool hasConverged)
    {
        var logLikelihood = Forward();
        var sums = Backward();
        for (var i = 0; i < _states.Length; i++)
        {
            _states[i] = _states[i] with { Share = sums[i].Weight / _observed.Length };
        }

        return new HiddenMarkovModel(EquatableList.Create<HiddenState>(_states), EquatableList.Create<double>(_transitions), logLikelihood, _observed.Length, hasConverged);
    }

    private double Forward()
    {
        var n = _states.Length;
        var logLikelihood = Emit();
        for (var t = 0; t < _observed.Length; t++)
        {
            var densities = _densities.AsSpan(t * n, n);
            var forward = _forward.AsSpan(t * n, n);
            double scale = 0;
            for (var j = 0; j < n; j++)
            {
                var predicted = t == 0 ? _states[j].Start : Predict(_forward.AsSpan((t - 1) * n, n), j);
                forward[j] = predicted * densities[j];
                scale += forward[j];
            }

            foreach (ref var probability in forward)
            {
                probability /= scale;
            }

            _scales[t] = scale;
            logLikelihood += Math.Log(scale);
        }

        return logLikelihood;
    }

    /// <summary>Densities relative to the likeliest state's; returns the logarithms taken out.</summary>
    private double Emit()
    {
        var n = _states.Length;
        Span<double> constants = stackalloc double[n];
        for (var j = 0; j < n; j++)
        {
            constants[j] = _states[j].LogNormaliser;
        }

        double takenOut = 0;
        for (var t = 0; t < _observed.Length; t++)
        {
            var densities = _densities.AsSpan(t * n, n);
            var greatest = double.NegativeInfinity;
            for (var j = 0; j < n; j++)
            {
                densities[j] = _states[j].LogDensity(_observed[t], constants[j]);
                greatest = Math.Max(greatest, densities[j]);
            }

            foreach (ref var density in densities)
            {
                density = Math.Exp(density - greatest);
            }

            takenOut += greatest;
        }

        return takenOut;
    }

    private double Predict(ReadOnlySpan<double> before, int to)
    {
        double sum = 0;
        for (var from = 0; from < before.Length; from++)
        {
            sum += before[from] * _transitions[(from * before.Length) + to];
        }

        return sum;
    }

    private StateSums[] Backward()
    {
        var n = _states.Length;
        var sums = new StateSums[n];
        for (var i = 0; i < n; i++)
        {
            sums[i] = new StateSums(new double[n]);
        }

        Span<double> backward = stackalloc double[n];
        Span<double> ahead = stackalloc double[n];
        backward.Fill(1);
        for (var t = _observed.Length - 1; t >= 0; t--)
        {
            for (var j = 0; j < n; j++)
            {
                var weight = _forward[(t * n) + j] * backward[j];
                sums[j].Add(weight, _observed[t].Return - _states[j].Return, _observed[t].LogRange - _states[j].LogRange);
                ahead[j] = _densities[(t * n) + j] * backward[j] / _scales[t];
                sums[j].First = weight;
            }

            for (var i = 0; t > 0 && i < n; i++)
            {
                double sum = 0;
                var from = _forward[((t - 1) * n) + i];
                for (var j = 0; j < n; j++)
                {
                    var step = _transitions[(i * n) + j] * ahead[j];
                    sums[i].Steps[j] += from * step;
                    sum += step;
                }

                backward[i] = sum;
            }
        }

        return sums;
    }

    private void Maximise(StateSums[] sums)
    {
        var n = _states.Length;
        var starts = sums.Select(s => s.First).ToArray();
        Floored.Normalise(starts, LeastTransition);
        for (var i = 0; i < n; i++)
        {
            Floored.Normalise(sums[i].Steps, LeastTransition);
            sums[i].Steps.CopyTo(_transitions.AsSpan(i * n, n));
            _states[i] = sums[i].Apply(_states[i], _floor) with { Start = starts[i] };
        }
    }
}
