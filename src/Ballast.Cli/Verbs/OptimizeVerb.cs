using System.CommandLine;
using System.Diagnostics;
using Ballast.Cli.Inputs;
using Ballast.Cli.Options;
using Ballast.Cli.Output;
using Ballast.Research.Backtesting;
using Ballast.Research.Data;
using Ballast.Research.Full;
using Ballast.Research.Results;
using Ballast.Research.Trials;

namespace Ballast.Cli.Verbs;

/// <summary><c>ballast optimize</c>: many points of settings by either engine, on all processors, and how much of the best one is luck. Source: docs/research.md.</summary>
internal sealed class OptimizeVerb
{
    private readonly EngineInputs _engine = new();
    private readonly SearchInputs _search = new();
    private readonly TextOption _journal = new("--journal", "a file, made when it is missing", text => text.Length > 0 && !Directory.Exists(text), "Notes every finished point there; the same command goes on where it was stopped");
    private readonly ResultInputs _result = new();
    private readonly VerbCommand _command;
    private readonly Printer _printer;

    private OptimizeVerb(Printer printer)
    {
        _printer = printer;
        _command = new VerbCommand("optimize", "Tries points of a grid, points drawn at random, or points chosen by what earlier ones made (--bayes), by the bare engine or by the app's own deciders; prints the best one's figures and how much of it may be luck. Ctrl-C keeps the points done.",
        [
            "ballast optimize --data BTCUSDT-1m.csv --atr-stop 1.5 --grid fast=10:28:2 --grid slow=40:85:5",
            "ballast optimize --data BTCUSDT-1m.csv --grid atr-stop=0.5:3:0.5 --objective sharpe --json",
            "ballast optimize --data BTCUSDT-1m.csv --random 50 --seed 7 --axis fast=5:50 --axis slow=60:2000:log --objective growth --max-drawdown 0.3",
            "ballast optimize --data BTCUSDT-1m.csv --bayes 60 --seed 7 --axis fast=5:50 --axis slow=60:2000:log --axis atr-stop=0.5:4 --objective sharpe",
            "ballast optimize --data BTCUSDT-1m.csv --grid fast=10:28:2 --walk-forward train=2d,test=1d --purge 2h --embargo 1h --journal search.journal --out found.json",
            "ballast optimize --mode full --data BTCUSDT-1m.csv --frame 15m --market neutral --grid Entry__StopAtrs=1:3:1 --grid Leverage__Fixed__Core=5:15:5 --set Leverage=fixed",
            "ballast optimize --mode full --data BTCUSDT-1m.csv --frame 15m --market neutral --bayes 30 --axis Sizing=tier/fixed/atr-risk --axis Entry__StopAtrs=1:3",
        ]);
        _journal.Aliases.Add("--resume");
        foreach (var option in (Option[])[.. _engine.All, .. _search.All, _journal, .. _result.All])
        {
            _command.Options.Add(option);
        }

        _command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
    }

    public static VerbCommand Create(Printer printer) => new OptimizeVerb(printer)._command;

    private int Run(ParseResult parsed, CancellationToken cancel) => _engine.IsFull(parsed, _search.AxisNames(parsed)) ? RunFull(parsed, cancel) : RunBare(parsed, cancel);

    private int RunBare(ParseResult parsed, CancellationToken cancel)
    {
        var bare = _engine.Bare.Of(parsed);
        var plan = _search.PlanOf(parsed, new SearchSpace(BareTrials.Settings, null, point => BareTrials.Goes(point, bare), axis => _engine.Bare.Contradicted(parsed, axis), "has a fast mean shorter than its slow one; allowed: fast under slow."));
        _result.Check(parsed, () => BareAppSettings.Problem(plan.Axes, bare));
        var (loaded, loadMs) = _engine.Data.One(parsed, cancel);
        var from = Stopwatch.GetTimestamp();
        var kernel = new BarKernel(loaded.Bars, isShared: true);
        if (SearchRun.Of(parsed, _search, _journal, new BareTrials(kernel, bare), plan, $"{BarStamp.Of(loaded.Bars)}", $"{bare}", cancel) is not { } run)
        {
            return ExitCode.Failed;
        }

        var at = BareTrials.At(run.Best.Point, bare);
        var figures = BacktestView.Of(ResultOf(kernel, at), loaded, loadMs, Stopwatch.GetElapsedTime(from).TotalMilliseconds, run.IsStopped);
        var interval = loaded.Bars.Gaps.IntervalMs;
        var view = new OptimizeView(figures, run.Found.Points, run.Found.Plan.Skipped, SearchInputs.WordOf(run.Found.Goal.Objective), new BestPoint(BestPoint.ParamsOf(run.Best.Point), run.Best.Value))
        {
            Exhausted = run.Found.IsExhausted,
            TooDeep = run.Found.TooDeep,
            Ruined = run.Found.Ruined,
            Luck = run.Luck is null ? null : LuckView.Of(run.Luck),
            WalkForward = run.Walk is null ? null : WalkForwardView.Of(run.Walk),
            Result = run.IsJudged ? _result.Write(parsed, new Found([(_engine.Data.Names(parsed), loaded.Bars)], run.Found, run.Header, run.Luck!, run.Walk, BareAppSettings.Of(at, interval), BareAppSettings.IntervalProblem(interval))) : null,
        };
        if (parsed.GetValue(_command.Json))
        {
            _printer.Json(view, CliJson.Plain.OptimizeView);
        }
        else
        {
            ResearchTables.Print(view, _engine.Data.Names(parsed), _printer);
            SearchTables.Print(view, _printer);
        }

        return run.End(parsed);
    }

    private int RunFull(ParseResult parsed, CancellationToken cancel)
    {
        var (options, points) = (_engine.FullOf(parsed), _engine.PointsOf(parsed));
        var plan = _search.PlanOf(parsed, new SearchSpace(points.Allowed, points.Known, point => points.Problem(AppPoints.TextOf(point)) is null, axis => _engine.ContradictedInFull(parsed, axis), "has settings that go together, as 'ballast config' would say."));
        _result.Check(parsed, () => FullAppSettings.Problem(points));
        try
        {
            var (markets, loadMs) = _engine.Data.Each(parsed, options.Market.Vpin is null, cancel);
            var from = Stopwatch.GetTimestamp();
            var engine = new FullTrials(markets, options, points);
            if (SearchRun.Of(parsed, _search, _journal, engine, plan, string.Join("; ", markets.Select(m => $"{m.Symbol} {BarStamp.Of(m.Bars)}")), _engine.FullText(parsed), cancel) is not { } run)
            {
                return ExitCode.Failed;
            }

            var figures = run.Found.Records.First(r => run.Found.Plan.Points[r.Index] == run.Best.Point).Figures;
            var view = new FullSearchView
            {
                Symbols = [.. markets.Select(m => m.Symbol.Name)],
                Bars = markets.Sum(m => (long)m.Bars.Count),
                Gaps = GapsView.BySymbol(markets),
                Stopped = run.IsStopped,
                Days = figures.Days,
                Trades = figures.Trades,
                NetPnl = figures.NetPnl,
                WinRate = FullSearchView.WinRateOf(figures),
                Sharpe = figures.Sharpe,
                Sortino = figures.Sortino,
                Calmar = figures.Calmar,
                Growth = figures.Growth,
                MaxDrawdown = figures.MaxDrawdown,
                Points = run.Found.Points,
                Exhausted = run.Found.IsExhausted,
                Skipped = run.Found.Plan.Skipped,
                Objective = SearchInputs.WordOf(run.Found.Goal.Objective),
                Best = new BestPoint(BestPoint.ParamsOf(run.Best.Point), run.Best.Value),
                TooDeep = run.Found.TooDeep,
                Ruined = run.Found.Ruined,
                Luck = run.Luck is null ? null : LuckView.Of(run.Luck),
                WalkForward = run.Walk is null ? null : WalkForwardView.Of(run.Walk),
                Result = run.IsJudged ? _result.Write(parsed, new Found([.. markets.Zip(_engine.Data.Files(parsed), (m, file) => (file, m.Bars))], run.Found, run.Header, run.Luck!, run.Walk, FullAppSettings.Of(points, run.Best.Point))) : null,
                Assumptions = FullBacktest.Assumptions(markets, options),
                EngineMs = Stopwatch.GetElapsedTime(from).TotalMilliseconds,
                LoadMs = loadMs,
            };
            if (parsed.GetValue(_command.Json))
            {
                _printer.Json(view, CliJson.Plain.FullSearchView);
            }
            else
            {
                FullTables.Print(view, _printer);
                SearchTables.Print(view, _printer);
            }

            return run.End(parsed);
        }
        catch (FullException wrong)
        {
            throw new UsageException(wrong.Message);
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
