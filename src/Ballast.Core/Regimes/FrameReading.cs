using Ballast.Core.Market;

namespace Ballast.Core.Regimes;

/// <summary>The regime of one symbol on one candle length.</summary>
/// <param name="Evidence">One sentence for a person, with the numbers.</param>
/// <param name="AsOf">When the latest candle it has seen closed.</param>
public sealed record FrameReading(CandleInterval Interval, Regime Regime, TrendDirection Direction, string Evidence, DateTimeOffset AsOf)
{
    /// <summary>Older than two of its candles: one has closed since, and should have been read.</summary>
    public bool IsStale(DateTimeOffset now, FrameOptions options) => now - AsOf > Interval.Length * options.MaxAgeCandles;

    /// <summary>Null while the tracker is warming up: a frame without evidence is a missing one.</summary>
    public static FrameReading? Of(CandleInterval interval, RegimeTracker tracker, DateTimeOffset asOf) => !tracker.State.IsKnown ? null : new(
        interval,
        tracker.State.Regime,
        tracker.State.Direction,
        FormattableString.Invariant($"ADX {tracker.Measure.Adx:F1}, EMA slope {tracker.Measure.Slope:F3} ATR per candle; {tracker.State.Regime} for {tracker.State.Candles} candles, {tracker.State.Direction} for {tracker.State.DirectionCandles}."),
        asOf);

    /// <summary>Null before the model's filter has seen a candle.</summary>
    public static FrameReading? Of(CandleInterval interval, HiddenMarkovReading reading, DateTimeOffset asOf) => !(reading.Posterior > 0) ? null : new(
        interval,
        reading.Regime,
        reading.Direction,
        FormattableString.Invariant($"Hidden Markov model: {reading.Phase} with posterior {reading.Posterior:F2}."),
        asOf);
}
