using Ballast.Research.Luck;
using Ballast.Research.Trials;

namespace Ballast.Research.Results;

/// <summary>What a result must show before its settings may trade real money. All ours.</summary>
public sealed record GateOptions
{
    /// <summary>The out-of-sample Sharpe, a year, must be above it. Default 0.</summary>
    public double AboveSharpe { get; init; }

    /// <summary>Of the deflated Sharpe. 0–1, default 0.95.</summary>
    public double LeastProbability { get; init; } = 0.95;

    /// <summary>Trades out of sample. 1–1,000,000, default 100.</summary>
    public int LeastTrades { get; init; } = 100;
}

/// <summary>Whether settings are fit to trade, and every reason why not.</summary>
public sealed record Gate(IReadOnlyList<string> Reasons)
{
    public bool IsPassed => Reasons.Count == 0;

    /// <param name="outOfSample">Of the walk-forward's joined test windows; null without one.</param>
    /// <param name="others">Reasons that lie elsewhere.</param>
    public static Gate Check(TrialFigures? outOfSample, LuckReport luck, GateOptions options, params IEnumerable<string?> others)
    {
        ArgumentNullException.ThrowIfNull(luck);
        ArgumentNullException.ThrowIfNull(options);
        return new Gate([.. Missing(outOfSample, luck, options), .. others.OfType<string>()]);
    }

    private static IEnumerable<string> Missing(TrialFigures? outOfSample, LuckReport luck, GateOptions options)
    {
        if (outOfSample is null)
        {
            yield return "There is no walk-forward: nothing was judged on days that no choice had seen.";
        }
        else
        {
            if (!(outOfSample.Sharpe > options.AboveSharpe))
            {
                yield return FormattableString.Invariant($"The Sharpe out of sample is {outOfSample.Sharpe?.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture) ?? "none"}; above {options.AboveSharpe} is wanted.");
            }

            if (outOfSample.Trades < options.LeastTrades)
            {
                yield return FormattableString.Invariant($"There are {outOfSample.Trades} trades out of sample; at least {options.LeastTrades} are wanted.");
            }
        }

        if (!(luck.Deflated?.Probability >= options.LeastProbability))
        {
            yield return FormattableString.Invariant($"The probability of the deflated Sharpe is {luck.Deflated?.Probability?.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture) ?? "none"}; at least {options.LeastProbability} is wanted.");
        }

        if (luck.Verdict.Word != LuckWord.Stable)
        {
            yield return $"The best point is not stable. {luck.Verdict.Reason}";
        }
    }
}
