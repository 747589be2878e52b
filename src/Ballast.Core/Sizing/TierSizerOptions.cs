using Ballast.Core.Market;

namespace Ballast.Core.Sizing;

/// <summary>Settings of the tier sizer. Source: requirements §1.2 (D0).</summary>
public sealed record TierSizerOptions
{
    /// <summary>Factors by confidence (≥). Default 0.95 1.5 · 0.85 1.2 · 0.75 1.0 · 0.60 0.8 · else 0.5.</summary>
    public EquatableList<Rung> Confidence { get; init; } = [new(0.95m, 1.5m), new(0.85m, 1.2m), new(0.75m, 1.0m), new(0.60m, 0.8m), new(0m, 0.5m)];

    /// <summary>Factors by the recent win rate (≥). Default 0.70 1.3 · 0.50 1.0 · 0.30 0.7 · else 0.5.</summary>
    public EquatableList<Rung> Performance { get; init; } = [new(0.70m, 1.3m), new(0.50m, 1.0m), new(0.30m, 0.7m), new(0m, 0.5m)];

    /// <summary>use_performance_based_sizing: false sets only the performance factor to 1. Default true.</summary>
    public bool UsePerformance { get; init; } = true;

    /// <summary>Fewer closed trades count as <see cref="UnprovenWinRate"/>. Default 5.</summary>
    public int MinSample { get; init; } = 5;

    /// <summary>The win rate taken while there are too few trades. A fraction, default 0.50.</summary>
    public decimal UnprovenWinRate { get; init; } = 0.50m;

    /// <summary>Lower bound of the ratio as a multiple of the base ratio. Default 0.3.</summary>
    public decimal MinRatioFactor { get; init; } = 0.3m;

    /// <summary>Upper bound of the ratio as a multiple of the base ratio. Default 2.0.</summary>
    public decimal MaxRatioFactor { get; init; } = 2.0m;

    /// <summary>Size factor in recovery mode. Default 0.7.</summary>
    public decimal RecoveryFactor { get; init; } = 0.7m;
}
