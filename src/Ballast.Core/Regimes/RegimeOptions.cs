namespace Ballast.Core.Regimes;

/// <summary>Settings of the regime rules beside the ADX thresholds of <see cref="PolicyOptions"/>. Source: requirements §4; the numbers are ours.</summary>
public sealed record RegimeOptions
{
    /// <summary>TRENDING is left only below its threshold by this much, RANGING only above its own. ADX points, 0–20, default 3 (ours).</summary>
    public double AdxHysteresis { get; init; } = 3;

    /// <summary>Candles that a regime or a direction lasts at least. 1–100, default 5 (ours).</summary>
    public int MinDwell { get; init; } = 5;

    /// <summary>Length of the EMA whose slope gives the direction, in candles. 2–500, default 20 (ours).</summary>
    public int EmaLength { get; init; } = 20;

    /// <summary>The EMA's slope from here on is UP, from minus this DOWN. ATRs per candle, 0–1, default 0.05 (ours).</summary>
    public double DirectionSlope { get; init; } = 0.05;

    /// <summary>A direction is left only when the slope is under this share of <see cref="DirectionSlope"/>. 0–1, default 0.5 (ours).</summary>
    public double HeldSlopeShare { get; init; } = 0.5;
}
