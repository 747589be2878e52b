using Ballast.Core.Market;
using Ballast.Core.Regimes;

namespace Ballast.Core.Strategies;

/// <summary>
/// Goes with the trend of its frame (ADX for strength, the slope of the EMA for direction), unless the higher frame, made of the same candles,
/// trends against it. A higher frame that is not known or whose latest candle is missing is no consent. The evidence is ADX beyond its
/// threshold and the slope. The default has nothing to say.
/// </summary>
public struct Trend : IStrategy
{
    // A slope of a fifth of an ATR per candle is strong (ours).
    private const double StrongSlope = 0.2;

    private readonly PolicyOptions? _policy;
    private readonly CandleInterval _higherInterval;
    private readonly double _maxAgeMs;
    private CandleMerger _merger;
    private RegimeTracker _own;
    private RegimeTracker _higher;
    private long _higherAsOfMs;
    private long _nowMs;
    private int _seen;

    /// <exception cref="ArgumentOutOfRangeException">Candles of its frame do not make those of the higher one.</exception>
    public Trend(TrendOptions options, PolicyOptions policy, RegimeOptions regimes)
    {
        _policy = policy;
        _higherInterval = options.HigherInterval;
        _maxAgeMs = options.HigherInterval.Milliseconds * new FrameOptions().MaxAgeCandles;
        _merger = options.HasHigherFrame
            ? new CandleMerger(options.Place.Interval, options.HigherInterval)
            : throw new ArgumentOutOfRangeException(nameof(options), options.HigherInterval, $"The higher frame of {options.Place.Interval} is a longer multiple of it that divides a day.");
        (_own, _higher) = (new RegimeTracker(policy, regimes), new RegimeTracker(policy, regimes));
    }

    public readonly StrategyCall? Call
    {
        get
        {
            if (_policy is null || !_own.State.IsKnown || !IsHigherKnown)
            {
                return null;
            }

            var (regime, direction) = (_own.State.Regime, _own.State.Direction);
            if (regime != Regime.Trending || direction == TrendDirection.Flat || IsHigherAgainst(direction))
            {
                return default(StrategyCall);
            }

            var evidence = Math.Max(0, (_own.Measure.Adx - _policy.TrendingAdx) / Math.Max(1, _policy.TrendingAdx)) + (Math.Abs(_own.Measure.Slope) / StrongSlope);
            return StrategyCall.Of(direction == TrendDirection.Up ? 1 : -1, evidence);
        }
    }

    public readonly string Why => Call is null
        ? FormattableString.Invariant($"{_seen} candles; the regime of {(_own.State.IsKnown ? _higherInterval.Name : "its own frame")} is not known.")
        : FormattableString.Invariant($"{_own.State.Regime} {_own.State.Direction}, ADX {_own.Measure.Adx:0.0}, EMA slope {_own.Measure.Slope:0.000} ATR per candle; {_higherInterval} is {_higher.State.Regime} {_higher.State.Direction}.");

    private readonly bool IsHigherKnown => _higher.State.IsKnown && _nowMs - _higherAsOfMs <= _maxAgeMs;

    private readonly bool IsHigherAgainst(TrendDirection direction) =>
        _higher.State.Regime == Regime.Trending && _higher.State.Direction.IsAgainst(direction == TrendDirection.Up ? PositionSide.Long : PositionSide.Short);

    public void Add(in Candle candle)
    {
        if (_policy is null)
        {
            return;
        }

        _own.Add(candle);
        if (_merger.Add(candle, out var longer))
        {
            _higher.Add(longer);
            _higherAsOfMs = longer.CloseTimeMs;
        }

        _nowMs = candle.CloseTimeMs;
        _seen++;
    }

    /// <summary>The strategy after all candles.</summary>
    public static Trend Of(ReadOnlySpan<Candle> candles, TrendOptions options, PolicyOptions policy, RegimeOptions regimes) => new Trend(options, policy, regimes).After(candles);
}
