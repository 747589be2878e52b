namespace Ballast.Core.Regimes;

/// <summary>
/// The rules that turn measures into a regime: ADX says how strongly a symbol moves, the slope of its EMA which way. Thresholds that are left
/// later than they are reached, and a least dwell, keep it from flapping. Source: requirements §4.
/// </summary>
public static class RegimeRules
{
    /// <summary>The state after one more measure. Unknown measures change nothing; the first known one is taken at once.</summary>
    public static RegimeState Next(RegimeState previous, RegimeMeasure measure, PolicyOptions policy, RegimeOptions options)
    {
        if (!measure.IsKnown)
        {
            return previous;
        }

        if (!previous.IsKnown)
        {
            return new RegimeState(RegimeOf(Regime.Normal, measure.Adx, policy, options), DirectionOf(TrendDirection.Flat, measure.Slope, options), 1, 1);
        }

        var regime = previous.Candles < options.MinDwell ? previous.Regime : RegimeOf(previous.Regime, measure.Adx, policy, options);
        var direction = previous.DirectionCandles < options.MinDwell ? previous.Direction : DirectionOf(previous.Direction, measure.Slope, options);
        return new RegimeState(
            regime,
            direction,
            regime == previous.Regime ? previous.Candles + 1 : 1,
            direction == previous.Direction ? previous.DirectionCandles + 1 : 1);
    }

    private static Regime RegimeOf(Regime previous, double adx, PolicyOptions policy, RegimeOptions options)
    {
        var trendingFrom = policy.TrendingAdx - (previous == Regime.Trending ? options.AdxHysteresis : 0);
        var rangingUpTo = policy.RangingAdx + (previous == Regime.Ranging ? options.AdxHysteresis : 0);
        return adx >= trendingFrom ? Regime.Trending : adx <= rangingUpTo ? Regime.Ranging : Regime.Normal;
    }

    private static TrendDirection DirectionOf(TrendDirection previous, double slope, RegimeOptions options)
    {
        var up = options.DirectionSlope * (previous == TrendDirection.Up ? options.HeldSlopeShare : 1);
        var down = options.DirectionSlope * (previous == TrendDirection.Down ? options.HeldSlopeShare : 1);
        return slope >= up ? TrendDirection.Up : slope <= -down ? TrendDirection.Down : TrendDirection.Flat;
    }
}
