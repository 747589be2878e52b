using Ballast.Core.Growth;
using Ballast.Core.Market;

namespace Ballast.Application.Growth;

/// <summary>The answer of <c>GET /api/growth</c> and of <c>ballast growth --json</c>. Amounts in USDT, unrounded.</summary>
public sealed record GrowthView
{
    /// <summary>The mean: start × (1 + p·w − (1−p)·l)ⁿ.</summary>
    public required Money ClosedForm { get; init; }

    /// <summary>start × ((1+w)ᵖ × (1−l)¹⁻ᵖ)ⁿ.</summary>
    public required Money Median { get; init; }

    public required int Trades { get; init; }

    public required int TradesPerDay { get; init; }

    /// <summary>Null without Monte Carlo, as are the other figures from paths.</summary>
    public required Percentiles? Percentiles { get; init; }

    /// <summary>The average of the paths: unlike the closed form it knows tiers and ruin.</summary>
    public required Money? MonteCarloMean { get; init; }

    /// <summary>One standard error of it.</summary>
    public required Money? StandardError { get; init; }

    public required int? Paths { get; init; }

    public required long? Seed { get; init; }

    public required double? ProbabilityOfRuin { get; init; }

    /// <summary>Of the mean's growth; with Monte Carlo the median of all paths, null when fewer than half arrive; null without a target.</summary>
    public required double? DaysToTarget { get; init; }

    public required double? ProbabilityOfTarget { get; init; }

    public required bool Tiers { get; init; }

    /// <summary>Null without a comparison.</summary>
    public required IReadOnlyList<StrategyView>? Strategies { get; init; }

    /// <summary>What was assumed where no document says.</summary>
    public required IReadOnlyList<string> Assumptions { get; init; }
}

/// <summary>One compared strategy. Months have 30 days.</summary>
public sealed record StrategyView
{
    /// <summary>A, B or C.</summary>
    public required string Name { get; init; }

    public required string Description { get; init; }

    public required Money Mean { get; init; }

    public required Percentiles Percentiles { get; init; }

    public required double ProbabilityOfRuin { get; init; }

    /// <summary>The share of paths that reach ten times the start in the days searched.</summary>
    public required double ProbabilityOf10x { get; init; }

    /// <summary>The median of all paths; null when fewer than half arrive in the days searched.</summary>
    public required double? MonthsTo10x { get; init; }

    /// <summary>D0's claim, to be tested.</summary>
    public required ClaimView? Claim { get; init; }
}

/// <summary>A claimed time to ten times the start, and whether the paths bear it out.</summary>
/// <param name="Holds">True: the median is not later than <paramref name="ToMonths"/>.</param>
public sealed record ClaimView(int FromMonths, int ToMonths, bool Holds);
