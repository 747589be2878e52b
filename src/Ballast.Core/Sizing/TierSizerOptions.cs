namespace Ballast.Core.Sizing;

/// <summary>Settings of the tier sizer. Source: requirements §1.2 (D0).</summary>
public sealed record TierSizerOptions
{
    /// <summary>False sets only the performance factor to 1. Default true.</summary>
    public bool UsePerformance { get; init; } = true;

    /// <summary>Fewer closed trades count as a win rate of 0.50. Default 5.</summary>
    public int MinSample { get; init; } = 5;

    /// <summary>Lower bound of the ratio as a multiple of the base ratio. Default 0.3.</summary>
    public decimal MinRatioFactor { get; init; } = 0.3m;

    /// <summary>Upper bound of the ratio as a multiple of the base ratio. Default 2.0.</summary>
    public decimal MaxRatioFactor { get; init; } = 2.0m;

    /// <summary>Size factor in recovery mode. Default 0.7.</summary>
    public decimal RecoveryFactor { get; init; } = 0.7m;
}
