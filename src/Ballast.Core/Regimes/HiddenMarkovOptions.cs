namespace Ballast.Core.Regimes;

/// <summary>Settings of the hidden Markov model. Source: requirements §4 (the least posterior); the other numbers are ours.</summary>
public sealed record HiddenMarkovOptions
{
    /// <summary>Candles over which the features are averaged. 1–50, default 15 (ours).</summary>
    public int FeatureCandles { get; init; } = 15;

    /// <summary>Latest observations that a fit uses, one per candle. 500–1000, default 750 (ours).</summary>
    public int FitCandles { get; init; } = 750;

    /// <summary>With fewer observations there is no model. 100–1000, default 500 (ours).</summary>
    public int LeastFitCandles { get; init; } = 500;

    /// <summary>A model older than this counts no more. 6–168 h, default 24 h (ours): four trainings were missed.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Closed candles behind so many observations.</summary>
    public int Candles => FitCandles + FeatureCandles;

    /// <summary>Fewest states tried. 2–4, default 2 (ours).</summary>
    public int LeastStates { get; init; } = 2;

    /// <summary>Most states tried; the Bayesian information criterion chooses. 2–4, default 4 (ours).</summary>
    public int MostStates { get; init; } = 4;

    /// <summary>Most iterations per start. 1–1000, default 60 (ours).</summary>
    public int MaxIterations { get; init; } = 60;

    /// <summary>A fit has converged when an iteration gains less log-likelihood per observation. Default 1e-6 (ours).</summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>No state's variance of the return falls under this share of the whole window's, so that none shrinks onto a few candles. 0–1, default 0.01 (ours).</summary>
    public double VarianceFloorShare { get; init; } = 0.01;

    /// <summary>
    /// The same share for the variance of the range feature. High, since ranges drift for months: with a low one the states would tell quiet years
    /// from wild ones instead of trends from ranges. 0–4, default 1 (ours).
    /// </summary>
    public double RangeVarianceFloorShare { get; init; } = 1;

    /// <summary>A state whose mean return is at least this many deviations of all returns is BULL or BEAR, else RANGE. 0–2, default 0.35 (ours).</summary>
    public double DirectedFrom { get; init; } = 0.35;

    /// <summary>After a refit a state keeps BULL or BEAR down to this share of <see cref="DirectedFrom"/>. 0–1, default 0.6 (ours).</summary>
    public double HeldShare { get; init; } = 0.6;

    /// <summary>Under this posterior the regime is NORMAL. 0–1, default 0.6.</summary>
    public double LeastPosterior { get; init; } = 0.6;
}
