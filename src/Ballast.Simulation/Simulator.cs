using System.Diagnostics;
using Ballast.Simulation.Invariants;
using Ballast.Simulation.World;

namespace Ballast.Simulation;

/// <summary>
/// Runs the whole app — triggers, queue, store, supervision, exchange — under a virtual clock on one thread, lets things go wrong by plan, and
/// checks the invariants of docs/architecture.md from outside.
/// </summary>
public static class Simulator
{
    public const int MaxDays = 3650;

    /// <exception cref="ArgumentOutOfRangeException">The days are out of range.</exception>
    public static SimulationReport Run(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Days, MaxDays);
        var from = Stopwatch.GetTimestamp();
        var (naked, unknown, money, unforeseen) = (new NeverNaked(), new UnknownIsUnknown(), new MoneyIsConserved(), new NothingUnforeseen());
        Invariant[] invariants = [new Once(), naked, unknown, new FailClosed(), new OnlyTighten(), money, new SecretsStaySecret(), new NothingLost(), new NothingLeftOver(), new LimitsAreObeyed(), new CompetesOnPaper(), unforeseen];
        using var world = new SimulatedWorld(options, invariants);
        world.Run();
        unforeseen.Close();
        return new SimulationReport
        {
            Seed = options.Seed,
            Days = options.Days,
            Topology = world.Backend.IsRemote ? "cloud" : "embedded",
            Trades = unforeseen.Trades,
            Accepted = world.Sender.Accepted,
            Refused = world.Sender.Refused,
            Duplicates = world.Sender.Duplicates,
            Unanswered = world.Sender.Unanswered,
            Faults = world.Faults.Counts(),
            Crashes = world.Lives.Crashes,
            Invariants = invariants.ToDictionary(i => i.Name, i => i.Checks, StringComparer.Ordinal),
            Violations = [.. invariants.SelectMany(i => i.Violations)],
            MaxNakedSecondsAttended = naked.MaxAttended.TotalSeconds,
            MaxNakedSecondsAfterCrash = naked.MaxAfterCrash.TotalSeconds,
            MaxNakedSecondsByHand = naked.MaxByHand.TotalSeconds,
            MaxSecondsToStopOrFlat = naked.MaxToStopOrFlat.TotalSeconds,
            MaxNakedSecondsInAll = naked.MaxInAll.TotalSeconds,
            Liquidations = money.Liquidations,
            UnknownResolved = unknown.Resolved,
            Fingerprint = world.FingerprintText,
            ElapsedMs = (long)Stopwatch.GetElapsedTime(from).TotalMilliseconds,
        };
    }
}
