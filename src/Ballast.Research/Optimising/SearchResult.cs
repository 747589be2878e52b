using Ballast.Research.Trials;

namespace Ballast.Research.Optimising;

/// <summary>What a search found.</summary>
public sealed class SearchResult
{
    private readonly IReadOnlyList<SearchResult> _trained;

    /// <param name="trained">Searches of their own over the trainings of a walk-forward; none where one search found the best of each.</param>
    /// <param name="wanted">Points that the search comes to.</param>
    internal SearchResult(SearchPlan plan, Goal goal, IEnumerable<TrialRecord?> records, IReadOnlyList<SearchResult> trained, int wanted)
    {
        (Plan, Goal, _trained) = (plan, goal, trained);
        Records = [.. records.OfType<TrialRecord>()];
        Wanted = wanted + trained.Sum(t => t.Wanted);
        Best = BestOf(r => goal.Of(r.Figures));
    }

    /// <summary>With all points that were tried, of a Bayesian search too.</summary>
    public SearchPlan Plan { get; }

    public Goal Goal { get; }

    /// <summary>The points that were tried over all of the data, in the plan's order.</summary>
    public IReadOnlyList<TrialRecord> Records { get; }

    /// <summary>Those of them that were chosen without a look at any result: all but those that a Bayesian search has chosen.</summary>
    public IEnumerable<TrialRecord> Blind => Records.Where(r => Plan.IsBlind(r.Index));

    /// <summary>Points that were tried over all of the data: the best is the best of so many.</summary>
    public int Points => Records.Count;

    /// <summary>Trials that were made, those over trainings alone too.</summary>
    public int Done => Points + _trained.Sum(t => t.Done);

    /// <summary>Trials that it comes to; more than were made when the search was stopped.</summary>
    public int Wanted { get; }

    public bool IsWhole => Done == Wanted;

    /// <summary>True where the axes have fewer points than were asked for, and all of them were tried.</summary>
    public bool IsExhausted => IsWhole && Points < Plan.Asked;

    /// <summary>Points that do not count, since their equity fell too deep.</summary>
    public int TooDeep => Records.Count(r => Goal.IsTooDeep(r.Figures));

    /// <summary>Points whose equity fell to nothing: without a Sharpe, no luck is measured by them.</summary>
    public int Ruined => Records.Count(r => r.Figures.IsRuined);

    /// <summary>Null when the objective means nothing at any point.</summary>
    public BestTrial? Best { get; }

    /// <summary>The best point of a training of the walk-forward; null when the objective means nothing at any point.</summary>
    public BestTrial? BestIn(int window) => _trained.Count > 0 ? _trained[window].Best : BestOf(r => r.Windows[window]);

    private BestTrial? BestOf(Func<TrialRecord, double?> value)
    {
        BestTrial? best = null;
        foreach (var record in Records)
        {
            // Strictly more: of equal points the first one stays.
            if (value(record) is { } number && (best is null || number > best.Value))
            {
                best = new BestTrial(Plan.Points[record.Index], number);
            }
        }

        return best;
    }
}

/// <summary>A point and its value.</summary>
public sealed record BestTrial(SettingPoint Point, double Value);
