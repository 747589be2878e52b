using Ballast.Research.Luck;
using Ballast.Research.Trials;

namespace Ballast.Research.Optimising;

/// <summary>Tries every point of a plan, on all processors. The same plan on the same data gives the same result, however many there are.</summary>
public sealed class Search(ITrialEngine engine, SearchPlan plan, Goal goal)
{
    /// <summary>With more points than this, nothing is kept to judge overfitting by: it would not fit into memory.</summary>
    public const int MostWithBlocks = 50_000;

    /// <summary>Also looks for the best point of each training.</summary>
    public WalkForwardPlan? Windows { get; init; }

    /// <summary>Where finished points are noted; those that stand there already are not tried again.</summary>
    public SearchJournal? Journal { get; init; }

    /// <summary>Points tried at once. Default: as many as there are processors; the result does not depend on it.</summary>
    public int AtOnce { get; init; } = Environment.ProcessorCount;

    /// <summary>Told how many points are done, from any thread.</summary>
    public Action<int>? Progress { get; init; }

    /// <param name="cancel">Stops the search; the points done by then count.</param>
    public SearchResult Run(CancellationToken cancel = default)
    {
        var records = new TrialRecord?[plan.Points.Count];
        foreach (var known in Journal?.Known ?? [])
        {
            records[known.Index] = known;
        }

        var done = records.Count(r => r is not null);
        TrialRange[] ranges = [engine.Whole, .. Windows?.Windows.SelectMany(w => w.Train) ?? []];
        Parallel.For(0, records.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, (i, state) =>
        {
            if (records[i] is not null)
            {
                return;
            }

            if (engine.Run(plan.Points[i], ranges, cancel) is not { } runs)
            {
                state.Stop();
                return;
            }

            var record = Record(i, runs);
            Journal?.Append(record);
            records[i] = record;
            Progress?.Invoke(Interlocked.Increment(ref done));
        });
        return new SearchResult(plan, goal, records);
    }

    private TrialRecord Record(int index, IReadOnlyList<TrialRun> runs)
    {
        var windows = new double?[Windows?.Windows.Count ?? 0];
        var next = 1;
        for (var i = 0; i < windows.Length; i++)
        {
            var parts = Windows!.Windows[i].Train.Count;
            windows[i] = goal.Of(TrialFigures.Of(TrialRun.Join([.. runs.Skip(next).Take(parts)])));
            next += parts;
        }

        return new TrialRecord(index, TrialFigures.Of(runs[0]), windows, plan.Points.Count <= MostWithBlocks ? BlockSums.Of(runs[0]) : []);
    }
}

/// <summary>What a search found.</summary>
public sealed class SearchResult
{
    private readonly TrialRecord?[] _records;

    internal SearchResult(SearchPlan plan, Goal goal, TrialRecord?[] records)
    {
        (Plan, Goal, _records) = (plan, goal, records);
        Records = [.. records.OfType<TrialRecord>()];
        Best = BestOf(r => goal.Of(r.Figures));
    }

    public SearchPlan Plan { get; }

    public Goal Goal { get; }

    /// <summary>The points that were tried, in the plan's order.</summary>
    public IReadOnlyList<TrialRecord> Records { get; }

    /// <summary>Points that were tried.</summary>
    public int Points => Records.Count;

    /// <summary>Points of the plan; more than were tried when the search was stopped.</summary>
    public int Wanted => _records.Length;

    public bool IsWhole => Points == Wanted;

    /// <summary>Points that do not count, since their equity fell too deep.</summary>
    public int TooDeep => Records.Count(r => Goal.IsTooDeep(r.Figures));

    /// <summary>Null when the objective means nothing at any point.</summary>
    public BestTrial? Best { get; }

    /// <summary>The best point of a training of the walk-forward; null when the objective means nothing at any point.</summary>
    public BestTrial? BestIn(int window) => BestOf(r => r.Windows[window]);

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
