using Ballast.Simulation;

namespace Ballast.Cli.Output;

/// <summary>Many simulated seeds added up.</summary>
internal sealed record CampaignView
{
    public required ulong FirstSeed { get; init; }

    public required int Seeds { get; init; }

    public required int Days { get; init; }

    public required long Trades { get; init; }

    public required long Accepted { get; init; }

    public required long Refused { get; init; }

    public required long Duplicates { get; init; }

    public required long Unanswered { get; init; }

    public required IReadOnlyDictionary<string, long> Faults { get; init; }

    /// <summary>In how many seeds each kind of fault happened at least once.</summary>
    public required IReadOnlyDictionary<string, int> SeedsWithFault { get; init; }

    public required long Crashes { get; init; }

    public required IReadOnlyDictionary<string, long> Invariants { get; init; }

    /// <summary>Of all seeds, each with its seed.</summary>
    public required IReadOnlyList<SeedViolation> Violations { get; init; }

    public required double MaxNakedSecondsAttended { get; init; }

    public required double MaxNakedSecondsAfterCrash { get; init; }

    public required double MaxNakedSecondsByHand { get; init; }

    public required double MaxSecondsToStopOrFlat { get; init; }

    public required double MaxNakedSecondsInAll { get; init; }

    public required long Liquidations { get; init; }

    public required long UnknownResolved { get; init; }

    public required long ElapsedMs { get; init; }

    public static CampaignView Of(SimulationOptions first, IReadOnlyList<SimulationReport> reports, long elapsedMs) => new()
    {
        FirstSeed = first.Seed,
        Seeds = reports.Count,
        Days = first.Days,
        Trades = reports.Sum(r => (long)r.Trades),
        Accepted = reports.Sum(r => (long)r.Accepted),
        Refused = reports.Sum(r => (long)r.Refused),
        Duplicates = reports.Sum(r => (long)r.Duplicates),
        Unanswered = reports.Sum(r => (long)r.Unanswered),
        Faults = reports[0].Faults.Keys.ToDictionary(k => k, k => reports.Sum(r => (long)r.Faults[k]), StringComparer.Ordinal),
        SeedsWithFault = reports[0].Faults.Keys.ToDictionary(k => k, k => reports.Count(r => r.Faults[k] > 0), StringComparer.Ordinal),
        Crashes = reports.Sum(r => (long)r.Crashes),
        Invariants = reports[0].Invariants.Keys.ToDictionary(k => k, k => reports.Sum(r => r.Invariants[k]), StringComparer.Ordinal),
        Violations = [.. reports.SelectMany(r => r.Violations.Select(v => new SeedViolation(r.Seed, v.Invariant, v.At, v.Detail)))],
        MaxNakedSecondsAttended = reports.Max(r => r.MaxNakedSecondsAttended),
        MaxNakedSecondsAfterCrash = reports.Max(r => r.MaxNakedSecondsAfterCrash),
        MaxNakedSecondsByHand = reports.Max(r => r.MaxNakedSecondsByHand),
        MaxSecondsToStopOrFlat = reports.Max(r => r.MaxSecondsToStopOrFlat),
        MaxNakedSecondsInAll = reports.Max(r => r.MaxNakedSecondsInAll),
        Liquidations = reports.Sum(r => (long)r.Liquidations),
        UnknownResolved = reports.Sum(r => (long)r.UnknownResolved),
        ElapsedMs = elapsedMs,
    };
}

/// <summary>A violation and the seed that shows it.</summary>
internal sealed record SeedViolation(ulong Seed, string Invariant, DateTimeOffset At, string Detail);
