using Ballast.Core.Market;

namespace Ballast.Core.Indicators;

/// <summary>
/// Wilder's relative strength index, 0 to 100. The first gains and losses are the means over the first <c>length</c> changes, later ones are
/// smoothed with 1/length; it needs length + 1 closes. Without a loss it is 100; without any change 50, since neither side is stronger (ours).
/// The default has no value.
/// </summary>
public struct Rsi(int length) : IIndicator
{
    private readonly int _length = length > 0 ? length : throw new ArgumentOutOfRangeException(nameof(length), length, "An RSI length is at least 1.");
    private double _previous;
    private double _gain;
    private double _loss;
    private int _count;

    /// <summary>NaN while warming up.</summary>
    public readonly double Value
    {
        get
        {
            var both = _gain + _loss;
            return _length == 0 || _count <= _length ? double.NaN : both > 0 ? 100 * _gain / both : 50;
        }
    }

    public void Add(in Candle candle) => Add(candle.Close);

    public void Add(double value)
    {
        var change = value - _previous;
        _previous = value;
        if (_count > 0)
        {
            // While warming up the weights 1/1, 1/2 … 1/length make the plain mean.
            var weight = Math.Min(_count, _length);
            _gain += (Math.Max(change, 0) - _gain) / weight;
            _loss += (Math.Max(-change, 0) - _loss) / weight;
        }

        _count = _count <= _length ? _count + 1 : _count;
    }

    /// <summary>The value after all candles; NaN when there are too few.</summary>
    public static double Of(ReadOnlySpan<Candle> candles, int length) => new Rsi(length).After(candles).Value;
}
