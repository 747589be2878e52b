using Ballast.Core.Indicators;
using Ballast.Core.Market;

namespace Ballast.Core.Strategies;

/// <summary>
/// Buys a close above the highest high of the candles before it, sells one under their lowest low, by a buffer of ATRs. Between the two it does
/// nothing. The evidence is how many ATRs the close is beyond the channel. The default has nothing to say.
/// </summary>
public struct Breakout(BreakoutOptions options) : IStrategy
{
    private readonly int _needed = Math.Max(options.Length, options.AtrLength) + 1;
    private readonly double _buffer = options.BufferAtrs >= 0 ? options.BufferAtrs : throw new ArgumentOutOfRangeException(nameof(options), options.BufferAtrs, "A breakout's buffer is not negative.");
    private Donchian _channel = new(options.Length);
    private Atr _atr = new(options.AtrLength);
    private double _upper = double.NaN;
    private double _lower = double.NaN;
    private double _range = double.NaN;
    private double _close;
    private int _seen;

    public readonly StrategyCall? Call
    {
        get
        {
            if (_seen == 0 || double.IsNaN(_upper) || double.IsNaN(_range))
            {
                return null;
            }

            var (above, under) = (_close - _upper, _lower - _close);
            var buffer = _buffer * _range;
            return above > buffer ? StrategyCall.Of(1, above / _range) : under > buffer ? StrategyCall.Of(-1, under / _range) : default(StrategyCall);
        }
    }

    public readonly string Why => Call is null
        ? Shortage.Of(_seen, _needed)
        : FormattableString.Invariant($"Close {_close:0.########}, channel before it {_lower:0.########} to {_upper:0.########}, buffer {_buffer * _range:0.########}.");

    public void Add(in Candle candle)
    {
        // The channel and the ATR as they were before this candle: it must not widen what it breaks.
        (_upper, _lower, _range) = (_channel.Upper, _channel.Lower, _atr.Value);
        _channel.Add(candle);
        _atr.Add(candle);
        _close = candle.Close;
        _seen++;
    }

    /// <summary>The strategy after all candles.</summary>
    public static Breakout Of(ReadOnlySpan<Candle> candles, BreakoutOptions options) => new Breakout(options).After(candles);
}
