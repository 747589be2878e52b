using Ballast.Core.Market;

namespace Ballast.Core.Indicators;

/// <summary>
/// The exponential mean of closes with weight 2 / (length + 1) on the newest. Its first value, after <c>length</c> closes, is their plain mean.
/// The default takes nothing and has no value.
/// </summary>
public struct Ema(int length) : IIndicator
{
    private readonly int _length = length > 0 ? length : throw new ArgumentOutOfRangeException(nameof(length), length, "An EMA length is at least 1.");
    private readonly double _weight = 2.0 / (length + 1.0);
    private double _value;
    private int _count;

    /// <summary>In the unit of what is added; NaN while warming up.</summary>
    public readonly double Value => _length > 0 && _count == _length ? _value : double.NaN;

    public void Add(in Candle candle) => Add(candle.Close);

    public void Add(double value)
    {
        if (_count == _length)
        {
            _value += _weight * (value - _value);
            return;
        }

        // The mean of the first values, step by step: their sum could lose digits that the mean has.
        _count++;
        _value += (value - _value) / _count;
    }

    /// <summary>The value after all candles; NaN when there are too few.</summary>
    public static double Of(ReadOnlySpan<Candle> candles, int length) => new Ema(length).After(candles).Value;
}
