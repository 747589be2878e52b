using System.CommandLine;
using Ballast.Cli.Inputs;
using Ballast.Cli.Options;
using Ballast.Cli.Output;
using Ballast.Research.Luck;
using Ballast.Research.Optimising;
using Ballast.Research.Trials;

namespace Ballast.Cli.Verbs;

/// <summary>A search as it was asked for, over whichever engine, and what was judged of it.</summary>
/// <param name="Walk">Null where none was asked for, or it was stopped.</param>
/// <param name="Luck">Null where it was stopped.</param>
internal sealed record SearchRun(SearchResult Found, BestTrial Best, JournalHeader Header, WalkForward? Walk, LuckReport? Luck, bool IsJudged)
{
    /// <summary>True where it was interrupted before all was tried and judged.</summary>
    public bool IsStopped => !Found.IsWhole || !IsJudged;

    /// <summary>Null where no point has a value; that was said.</summary>
    /// <param name="data">What the data is, for the journal.</param>
    /// <param name="settings">What no point changes, for the journal.</param>
    public static SearchRun? Of(ParseResult parsed, SearchInputs inputs, TextOption journalPath, ITrialEngine engine, SearchPlan plan, string data, string settings, CancellationToken cancel)
    {
        var goal = inputs.GoalOf(parsed);
        var windows = inputs.WindowsOf(parsed, engine.Whole, out var windowsText);
        var header = new JournalHeader(data, settings, plan.Text, $"{goal}", windowsText);
        var found = Searched(parsed, journalPath, engine, plan, goal, windows, header, cancel);
        if (found.Best is not { } best)
        {
            cancel.ThrowIfCancellationRequested();
            var deep = found.TooDeep > 0 ? $" {found.TooDeep} of {found.Points} points fell deeper than --max-drawdown allows." : "";
            Ending.Stopped(parsed, $"No point of the {(plan.Seed is null ? "grid" : "search")} has a {SearchInputs.WordOf(goal.Objective)}: there were no trades, or nothing changed.{deep}");
            return null;
        }

        var walk = found.IsWhole && windows is not null ? WalkForward.Of(engine, found, windows, cancel) : null;
        var luck = found.IsWhole ? LuckReport.Of(engine, found, new LuckOptions(), cancel) : null;
        return new SearchRun(found, best, header, walk, luck, luck is not null && (windows is null || walk is not null));
    }

    /// <summary>The exit code; what is not all is said.</summary>
    public int End(ParseResult parsed) => !Found.IsWhole ? Ending.Stopped(parsed, $"Stopped after {Found.Done} of {Found.Wanted} {(Found.Done == Found.Points ? "points; the best is theirs" : "trials; the best is that of the ones over all of the data")}.")
        : !IsJudged ? Ending.Stopped(parsed, "Stopped after the last point, before it was judged.")
        : ExitCode.Fine;

    private static SearchResult Searched(ParseResult parsed, TextOption journalPath, ITrialEngine engine, SearchPlan plan, Goal goal, WalkForwardPlan? windows, JournalHeader header, CancellationToken cancel)
    {
        var error = parsed.InvocationConfiguration.Error;
        try
        {
            using var journal = parsed.GetValue(journalPath) is { } path ? SearchJournal.Open(path, header, Search.TrialsOf(plan, windows)) : null;
            if (journal is { Cut: > 0 })
            {
                error.WriteLine($"The journal ended in a torn line: {journal.Cut} line(s) cut off, {journal.Known.Count} points kept.");
            }

            using var progress = ProgressBar.On(parsed, plan.Bayesian is null ? "points" : "trials", Search.TrialsOf(plan, windows));
            return new Search(engine, plan, goal) { Windows = windows, Journal = journal, Progress = progress.Done }.Run(cancel);
        }
        catch (SearchJournalException wrong)
        {
            throw new UsageException($"{journalPath.Name}: {wrong.Message}");
        }
        catch (AggregateException failed) when (failed.InnerExceptions.All(e => e is IOException))
        {
            throw new UsageException($"{journalPath.Name}: {failed.InnerException!.Message}");
        }
    }
}
