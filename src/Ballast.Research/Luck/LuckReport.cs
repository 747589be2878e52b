using Ballast.Research.Optimising;
using Ballast.Research.Trials;

namespace Ballast.Research.Luck;

/// <summary>How much of a search's best point may be luck.</summary>
/// <param name="Overfitting">Null where there were too few days or points, or too many points.</param>
public sealed record LuckReport(DeflatedSharpe? Deflated, Overfitting? Overfitting, Stability Stability, LuckVerdict Verdict)
{
    /// <summary>Null without a best point, or where it was stopped.</summary>
    public static LuckReport? Of(ITrialEngine engine, SearchResult found, LuckOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(found);
        if (found.Best is not { } best || engine.Run(best.Point, [engine.Whole], cancel) is not [var run] || Stability.Of(engine, found.Plan, found.Goal, best, cancel) is not { } stability)
        {
            return null;
        }

        var deflated = DeflatedSharpe.Of(run, found.Records.Select(r => r.Figures.Sharpe), found.Blind.Select(r => r.Figures.Sharpe));
        var overfitting = Of(found);
        return new LuckReport(deflated, overfitting, stability, run.IsRuined ? LuckVerdict.Ruined : LuckVerdict.Of(run.TradePnls.Length, deflated, overfitting, stability, options));
    }

    /// <summary>
    /// Points that were chosen by all of the days are good on both halves of them: then those that were not count too, and the worse of both is told.
    /// </summary>
    private static Overfitting? Of(SearchResult found)
    {
        var all = Overfitting.Of(found.Records);
        return found.Plan.Bayesian is not null && Overfitting.Of([.. found.Blind]) is { } blind && blind.Probability > all?.Probability ? blind : all;
    }
}
