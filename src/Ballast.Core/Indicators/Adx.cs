using Ballast.Core.Market;

namespace Ballast.Core.Indicators;

/// <summary>Wilder's average directional index, 0 to 100, fed one closed candle at a time. It needs 2 × length candles. The default has no value.</summary>
public struct Adx(int length) : IIndicator
{
    private readonly int _length = length > 1 ? length : throw new ArgumentOutOfRangeException(nameof(length), length, "An ADX length is at least 2.");
    private Candle _previous;
    private double _trueRange;
    private double _plus;
    private double _minus;
    private double _value;
    private int _moves;
    private int _indices;

    /// <summary>NaN while warming up.</summary>
    public readonly double Value => _length > 0 && _indices >= _length ? _value : double.NaN;

    public void Add(in Candle candle)
    {
        if (_previous.CloseTimeMs == 0)
        {
            _previous = candle;
            return;
        }

        var up = candle.High - _previous.High;
        var down = _previous.Low - candle.Low;
        var range = Math.Max(candle.High - candle.Low, Math.Max(Math.Abs(candle.High - _previous.Close), Math.Abs(candle.Low - _previous.Close)));
        _previous = candle;
        Smooth(ref _trueRange, range);
        Smooth(ref _plus, up > down && up > 0 ? up : 0);
        Smooth(ref _minus, down > up && down > 0 ? down : 0);
        _moves++;
        if (_moves >= _length)
        {
            AddIndex();
        }
    }

    private readonly void Smooth(ref double sum, double value) => sum += _moves < _length ? value : value - (sum / _length);

    private void AddIndex()
    {
        var both = _plus + _minus;
        var index = both > 0 && _trueRange > 0 ? 100 * Math.Abs(_plus - _minus) / both : 0;
        _indices++;
        if (_indices < _length)
        {
            _value += index;
        }
        else if (_indices == _length)
        {
            _value = (_value + index) / _length;
        }
        else
        {
            _value += (index - _value) / _length;
        }
    }

    public static double Of(ReadOnlySpan<Candle> candles, int length) => new Adx(length).After(candles).Value;
}
