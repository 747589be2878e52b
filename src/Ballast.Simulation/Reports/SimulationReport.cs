namespace Ballast.Simulation;

/// <summary>What a run showed.</summary>
public sealed record SimulationReport
{
    public required ulong Seed { get; init; }

    public required int Days { get; init; }

    /// <summary>embedded (journal in the process) or cloud (storage and queue elsewhere).</summary>
    public required string Topology { get; init; }

    /// <summary>Positions opened and closed again.</summary>
    public required int Trades { get; init; }

    /// <summary>Alerts that led to an order (entry or close).</summary>
    public required int Accepted { get; init; }

    public required int Refused { get; init; }

    /// <summary>Alerts answered as known already.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Alerts that nobody answered: the app was down, or died over it.</summary>
    public required int Unanswered { get; init; }

    /// <summary>How often each kind of fault happened.</summary>
    public required IReadOnlyDictionary<string, int> Faults { get; init; }

    public required int Crashes { get; init; }

    /// <summary>How often each invariant was checked.</summary>
    public required IReadOnlyDictionary<string, long> Invariants { get; init; }

    public required IReadOnlyList<Violation> Violations { get; init; }

    /// <summary>Longest time attended that a position had neither a stop on the venue nor a reduce-only close under way: what invariant 2 bounds by 10 s.</summary>
    public required double MaxNakedSecondsAttended { get; init; }

    /// <summary>The same with a crash in between: bounded by 45 s.</summary>
    public required double MaxNakedSecondsAfterCrash { get; init; }

    /// <summary>The same after a person took the stop away on the venue: until the next round of supervision.</summary>
    public required double MaxNakedSecondsByHand { get; init; }

    /// <summary>Longest time attended without a stop on the venue, a close that is under way included: until a stop stood or nothing was held. Without the hands.</summary>
    public required double MaxSecondsToStopOrFlat { get; init; }

    /// <summary>The same with the time in which nothing could run, and with the hands.</summary>
    public required double MaxNakedSecondsInAll { get; init; }

    /// <summary>Positions that the venue liquidated.</summary>
    public required int Liquidations { get; init; }

    /// <summary>Orders whose outcome was unknown for a time and then known.</summary>
    public required int UnknownResolved { get; init; }

    /// <summary>A hash of everything that was sent, stored and said: equal for equal runs.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Real time.</summary>
    public long ElapsedMs { get; init; }
}
