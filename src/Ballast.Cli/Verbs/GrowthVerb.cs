using System.CommandLine;
using Ballast.Application.Growth;
using Ballast.Cli.Options;
using Ballast.Cli.Output;
using Ballast.Core.Growth;

namespace Ballast.Cli.Verbs;

/// <summary><c>ballast growth</c>: what compounding makes of a balance. Source: requirements §1.4.</summary>
internal sealed class GrowthVerb
{
    private readonly NumberOption _start = new("--start", GrowthLimits.Balance, "Start balance, USDT") { Required = true };
    private readonly NumberOption _winRate = new("--win-rate", GrowthLimits.WinRate, "Share of trades won") { Required = true };
    private readonly NumberOption _win = new("--win", GrowthLimits.Win, "Average win as a fraction of the balance") { Required = true };
    private readonly NumberOption _loss = new("--loss", GrowthLimits.Loss, "Average loss as a fraction of the balance") { Required = true };
    private readonly NumberOption _trades = new("--trades", GrowthLimits.Trades, "Trades; or give --trades-per-day and --days");
    private readonly NumberOption _tradesPerDay = new("--trades-per-day", GrowthLimits.TradesPerDay, $"Trades a day (default {new GrowthOptions().TradesPerDay} with --trades)");
    private readonly NumberOption _days = new("--days", GrowthLimits.Days, "Days");
    private readonly NumberOption _target = new("--target", GrowthLimits.Balance, "Balance to reach, USDT");
    private readonly NumberOption _paths = new("--monte-carlo", GrowthLimits.Paths, "Paths to draw, for percentiles and ruin");
    private readonly NumberOption _seed = new("--seed", GrowthLimits.Seed, "Seed of the paths; the same seed gives the same bytes (default 0)");
    private readonly Option<bool> _tiers = new("--tiers") { Description = "Monte Carlo paths follow the balance tiers, day limits and recovery mode." };
    private readonly Option<bool> _compare = new("--compare") { Description = "Compare fixed (A), tier (B) and dynamic sizing (C) on the same signals." };
    private readonly NumberOption _confidenceEdge = new("--confidence-edge", GrowthLimits.ConfidenceEdge, "With --compare: how much the win rate rises with confidence (default 0)");
    private readonly VerbCommand _command;
    private readonly Printer _printer;

    private GrowthVerb(Printer printer)
    {
        _printer = printer;
        _command = new VerbCommand("growth", "What compounding makes of a balance: closed form, Monte Carlo paths, comparison of sizing strategies.",
        [
            "ballast growth --start 100 --win-rate 0.5 --win 0.04 --loss 0.015 --trades 180",
            "ballast growth --start 100 --win-rate 0.5 --win 0.04 --loss 0.015 --trades-per-day 6 --days 60 --target 1000 --monte-carlo 100000 --tiers",
            "ballast growth --start 100 --win-rate 0.5 --win 0.04 --loss 0.015 --trades 180 --compare --json",
        ]);
        foreach (var option in (Option[])[_start, _winRate, _win, _loss, _trades, _tradesPerDay, _days, _target, _paths, _seed, _tiers, _compare, _confidenceEdge])
        {
            _command.Options.Add(option);
        }

        _command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
    }

    public static VerbCommand Create(Printer printer) => new GrowthVerb(printer)._command;

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var options = new GrowthOptions();
        var question = Question(parsed, options);
        var everyProcessor = new ParallelOptions { CancellationToken = cancel };
        var projection = new ProjectGrowth(options, (parts, part) => Parallel.For(0, parts, everyProcessor, part)).Run(question, cancel);
        var view = ShowGrowth.From(question, projection, options);
        if (parsed.GetValue(_command.Json))
        {
            _printer.Json(view, GrowthJson.Plain.GrowthView);
        }
        else
        {
            GrowthTables.Print(view, question.Plan, _printer);
        }

        return ExitCode.Fine;
    }

    private GrowthQuestion Question(ParseResult parsed, GrowthOptions options)
    {
        var inputs = new GrowthInputs
        {
            Start = _start.Of(parsed),
            WinRate = _winRate.Of(parsed),
            Win = _win.Of(parsed),
            Loss = _loss.Of(parsed),
            Trades = _trades.From(parsed),
            TradesPerDay = _tradesPerDay.From(parsed),
            Days = _days.From(parsed),
            Target = _target.From(parsed),
            UsesTiers = parsed.GetValue(_tiers),
        };
        var (plan, problem) = inputs.ToPlan(options, name => $"--{name}");
        var paths = (int?)_paths.From(parsed);
        if (plan is null)
        {
            throw new UsageException(problem!.Text);
        }

        var edge = _confidenceEdge.From(parsed);
        var comparesStrategies = parsed.GetValue(_compare);
        if (edge is not null && !comparesStrategies)
        {
            throw new UsageException("--confidence-edge needs --compare: only compared signals have a confidence.");
        }

        return new GrowthQuestion
        {
            Plan = plan,
            Paths = paths,
            Seed = (long)(_seed.From(parsed) ?? 0),
            Compare = comparesStrategies ? new ComparisonOptions { Signals = new SignalModel { ConfidenceEdge = (double)(edge ?? 0) } } : null,
        };
    }
}
