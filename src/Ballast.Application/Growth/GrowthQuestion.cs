using Ballast.Core.Growth;

namespace Ballast.Application.Growth;

/// <summary>A growth plan and what is to be computed beside its closed form.</summary>
public sealed record GrowthQuestion
{
    public required GrowthPlan Plan { get; init; }

    /// <summary>Monte Carlo paths; null for the closed form alone.</summary>
    public int? Paths { get; init; }

    /// <summary>Of the Monte Carlo paths and the compared signals.</summary>
    public long Seed { get; init; }

    /// <summary>Null: no comparison.</summary>
    public ComparisonOptions? Compare { get; init; }
}
