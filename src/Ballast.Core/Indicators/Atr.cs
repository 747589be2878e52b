using Ballast.Core.Market;

namespace Ballast.Core.Indicators;

/// <summary>
/// Wilder's average true range, fed one closed candle at a time. Until <c>length</c> true ranges are seen it has no value;
/// the first value is their mean, later ones are smoothed with 1/length. The first candle's true range is high − low.
/// The default has no value.
/// </summary>
public struct Atr(int length) : IIndicator
{
    private readonly int _length = length > 0 ? length : throw new ArgumentOutOfRangeException(nameof(length), length, "An ATR length is at least 1.");

    // A product and no quotient: each step waits for the one before it.
    private readonly double _share = 1.0 / length;

    private double _previousClose;
    private double _sum;
    private int _count;

    private Atr(int length, double value, double previousClose)
        : this(length) => (_sum, _previousClose, _count) = (value, previousClose, length);

    /// <summary>In price units; NaN while warming up.</summary>
    public readonly double Value => _length > 0 && _count >= _length ? _sum : double.NaN;

    /// <summary>One that goes on from a value, as if it had seen the candles before.</summary>
    /// <param name="previousClose">Of the candle after which it had this value.</param>
    public static Atr From(int length, double value, double previousClose) => new(length, value, previousClose);

    public void Add(in Candle candle) => Add(candle.High, candle.Low, candle.Close);

    /// <summary>The same for bars kept in columns.</summary>
    public void Add(double high, double low, double close)
    {
        var range = high - low;
        if (_count > 0)
        {
            range = Math.Max(range, Math.Max(Math.Abs(high - _previousClose), Math.Abs(low - _previousClose)));
        }

        _previousClose = close;
        _count++;
        if (_count < _length)
        {
            _sum += range;
        }
        else if (_count == _length)
        {
            _sum = (_sum + range) / _length;
        }
        else
        {
            _sum += (range - _sum) * _share;
        }
    }

    /// <summary>The value after all candles; NaN when there are too few.</summary>
    public static double Of(ReadOnlySpan<Candle> candles, int length) => new Atr(length).After(candles).Value;
}
