namespace Ballast.Core.Regimes;

/// <summary>
/// Fits hidden Markov models: several starts by quantiles, no randomness, the likeliest wins; the information criterion chooses the number of states.
/// The same window gives the same model, bit for bit.
/// </summary>
public static class HiddenMarkovFit
{
    // Under these the features are noise of the venue's ticks: a hundredth of the promised deviation, a range 1 % wider.
    private const double LeastReturnVariance = 1e-4;
    private const double LeastLogRangeVariance = 1e-4;

    private static readonly Func<MarketFeatures, MarketFeatures, double>[] s_scores =
    [
        static (observed, _) => observed.Return,
        static (observed, _) => observed.LogRange,
        static (observed, deviation) => (observed.Return / deviation.Return) - (observed.LogRange / deviation.LogRange),
    ];

    /// <summary>The model that the information criterion prefers, its states in the order and with the labels of the model before it; null under 50 observations.</summary>
    public static HiddenMarkovModel? Best(MarketFeatures[] observed, HiddenMarkovModel? previous, HiddenMarkovOptions options)
    {
        if (observed.Length < 50)
        {
            return null;
        }

        HiddenMarkovModel? best = null;
        for (var states = options.LeastStates; states <= options.MostStates; states++)
        {
            var model = Of(observed, states, options);
            best = best is null || model.InformationCriterion < best.InformationCriterion ? model : best;
        }

        return HiddenMarkovLabels.Label(best!, previous, options);
    }

    /// <summary>The likeliest model with this many states, not labelled yet.</summary>
    public static HiddenMarkovModel Of(MarketFeatures[] observed, int states, HiddenMarkovOptions options)
    {
        var whole = Moments(observed);
        var floor = Floor(whole, options);
        var deviation = new MarketFeatures(Math.Sqrt(Math.Max(floor.Return, whole.ReturnVariance)), Math.Sqrt(Math.Max(floor.LogRange, whole.LogRangeVariance)));
        HiddenMarkovModel? best = null;
        foreach (var score in s_scores)
        {
            var model = Run(new BaumWelch(observed, Start(observed, states, observed => score(observed, deviation), floor), floor), observed.Length, options);
            best = best is null || model.LogLikelihood > best.LogLikelihood ? model : best;
        }

        return best!;
    }

    private static HiddenMarkovModel Run(BaumWelch fit, int observations, HiddenMarkovOptions options)
    {
        var before = double.NegativeInfinity;
        for (var i = 0; i < options.MaxIterations; i++)
        {
            var logLikelihood = fit.Step();
            if (logLikelihood - before < options.Tolerance * observations)
            {
                return fit.ToModel(hasConverged: true);
            }

            before = logLikelihood;
        }

        return fit.ToModel(hasConverged: false);
    }

    /// <summary>The least variances: a share of the window's, and never under the venue's noise.</summary>
    private static MarketFeatures Floor(HiddenState whole, HiddenMarkovOptions options) => new(
        Math.Max(LeastReturnVariance, options.VarianceFloorShare * whole.ReturnVariance),
        Math.Max(LeastLogRangeVariance, options.RangeVarianceFloorShare * whole.LogRangeVariance));

    /// <summary>Cuts the observations, ordered by a score, into equal parts; each part is one state.</summary>
    public static HiddenState[] Start(MarketFeatures[] observed, int states, Func<MarketFeatures, double> score, MarketFeatures floor)
    {
        // Equal scores stay in the order of time.
        var ordered = observed.OrderBy(score).ToArray();
        var made = new HiddenState[states];
        for (var i = 0; i < states; i++)
        {
            var from = ordered.Length * i / states;
            var part = Moments(ordered.AsSpan(from, (ordered.Length * (i + 1) / states) - from));
            made[i] = part with
            {
                Start = 1.0 / states,
                ReturnVariance = Math.Max(floor.Return, part.ReturnVariance),
                LogRangeVariance = Math.Max(floor.LogRange, part.LogRangeVariance),
            };
        }

        return made;
    }

    private static HiddenState Moments(ReadOnlySpan<MarketFeatures> observed)
    {
        double byReturn = 0, byRange = 0, returnSquares = 0, rangeSquares = 0;
        foreach (var each in observed)
        {
            byReturn += each.Return / observed.Length;
            byRange += each.LogRange / observed.Length;
        }

        foreach (var each in observed)
        {
            returnSquares += (each.Return - byReturn) * (each.Return - byReturn) / observed.Length;
            rangeSquares += (each.LogRange - byRange) * (each.LogRange - byRange) / observed.Length;
        }

        return new HiddenState(1, 1, byReturn, byRange, returnSquares, rangeSquares, MarketPhase.Range);
    }
}
