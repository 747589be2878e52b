using Ballast.Core.Indicators;
using Ballast.Core.Market;

namespace Ballast.Core.Regimes;

/// <summary>Measures closed candles one at a time and folds them through <see cref="RegimeRules"/>, without allocation.</summary>
public struct RegimeTracker(PolicyOptions policy, RegimeOptions options)
{
    private Adx _adx = new(policy.Length);
    private Atr _atr = new(policy.Length);
    private Ema _ema = new(options.EmaLength);

    public RegimeState State { get; private set; }

    /// <summary>What the latest candle measured.</summary>
    public RegimeMeasure Measure { get; private set; }

    public void Add(in Candle candle)
    {
        var before = _ema.Value;
        _adx.Add(candle);
        _atr.Add(candle);
        _ema.Add(candle);

        // Where nothing moves at all the ATR is 0, and so is the slope.
        var slope = _atr.Value == 0 ? 0 * before : (_ema.Value - before) / _atr.Value;
        Measure = new RegimeMeasure(_adx.Value, slope);
        State = RegimeRules.Next(State, Measure, policy, options);
    }

    /// <summary>The tracker after all candles, oldest first.</summary>
    public static RegimeTracker Of(ReadOnlySpan<Candle> candles, PolicyOptions policy, RegimeOptions options)
    {
        var tracker = new RegimeTracker(policy, options);
        foreach (ref readonly var candle in candles)
        {
            tracker.Add(candle);
        }

        return tracker;
    }
}
