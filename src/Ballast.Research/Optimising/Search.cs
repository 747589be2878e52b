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

    /// <summary>Trials that it comes to at most: a Bayesian search looks for the best of each training by points of its own.</summary>
    /// <param name="windows">Of the walk-forward; null without.</param>
    public static int TrialsOf(SearchPlan plan, WalkForwardPlan? windows)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Most * (plan.Bayesian is null ? 1 : 1 + (windows?.Windows.Count ?? 0));
    }

    /// <param name="cancel">Stops the search; the points done by then count.</param>
    public SearchResult Run(CancellationToken cancel = default) => plan.Bayesian is null ? RunAll(cancel) : RunRounds(cancel);

    private SearchResult RunAll(CancellationToken cancel)
    {
        var records = Known(plan.Points.Count);
        TrialRange[] ranges = [engine.Whole, .. Windows?.Windows.SelectMany(w => w.Train) ?? []];
        Try([.. Enumerable.Range(0, records.Length).Where(i => records[i] is null)], records, i => engine.Run(plan.Points[i], ranges, cancel) is { } runs ? Record(i, runs) : null);
        return new SearchResult(plan, goal, records, [], records.Length);
    }

    /// <summary>The whole and each training, in step: a round of each is chosen, then all of their points are tried at once.</summary>
    private SearchResult RunRounds(CancellationToken cancel)
    {
        var parts = Windows?.Windows.Select(w => w.Train).ToList() ?? [];
        var searches = Enumerable.Range(0, parts.Count + 1).Select(number => new BayesianSearch(plan, goal, engine.Allows, number)).ToArray();
        var records = Known(plan.Most * searches.Length);
        var isStopped = false;
        while (!isStopped)
        {
            var before = Array.ConvertAll(searches, s => s.Points.Count);
            Parallel.ForEach(searches, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, search => search.Choose());
            int[] round = [.. searches.SelectMany((s, number) => Enumerable.Range(before[number], s.Points.Count - before[number]).Select(i => (number * plan.Most) + i))];
            if (round.Length == 0)
            {
                break;
            }

            Array.ForEach(round, i => Agree(records[i], Of(searches, i)));
            isStopped = !Try([.. round.Where(i => records[i] is null)], records, i => Tried(i, Of(searches, i), parts, cancel));
            foreach (var i in round.Where(i => records[i] is not null))
            {
                searches[i / plan.Most].Learn(i % plan.Most, records[i]!.Figures);
            }
        }

        var whole = plan with { Points = searches[0].Points, Skipped = searches[0].Skipped };
        var trained = parts.Select((_, i) => new SearchResult(plan with { Points = searches[i + 1].Points }, goal, Part(records, searches, i + 1), [], searches[i + 1].Wanted)).ToList();
        return new SearchResult(whole, goal, Part(records, searches, 0), trained, searches[0].Wanted);
    }

    private SettingPoint Of(BayesianSearch[] searches, int index) => searches[index / plan.Most].Points[index % plan.Most];

    private TrialRecord? Tried(int index, SettingPoint point, List<IReadOnlyList<TrialRange>> parts, CancellationToken cancel)
    {
        var part = index / plan.Most;
        IReadOnlyList<TrialRange> ranges = part == 0 ? [engine.Whole] : parts[part - 1];
        return engine.Run(point, ranges, cancel) is { } runs && TrialRun.Join(runs) is var run
            ? new TrialRecord(index, TrialFigures.Of(run), [], part == 0 ? BlockSums.Of(run) : []) { Point = $"{point}" }
            : null;
    }

    /// <summary>What a journal says of a place must be about the point that is chosen there.</summary>
    private static void Agree(TrialRecord? known, SettingPoint point)
    {
        if (known is not null && known.Point != $"{point}")
        {
            throw new SearchJournalException($"The journal has {known.Point ?? "no point"} where this build chooses {point}: another build or another kind of machine made it. Give another name, or delete it.");
        }
    }

    private TrialRecord?[] Part(TrialRecord?[] records, BayesianSearch[] searches, int number) =>
        [.. records.Skip(number * plan.Most).Take(searches[number].Points.Count).Select(r => r is null ? null : r with { Index = r.Index - (number * plan.Most) })];

    private TrialRecord?[] Known(int count)
    {
        var records = new TrialRecord?[count];
        foreach (var known in Journal?.Known ?? [])
        {
            records[known.Index] = known;
        }

        return records;
    }

    /// <summary>False where it was stopped.</summary>
    private bool Try(int[] open, TrialRecord?[] records, Func<int, TrialRecord?> tried)
    {
        var done = records.Count(r => r is not null);
        return Parallel.For(0, open.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, (at, state) =>
        {
            if (tried(open[at]) is not { } record)
            {
                state.Stop();
                return;
            }

            Journal?.Append(record);
            records[open[at]] = record;
            Progress?.Invoke(Interlocked.Increment(ref done));
        }).IsCompleted;
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
