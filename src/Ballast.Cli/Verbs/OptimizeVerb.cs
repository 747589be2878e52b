using System.CommandLine;
using System.Diagnostics;
using Ballast.Cli.Inputs;
using Ballast.Cli.Options;
using Ballast.Cli.Output;
using Ballast.Research.Backtesting;
using Ballast.Research.Data;
using Ballast.Research.Optimising;

namespace Ballast.Cli.Verbs;

/// <summary><c>ballast optimize</c>: every point of a grid by the bare engine, on all processors. Source: docs/research.md.</summary>
internal sealed class OptimizeVerb
{
    private static readonly Dictionary<string, Objective> ObjectiveWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["netPnl"] = Objective.NetPnl,
        ["sharpe"] = Objective.Sharpe,
        ["calmar"] = Objective.Calmar,
        ["winRate"] = Objective.WinRate,
    };

    private readonly BarDataInputs _data = new();
    private readonly BareInputs _bare = new();
    private readonly Option<string[]> _grid = new("--grid") { HelpName = GridAxis.Shape, Description = $"An axis of the grid, such as fast=10:28:2; once for each. NAME is one of {string.Join(", ", Grid.Allowed.Keys)}.", DefaultValueFactory = _ => [] };
    private readonly ChoiceOption<Objective> _objective = new("--objective", ObjectiveWords, "What there shall be the most of (default netPnl)");
    private readonly VerbCommand _command;
    private readonly Printer _printer;

    private OptimizeVerb(Printer printer)
    {
        _printer = printer;
        _command = new VerbCommand("optimize", "Tries every point of a grid by the bare engine and prints the best one's figures. The best of many on the same bars is partly luck; nothing here measures how much. Ctrl-C keeps the points done.",
        [
            "ballast optimize --data BTCUSDT-1m.csv --atr-stop 1.5 --grid fast=10:28:2 --grid slow=40:85:5",
            "ballast optimize --data BTCUSDT-1m.csv --grid atr-stop=0.5:3:0.5 --objective sharpe --json",
        ]);
        foreach (var option in (Option[])[.. _data.All, .. _bare.All, _grid, _objective])
        {
            _command.Options.Add(option);
        }

        _command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
    }

    public static VerbCommand Create(Printer printer) => new OptimizeVerb(printer)._command;

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var grid = GridOf(parsed);
        var objective = _objective.Or(parsed, Objective.NetPnl);
        var word = ObjectiveWords.First(w => w.Value == objective).Key;
        var (loaded, loadMs) = _data.Load(parsed, cancel);
        var from = Stopwatch.GetTimestamp();
        var kernel = new BarKernel(loaded.Bars, isShared: true);
        var found = GridSearch.Run(kernel, grid, objective, cancel);
        if (found.Best is not { } best)
        {
            cancel.ThrowIfCancellationRequested();
            return BacktestVerb.Stopped(parsed, $"No point of the grid has a {word}: there were no trades, or nothing changed.");
        }

        var result = ResultOf(kernel, best);
        var point = new BestPoint(grid.ParamsOf(best).ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal), found.Value!.Value);
        var figures = BacktestView.Of(result, loaded, loadMs, Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        var view = new OptimizeView(figures, found.Points, grid.Skipped, word, point);
        if (parsed.GetValue(_command.Json))
        {
            _printer.Json(view, CliJson.Plain.OptimizeView);
        }
        else
        {
            ResearchTables.Print(view, Path.GetFileName(_data.Path(parsed)), _printer);
        }

        return found.Points == found.Wanted ? ExitCode.Fine : BacktestVerb.Stopped(parsed, $"Stopped after {found.Points} of {found.Wanted} points; the best is theirs.");
    }

    /// <summary>Never stopped: it is one run, and without its figures the search was for nothing.</summary>
    private static BareResult ResultOf(BarKernel kernel, BareOptions best)
    {
        var trades = new List<BareTrade>();
        var seen = kernel.Run(best, trades, CancellationToken.None);
        return BareResult.Of(kernel.Bars, trades, best, seen);
    }

    private Grid GridOf(ParseResult parsed)
    {
        var axes = parsed.GetValue(_grid)!.Select(text => GridAxis.Parse(text, Grid.Allowed, out var problem) ?? throw new UsageException(ParseProblem.Value(_grid.Name, text, problem))).ToList();
        if (axes.Count == 0)
        {
            throw new UsageException($"Give at least one --grid; allowed: {GridAxis.Shape} with NAME one of {string.Join(", ", Grid.Allowed.Keys)}, such as fast=10:28:2.");
        }

        if (_bare.Contradicted(parsed, axes) is { } twice)
        {
            throw new UsageException($"--{twice} and --grid {twice}=… contradict each other; give one of them.");
        }

        try
        {
            var grid = new Grid(axes, _bare.Of(parsed));
            return grid.Points.Count > 0 ? grid : throw new UsageException("No point of the grid has a fast mean shorter than its slow one; allowed: fast under slow.");
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException($"--grid: {wrong.Message}");
        }
    }
}
