namespace Ballast.Research.Luck;

/// <summary>What the best point of a search is.</summary>
public enum LuckWord
{
    NotEnoughData,
    Lucky,
    Stable,
}

/// <summary>From when on a result is judged. All ours.</summary>
public sealed record LuckOptions
{
    /// <summary>Trades of the best point. 1–1,000,000, default 30.</summary>
    public int LeastTrades { get; init; } = 30;

    /// <summary>Days of the data. 2–36,500, default 60.</summary>
    public int LeastDays { get; init; } = 60;

    /// <summary>Of the deflated Sharpe. 0–1, default 0.95.</summary>
    public double LeastProbability { get; init; } = 0.95;

    /// <summary>Most probability of overfitting. 0–1, default 0.5: above it, the best is more often worse than the middle.</summary>
    public double MostOverfitting { get; init; } = 0.5;
}

/// <summary>One word on the best point, and one sentence why.</summary>
public sealed record LuckVerdict(LuckWord Word, string Reason)
{
    /// <summary>Of a best point that had nothing left on its way.</summary>
    public static LuckVerdict Ruined { get; } = new(LuckWord.Lucky, "The best point lost everything on its way: what it has at the end it would never have come to.");

    public static LuckVerdict Of(int trades, DeflatedSharpe? deflated, Overfitting? overfitting, Stability stability, LuckOptions options)
    {
        ArgumentNullException.ThrowIfNull(stability);
        ArgumentNullException.ThrowIfNull(options);
        if (trades < options.LeastTrades)
        {
            return new(LuckWord.NotEnoughData, FormattableString.Invariant($"The best point made {trades} trades; under {options.LeastTrades} nothing can be said."));
        }

        if (deflated is not { Probability: { } probability } || deflated.Days < options.LeastDays)
        {
            return new(LuckWord.NotEnoughData, FormattableString.Invariant($"There are {deflated?.Days ?? 0} daily returns to measure a Sharpe by; under {options.LeastDays} nothing can be said."));
        }

        if (deflated.Sharpe <= 0)
        {
            return new(LuckWord.Lucky, FormattableString.Invariant($"Even the best of {deflated.Trials} points has a Sharpe of {deflated.Sharpe:0.00}: being the best of them is luck."));
        }

        if (probability < options.LeastProbability)
        {
            return new(LuckWord.Lucky, FormattableString.Invariant($"That a Sharpe of {deflated.Sharpe:0.00} is more than the {deflated.Expected:0.00} that the best of {deflated.Trials} points has by luck has a probability of {probability:0.000}; {options.LeastProbability:0.00} is wanted."));
        }

        if (stability.Weakest is not { } weakest)
        {
            return new(LuckWord.NotEnoughData, "No neighbour of the best point was tried or is above nothing: whether it is a lonely peak is not known.");
        }

        if (stability.IsLonelyPeak)
        {
            return new(LuckWord.Lucky, FormattableString.Invariant($"It is a lonely peak: one step along {weakest.Axis} keeps {weakest.Kept:0.00} of its value; {Stability.LeastKept:0.00} is wanted."));
        }

        return overfitting?.Probability > options.MostOverfitting
            ? new(LuckWord.Lucky, FormattableString.Invariant($"In {overfitting.Probability:0.00} of {overfitting.Splits} halvings of the days the best of one half was in the lower half on the other; at most {options.MostOverfitting:0.00} is wanted."))
            : new(LuckWord.Stable, FormattableString.Invariant($"With a probability of {probability:0.000} a Sharpe of {deflated.Sharpe:0.00} is more than the luck of {deflated.Trials} points, and one step away at least {weakest.Kept:0.00} of its value is kept."));
    }
}
