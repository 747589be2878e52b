using Ballast.Core.Market;
using Ballast.Core.Sizing;

namespace Ballast.Core.Leveraging;

/// <summary>Settings of the tier engine. Source: requirements §1.1 (D0).</summary>
public sealed record TierLeverageOptions
{
    /// <summary>Factors by confidence (≥). Default 0.95 1.0 · 0.85 0.8 · 0.75 0.6 · else 0.4.</summary>
    public EquatableList<Rung> Confidence { get; init; } = [new(0.95m, 1.0m), new(0.85m, 0.8m), new(0.75m, 0.6m), new(0m, 0.4m)];

    /// <summary>Factors by ATR / price (&gt;); without an ATR the first. Default 0.05 0.7 · 0.03 0.85 · else 1.0.</summary>
    public EquatableList<Rung> Volatility { get; init; } = [new(0.05m, 0.7m), new(0.03m, 0.85m), new(0m, 1.0m)];

    /// <summary>Factors by signal strength 1–5 (≥). Default 5 1.0 · 4 0.85 · 3 0.7 · 2 0.5 · 1 0.3.</summary>
    public EquatableList<Rung> Signal { get; init; } = [new(5, 1.0m), new(4, 0.85m), new(3, 0.7m), new(2, 0.5m), new(1, 0.3m)];

    /// <summary>The factor of a signal without strength. Default 0.5.</summary>
    public decimal UnknownSignal { get; init; } = 0.5m;

    /// <summary>The least leverage before caps. Default 3.</summary>
    public int Floor { get; init; } = 3;

    /// <summary>Factor in recovery mode; always applies. Default 0.5.</summary>
    public decimal RecoveryFactor { get; init; } = 0.5m;

    /// <summary>Default truncate.</summary>
    public LeverageRounding Rounding { get; init; } = LeverageRounding.Truncate;

    /// <summary>leverage_factors: a factor left out is 1. Default all three.</summary>
    public EquatableList<LeverageFactor> Factors { get; init; } = [LeverageFactor.Confidence, LeverageFactor.Volatility, LeverageFactor.Signal];

    public bool Uses(LeverageFactor factor)
    {
        foreach (var used in Factors)
        {
            if (used == factor)
            {
                return true;
            }
        }

        return false;
    }
}

public enum LeverageRounding
{
    Truncate,
    Nearest,
}

public enum LeverageFactor
{
    Confidence,
    Volatility,
    Signal,
}
