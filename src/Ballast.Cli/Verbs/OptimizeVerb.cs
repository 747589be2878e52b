using System.CommandLine;
using System.Diagnostics;
using Ballast.Cli.Inputs;
using Ballast.Cli.Options;
using Ballast.Cli.Output;
using Ballast.Research.Backtesting;
using Ballast.Research.Data;
using Ballast.Research.Luck;
using Ballast.Research.Optimising;
using Ballast.Research.Trials;

namespace Ballast.Cli.Verbs;

/// <summary><c>ballast optimize</c>: many points of settings by the bare engine, on all processors, and how much of the best one is luck. Source: docs/research.md.</summary>
internal sealed class OptimizeVerb
{
    private readonly BarDataInputs _data = new();
    private readonly BareInputs _bare = new();
    private readonly SearchInputs _search = new();
    private readonly TextOption _journal = new("--journal", "a file, made when it is missing", text => text.Length > 0 && !Directory.Exists(text), "Notes every finished point there; the same command goes on where it was stopped");
    private readonly ResultInputs _result = new();
    private readonly VerbCommand _command;
    private readonly Printer _printer;

    private OptimizeVerb(Printer printer)
    {
        _printer = printer;
        _command = new VerbCommand("optimize", "Tries points of a grid, or points drawn at random, by the bare engine; prints the best one's figures and how much of it may be luck. Ctrl-C keeps the points done.",
        [
            "ballast optimize --data BTCUSDT-1m.csv --atr-stop 1.5 --grid fast=10:28:2 --grid slow=40:85:5",
            "ballast optimize --data BTCUSDT-1m.csv --grid atr-stop=0.5:3:0.5 --objective sharpe --json",
            "ballast optimize --data BTCUSDT-1m.csv --random 50 --seed 7 --axis fast=5:50 --axis slow=60:2000:log --objective growth --max-drawdown 0.3",
            "ballast optimize --data BTCUSDT-1m.csv --grid fast=10:28:2 --walk-forward train=2d,test=1d --purge 2h --embargo 1h --journal search.journal --out found.json",
        ]);
        _journal.Aliases.Add("--resume");
        foreach (var option in (Option[])[.. _data.All, .. _bare.All, .. _search.All, _journal, .. _result.All])
        {
            _command.Options.Add(option);
        }

        _command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
    }

    public static VerbCommand Create(Printer printer) => new OptimizeVerb(printer)._command;

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var plan = _search.PlanOf(parsed, _bare);
        var goal = _search.GoalOf(parsed);
        var word = SearchInputs.WordOf(goal.Objective);
        _result.Check(parsed, plan.Axes, _bare.Of(parsed));
        var (loaded, loadMs) = _data.Load(parsed, cancel);
        var from = Stopwatch.GetTimestamp();
        var kernel = new BarKernel(loaded.Bars, isShared: true);
        var engine = new BareTrials(kernel, _bare.Of(parsed));
        var windows = _search.WindowsOf(parsed, engine.Whole, out var windowsText);
        var header = new JournalHeader($"{BarStamp.Of(loaded.Bars)}", $"{_bare.Of(parsed)}", plan.Text, $"{goal}", windowsText);
        var found = Searched(parsed, engine, plan, goal, windows, header, cancel);
        if (found.Best is not { } best)
        {
            cancel.ThrowIfCancellationRequested();
            var deep = found.TooDeep > 0 ? $" {found.TooDeep} of {found.Points} points fell deeper than --max-drawdown allows." : "";
            return BacktestVerb.Stopped(parsed, $"No point of the {(plan.Seed is null ? "grid" : "search")} has a {word}: there were no trades, or nothing changed.{deep}");
        }

        var walk = found.IsWhole && windows is not null ? WalkForward.Of(engine, found, windows, cancel) : null;
        var luck = found.IsWhole ? LuckReport.Of(engine, found, new LuckOptions(), cancel) : null;
        var figures = BacktestView.Of(ResultOf(kernel, BareTrials.At(best.Point, _bare.Of(parsed))), loaded, loadMs, Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        var view = new OptimizeView(figures, found.Points, plan.Skipped, word, new BestPoint(BestPoint.ParamsOf(best.Point), best.Value))
        {
            TooDeep = found.TooDeep,
            Luck = luck is null ? null : LuckView.Of(luck),
            WalkForward = walk is null ? null : WalkForwardView.Of(walk),
        };
        if (luck is not null && (windows is null || walk is not null))
        {
            var at = BareTrials.At(best.Point, _bare.Of(parsed));
            view = view with { Result = _result.Write(parsed, new Found(loaded.Bars, Path.GetFileName(_data.Path(parsed)), found, header, at, luck, walk), view) };
        }

        if (parsed.GetValue(_command.Json))
        {
            _printer.Json(view, CliJson.Plain.OptimizeView);
        }
        else
        {
            ResearchTables.Print(view, Path.GetFileName(_data.Path(parsed)), _printer);
            SearchTables.Print(view, _printer);
        }

        return !found.IsWhole ? BacktestVerb.Stopped(parsed, $"Stopped after {found.Points} of {found.Wanted} points; the best is theirs.")
            : luck is null || (windows is not null && walk is null) ? BacktestVerb.Stopped(parsed, "Stopped after the last point, before it was judged.")
            : ExitCode.Fine;
    }

    private SearchResult Searched(ParseResult parsed, BareTrials engine, SearchPlan plan, Goal goal, WalkForwardPlan? windows, JournalHeader header, CancellationToken cancel)
    {
        var error = parsed.InvocationConfiguration.Error;
        try
        {
            using var journal = parsed.GetValue(_journal) is { } path ? SearchJournal.Open(path, header, plan.Points.Count) : null;
            if (journal is { Cut: > 0 })
            {
                error.WriteLine($"The journal ended in a torn line: {journal.Cut} line(s) cut off, {journal.Known.Count} points kept.");
            }

            using var progress = ProgressLine.On(error, plan.Points.Count, "points");
            return new Search(engine, plan, goal) { Windows = windows, Journal = journal, Progress = progress.Done }.Run(cancel);
        }
        catch (SearchJournalException wrong)
        {
            throw new UsageException($"{_journal.Name}: {wrong.Message}");
        }
        catch (AggregateException failed) when (failed.InnerExceptions.All(e => e is IOException))
        {
            throw new UsageException($"{_journal.Name}: {failed.InnerException!.Message}");
        }
    }

    /// <summary>Never stopped: it is one run, and without its figures the search was for nothing.</summary>
    private static BareResult ResultOf(BarKernel kernel, BareOptions best)
    {
        var trades = new List<BareTrade>();
        var seen = kernel.Run(best, trades, CancellationToken.None);
        return BareResult.Of(kernel.Bars, trades, best, seen);
    }
}
