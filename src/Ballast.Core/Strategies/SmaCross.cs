using Ballast.Core.Indicators;
using Ballast.Core.Market;

namespace Ballast.Core.Strategies;

/// <summary>
/// Long while the fast mean of closes is above the slow one, short while it is under. The evidence is how many ATRs the close has already gone
/// from the slow mean to that side. The default has nothing to say.
/// </summary>
public struct SmaCross : IStrategy
{
    private readonly int _fastLength;
    private readonly int _slowLength;
    private Sma _fast;
    private Sma _slow;
    private Atr _atr;
    private double _close;
    private int _seen;

    public SmaCross(SmaCrossOptions options)
    {
        if (options.Slow <= options.Fast)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Slow, "The slow mean of a cross is longer than the fast one.");
        }

        (_fastLength, _slowLength) = (options.Fast, options.Slow);
        (_fast, _slow, _atr) = (new Sma(options.Fast), new Sma(options.Slow), new Atr(options.AtrLength));
    }

    public readonly StrategyCall? Call
    {
        get
        {
            var gap = _fast.Value - _slow.Value;
            return double.IsNaN(gap) || double.IsNaN(_atr.Value) ? null : StrategyCall.Of(Math.Sign(gap), Math.Sign(gap) * Reach);
        }
    }

    public readonly string Why => Call is null
        ? Shortage.Of(_seen, _slowLength)
        : FormattableString.Invariant($"SMA {_fastLength} at {_fast.Value:0.########}, SMA {_slowLength} at {_slow.Value:0.########}; the close is {Reach:0.00} ATR from the slow one.");

    private readonly double Reach => _atr.Value > 0 ? (_close - _slow.Value) / _atr.Value : 0;

    public void Add(in Candle candle)
    {
        _fast.Add(candle);
        _slow.Add(candle);
        _atr.Add(candle);
        _close = candle.Close;
        _seen++;
    }

    /// <summary>The strategy after all candles.</summary>
    public static SmaCross Of(ReadOnlySpan<Candle> candles, SmaCrossOptions options) => new SmaCross(options).After(candles);
}
