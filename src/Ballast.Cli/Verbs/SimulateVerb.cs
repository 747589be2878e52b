using System.CommandLine;
using System.Diagnostics;
using Ballast.Cli.Options;
using Ballast.Cli.Output;
using Ballast.Core.Market;
using Ballast.Simulation;
using Ballast.Simulation.Faults;

namespace Ballast.Cli.Verbs;

/// <summary><c>ballast simulate</c>: the whole app under a virtual clock, with faults, and its invariants checked. Source: docs/execution.md.</summary>
internal sealed class SimulateVerb
{
    private const int MaxSeeds = 1_000_000;
    private readonly NumberOption _seed = new("--seed", NumberRange.Whole(0, 1_000_000_000_000), "Seed; the same seed gives the same run (default 1)");
    private readonly NumberOption _seeds = new("--seeds", NumberRange.Whole(1, MaxSeeds), "So many seeds from --seed on, side by side (default 1)");
    private readonly NumberOption _days = new("--days", NumberRange.Whole(1, Simulator.MaxDays), "Days of virtual time (default 1)");
    private readonly Option<string> _faults = new("--faults") { HelpName = "none|all|LIST", Description = $"What may go wrong: none, all (default), or some of {string.Join(", ", FaultKinds.All.Select(FaultKinds.NameOf))}", DefaultValueFactory = _ => "all" };
    private readonly Option<bool> _shrink = new("--shrink") { Description = "When a seed fails, drop kinds of faults while it still fails, and say which remain." };
    private readonly VerbCommand _command;
    private readonly Printer _printer;

    private SimulateVerb(Printer printer)
    {
        _printer = printer;
        _command = new VerbCommand("simulate", "Runs the whole app under a virtual clock against the simulated exchange, lets things go wrong, and checks the invariants. Exit 1 when one is violated.",
        [
            "ballast simulate --seed 7 --days 1 --faults all",
            "ballast simulate --seed 1 --seeds 2 --json",
            "ballast simulate --seed 42 --faults crash,timeout-with-effect --shrink",
        ]);
        foreach (var option in (Option[])[_seed, _seeds, _days, _faults, _shrink])
        {
            _command.Options.Add(option);
        }

        _command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
    }

    public static VerbCommand Create(Printer printer) => new SimulateVerb(printer)._command;

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var faults = FaultKinds.Parse(parsed.GetValue(_faults)!, out var problem) ?? throw new UsageException($"--faults: {problem}");
        var options = new SimulationOptions { Seed = (ulong)(_seed.From(parsed) ?? 1), Days = (int)(_days.From(parsed) ?? 1), Faults = faults };
        var from = Stopwatch.GetTimestamp();
        var reports = Simulate(parsed, options, (int)(_seeds.From(parsed) ?? 1), cancel);
        var elapsed = (long)Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        if (!parsed.GetValue(_command.Json))
        {
            SimulationTables.Print(CampaignView.Of(options, reports, elapsed), _printer);
        }
        else if (reports.Count == 1)
        {
            _printer.Json(reports[0], CliJson.Plain.SimulationReport);
        }
        else
        {
            _printer.Json(CampaignView.Of(options, reports, elapsed), CliJson.Plain.CampaignView);
        }

        if (reports.FirstOrDefault(r => r.Violations.Count > 0) is not { } failed)
        {
            return ExitCode.Fine;
        }

        if (parsed.GetValue(_shrink) && !parsed.GetValue(_command.Json))
        {
            Shrink(options with { Seed = failed.Seed }, failed, cancel);
        }

        return ExitCode.Failed;
    }

    private static IReadOnlyList<SimulationReport> Simulate(ParseResult parsed, SimulationOptions options, int seeds, CancellationToken cancel)
    {
        var done = 0;
        using var progress = ProgressBar.On(parsed, seeds == 1 ? "seed" : "seeds", seeds);
        return Campaign.Run(options, seeds, _ => progress.Done(Interlocked.Increment(ref done)), cancel);
    }

    private void Shrink(SimulationOptions options, SimulationReport failed, CancellationToken cancel)
    {
        var (smallest, report) = Shrinker.Shrink(options, failed, (kind, stillFails) => _printer.Line($"without {FaultKinds.NameOf(kind)}: {(stillFails ? "still fails" : "passes, so it stays")}"), cancel);
        var list = smallest.Faults.Count == 0 ? "none" : string.Join(',', smallest.Faults.Select(FaultKinds.NameOf));
        _printer.Line($"smallest: ballast simulate --seed {smallest.Seed} --days {smallest.Days} --faults {list}");
        _printer.Line($"{report.Violations[0].Invariant} at {report.Violations[0].At:yyyy-MM-ddTHH:mm:ss.fffZ}: {report.Violations[0].Detail}");
    }
}
