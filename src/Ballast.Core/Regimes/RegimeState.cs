namespace Ballast.Core.Regimes;

/// <summary>What the regime rules measure on one candle.</summary>
/// <param name="Adx">0–100; NaN while warming up.</param>
/// <param name="Slope">Change of the EMA over the latest candle, in ATRs; NaN while warming up.</param>
public readonly record struct RegimeMeasure(double Adx, double Slope)
{
    public bool IsKnown => !double.IsNaN(Adx) && !double.IsNaN(Slope);
}

/// <summary>A regime with its direction, and for how long both have stood. The default has seen nothing and is the middle one.</summary>
/// <param name="Candles">Candles since the regime began; 0 when nothing has been measured yet.</param>
/// <param name="DirectionCandles">Candles since the direction began.</param>
public readonly record struct RegimeState(Regime Regime, TrendDirection Direction, int Candles, int DirectionCandles)
{
    public bool IsKnown => Candles > 0;
}
