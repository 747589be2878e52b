using Ballast.Core.Market;
using Ballast.Core.Sizing;

namespace Ballast.Core.Growth;

/// <summary>Settings of the comparison of sizing strategies. Source: requirements §1.4.</summary>
public sealed record ComparisonOptions
{
    public SignalModel Signals { get; init; } = new();

    /// <summary>Strategy A's share of the balance: core 5 %, alt 2 %.</summary>
    public FixedSizerOptions Fixed { get; init; } = new();

    /// <summary>Strategy A's leverage for core coins. Default 20.</summary>
    public int FixedCoreLeverage { get; init; } = 20;

    /// <summary>Strategy A's leverage for other coins. Default 5.</summary>
    public int FixedAltLeverage { get; init; } = 5;

    /// <summary>From this confidence strategy A takes its full leverage; below it times §1.1's confidence factor. Default 0.90.</summary>
    public decimal FixedFullConfidence { get; init; } = 0.90m;

    /// <summary>A confidence whose size factor is 1 (§1.2), for strategy B, which has none. Default 0.75.</summary>
    public decimal NeutralConfidence { get; init; } = 0.75m;

    /// <summary>Fee a side, a fraction of the entry notional. Default 0.0004.</summary>
    public decimal FeeRate { get; init; } = 0.0004m;

    /// <summary>The multiple of the start that D0 speaks of. Default 10.</summary>
    public decimal Multiple { get; init; } = 10;

    /// <summary>Paths go on at least so long to find the multiple. Default 360 days. (Ours.)</summary>
    public int SearchDays { get; init; } = 360;

    /// <summary>Days that count as a month. Default 30. (Ours.)</summary>
    public int DaysPerMonth { get; init; } = 30;

    /// <summary>Paths where no number is given. Default 1,000. (Ours.)</summary>
    public int Paths { get; init; } = 1_000;

    /// <summary>The most paths compared, whatever number is given: each takes thousands of sized trades. Default 2,000. (Ours.)</summary>
    public int MaxPaths { get; init; } = 2_000;

    /// <summary>The start balance that D0's claims are about, USDT. Default 100.</summary>
    public decimal ClaimStart { get; init; } = 100;

    /// <summary>D0's claims for 100 → 1000, in months: to be tested, not repeated.</summary>
    public EquatableList<StrategyClaim> Claims { get; init; } =
    [
        new(ComparedStrategy.A, 8, 10),
        new(ComparedStrategy.B, 4, 6),
        new(ComparedStrategy.C, 5, 7),
    ];

    /// <summary>Paths to compare when so many Monte Carlo paths are asked for.</summary>
    public int PathsFor(int? asked) => Math.Min(asked ?? Paths, MaxPaths);

    /// <summary>The claim for a strategy; null when there is none for it or for this start.</summary>
    public StrategyClaim? ClaimFor(ComparedStrategy strategy, Money start) =>
        start.Value == ClaimStart ? Claims.FirstOrDefault(c => c.Strategy == strategy) : null;
}

/// <summary>What a document claims: months from the start to the multiple.</summary>
public sealed record StrategyClaim(ComparedStrategy Strategy, int FromMonths, int ToMonths);

/// <summary>The three strategies of requirements §1.4.</summary>
public enum ComparedStrategy
{
    /// <summary>Fixed ratio.</summary>
    A,

    /// <summary>The tier's ratio and maximum leverage; only recovery mode changes them.</summary>
    B,

    /// <summary>Dynamic size and leverage (§1.2, §1.1).</summary>
    C,
}
