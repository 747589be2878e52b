namespace Ballast.Core.Sizing;

/// <summary>Which sizer, and the settings of each. Source: requirements §0.3.</summary>
public sealed record SizingOptions
{
    /// <summary>Default atr-risk.</summary>
    public SizingModel Model { get; init; } = SizingModel.AtrRisk;

    public AtrRiskOptions AtrRisk { get; init; } = new();

    public TierSizerOptions Tier { get; init; } = new();

    public ProgressiveOptions Progressive { get; init; } = new();

    public FixedSizerOptions Fixed { get; init; } = new();
}

public enum SizingModel
{
    /// <summary>A fraction of the equity at risk between price and stop (§3).</summary>
    AtrRisk,

    /// <summary>Margin by balance tier (§1.2).</summary>
    Tier,

    /// <summary>A notional that grows with the balance (§2).</summary>
    Progressive,

    /// <summary>A fixed share of the balance as margin: the baseline.</summary>
    Fixed,
}
