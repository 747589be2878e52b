using System.Globalization;
using Ballast.Core.Market;

namespace Ballast.Core.Regimes;

/// <summary>The regime of one symbol on one candle length.</summary>
/// <param name="Evidence">One sentence for a person, with the numbers.</param>
/// <param name="AsOf">When the latest candle it has seen closed.</param>
public sealed record FrameReading(CandleInterval Interval, Regime Regime, TrendDirection Direction, string Evidence, DateTimeOffset AsOf)
{
    /// <summary>0–100; null where the regime was not measured.</summary>
    public double? Adx { get; init; }

    /// <summary>Change of the EMA over the latest candle, in ATRs; null where the regime was not measured.</summary>
    public double? Slope { get; init; }

    /// <summary>The venue has too few candles of this length for any regime. The frame then counts as NORMAL without a direction: it neither tempers nor vetoes.</summary>
    public bool IsTooYoung { get; init; }

    /// <summary>Older than two of its candles: one has closed since, and should have been read.</summary>
    public bool IsStale(DateTimeOffset now, FrameOptions options) => now - AsOf > Interval.Length * options.MaxAgeCandles;

    /// <summary>Null while the tracker is warming up: a frame without evidence is a missing one.</summary>
    public static FrameReading? Of(CandleInterval interval, RegimeTracker tracker, DateTimeOffset asOf) => !tracker.State.IsKnown ? null : new(
        interval,
        tracker.State.Regime,
        tracker.State.Direction,
        string.Create(CultureInfo.InvariantCulture, $"ADX {tracker.Measure.Adx:F1}, EMA slope {tracker.Measure.Slope:F3} ATR per candle; {tracker.State.Regime} for {tracker.State.Candles} candles, {tracker.State.Direction} for {tracker.State.DirectionCandles}."),
        asOf)
    {
        Adx = tracker.Measure.Adx,
        Slope = tracker.Measure.Slope,
    };

    /// <summary>Of a symbol that has not been traded long enough.</summary>
    public static FrameReading TooYoung(CandleInterval interval, int candles, int needed, DateTimeOffset asOf) => new(
        interval, Regime.Normal, TrendDirection.Flat, FormattableString.Invariant($"Only {candles} closed candles of {interval}; {needed} are needed to name a regime."), asOf)
    {
        IsTooYoung = true,
    };

    /// <summary>Null before the model's filter has seen a candle.</summary>
    public static FrameReading? Of(CandleInterval interval, HiddenMarkovReading reading, DateTimeOffset asOf) => !(reading.Posterior > 0) ? null : new(
        interval,
        reading.Regime,
        reading.Direction,
        FormattableString.Invariant($"Hidden Markov model: {reading.Phase} with posterior {reading.Posterior:F2}."),
        asOf);
}
