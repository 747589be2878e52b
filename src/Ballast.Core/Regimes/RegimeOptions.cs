namespace Ballast.Core.Regimes;

/// <summary>Settings of the regime rules beside the ADX thresholds of <see cref="PolicyOptions"/>. Source: requirements §4; the numbers are ours, looked up by eye on daily Bitcoin candles of 2014–2018 and tried on nothing else.</summary>
public sealed record RegimeOptions
{
    /// <summary>TRENDING is left only below its threshold by this much, RANGING only above its own. ADX points, 0–20, default 5 (ours).</summary>
    public double AdxHysteresis { get; init; } = 5;

    /// <summary>Candles that a regime or a direction lasts at least. 1–100, default 10 (ours).</summary>
    public int MinDwell { get; init; } = 10;

    /// <summary>Length of the EMA whose slope gives the direction, in candles. 2–500, default 50 (ours).</summary>
    public int EmaLength { get; init; } = 50;

    /// <summary>The EMA's slope from here on is UP, from minus this DOWN. ATRs per candle, 0–1, default 0.03 (ours).</summary>
    public double DirectionSlope { get; init; } = 0.03;

    /// <summary>A direction is left only when the slope is under this share of <see cref="DirectionSlope"/>. 0–1, default 0.25 (ours).</summary>
    public double HeldSlopeShare { get; init; } = 0.25;
}
