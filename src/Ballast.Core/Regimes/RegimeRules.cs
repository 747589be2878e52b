namespace Ballast.Core.Regimes;

/// <summary>
/// The rules that turn measures into a regime: ADX says how strongly a symbol moves, the slope of its EMA which way. A strong move that leads
/// nowhere is no trend but NORMAL: ADX alone stays high long after a trend has ended. Thresholds that are left later than they are reached,
/// and a least dwell, keep it from flapping. Source: requirements §4; the need of a direction is ours.
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
            var first = DirectionOf(TrendDirection.Flat, measure.Slope, options);
            return new RegimeState(RegimeOf(Regime.Normal, first, measure.Adx, policy, options), first, 1, 1);
        }

        var direction = previous.DirectionCandles < options.MinDwell ? previous.Direction : DirectionOf(previous.Direction, measure.Slope, options);
        var regime = previous.Candles < options.MinDwell ? previous.Regime : RegimeOf(previous.Regime, direction, measure.Adx, policy, options);
        return new RegimeState(
            regime,
            direction,
            regime == previous.Regime ? previous.Candles + 1 : 1,
            direction == previous.Direction ? previous.DirectionCandles + 1 : 1);
    }

    private static Regime RegimeOf(Regime previous, TrendDirection direction, double adx, PolicyOptions policy, RegimeOptions options)
    {
        var trendingFrom = policy.TrendingAdx - (previous == Regime.Trending ? options.AdxHysteresis : 0);
        var rangingUpTo = policy.RangingAdx + (previous == Regime.Ranging ? options.AdxHysteresis : 0);
        return adx >= trendingFrom && direction != TrendDirection.Flat ? Regime.Trending : adx <= rangingUpTo ? Regime.Ranging : Regime.Normal;
    }

    private static TrendDirection DirectionOf(TrendDirection previous, double slope, RegimeOptions options)
    {
        var up = options.DirectionSlope * (previous == TrendDirection.Up ? options.HeldSlopeShare : 1);
        var down = options.DirectionSlope * (previous == TrendDirection.Down ? options.HeldSlopeShare : 1);
        return slope >= up ? TrendDirection.Up : slope <= -down ? TrendDirection.Down : TrendDirection.Flat;
    }
}
