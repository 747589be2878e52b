using Ballast.Core.Market;
using Ballast.Core.Sizing;

namespace Ballast.Core.Leveraging;

/// <summary>Settings of the rules engine. Source: requirements §6.1 (D2).</summary>
public sealed record RulesLeverageOptions
{
    /// <summary>What the factors are multiplied with. Default 5.</summary>
    public decimal Basis { get; init; } = 5;

    /// <summary>Default 1.</summary>
    public int Min { get; init; } = 1;

    /// <summary>Default 20.</summary>
    public int Max { get; init; } = 20;

    /// <summary>Factors by confidence (&gt;). Default 0.8 1.5 · 0.6 1.2 · else 0.8.</summary>
    public EquatableList<Rung> Confidence { get; init; } = [new(0.8m, 1.5m), new(0.6m, 1.2m), new(0m, 0.8m)];

    /// <summary>Factor while SAFE. Default 1.2.</summary>
    public decimal Safe { get; init; } = 1.2m;

    /// <summary>Factor while WARNING. Default 0.7.</summary>
    public decimal Warning { get; init; } = 0.7m;

    /// <summary>Factor while CRITICAL, and where the level is not known. Default 0.4.</summary>
    public decimal Critical { get; init; } = 0.4m;

    /// <summary>A VPIN above it takes its excess off a factor of 1. Default 0.3.</summary>
    public decimal VpinFrom { get; init; } = 0.3m;

    /// <summary>What a VPIN that is not measured counts as. Default 0.5.</summary>
    public decimal MissingVpin { get; init; } = 0.5m;

    /// <summary>ATR / price above it is volatile. Default 0.02.</summary>
    public decimal VolatileFrom { get; init; } = 0.02m;

    /// <summary>Factor while volatile, and without an ATR. Default 0.8.</summary>
    public decimal Volatile { get; init; } = 0.8m;
}
