using Ballast.Core.Market;

namespace Ballast.Core.Strategies;

/// <summary>Settings of the ensemble. Source: requirements §9; there is no learned model yet, so every mode but rules-only falls back to it.</summary>
public sealed record EnsembleOptions
{
    /// <summary>Default rules-only.</summary>
    public EnsembleMode Mode { get; init; } = EnsembleMode.RulesOnly;

    /// <summary>The built-in strategies that vote. Default none: there is no ensemble, the alert's confidence counts alone.</summary>
    public EquatableList<BuiltIn> Models { get; init; } = [];

    /// <summary>An opinion older than this many of its own candles is missing. 1–10, default 2 (ours).</summary>
    public double MaxAgeCandles { get; init; } = 2;
}
