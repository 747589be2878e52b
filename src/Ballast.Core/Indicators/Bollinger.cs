using Ballast.Core.Market;

namespace Ballast.Core.Indicators;

/// <summary>
/// Bollinger bands: the mean of the last <c>length</c> closes, and that mean plus and minus <c>width</c> of their population deviations (n).
/// Usual: 20 and 2. Its rings are made once, with it; a copy shares them and must not be fed on beside the original. The default has no value.
/// </summary>
public struct Bollinger(int length = 20, double width = 2) : IIndicator
{
    private readonly int _length = length > 1 ? length : throw new ArgumentOutOfRangeException(nameof(length), length, "A Bollinger length is at least 2.");
    private readonly double _width = width > 0 ? width : throw new ArgumentOutOfRangeException(nameof(width), width, "A Bollinger width is above 0.");
    private MovingDeviation _moments = new(length);
    private double _latest;

    /// <summary>The middle band, in the unit of what is added; NaN while warming up.</summary>
    public readonly double Value => _moments.Mean;

    /// <summary>The population deviation; NaN while warming up.</summary>
    public readonly double Deviation => Math.Sqrt(_moments.SquaredDeviations / _length);

    public readonly double Upper => Value + (_width * Deviation);

    public readonly double Lower => Value - (_width * Deviation);

    /// <summary>Where the latest close lies: 0 on the lower band, 1 on the upper, outside of both beyond; 0.5 when nothing moved; NaN while warming up.</summary>
    public readonly double Position
    {
        get
        {
            var half = _width * Deviation;
            return half == 0 ? 0.5 : 0.5 + ((_latest - Value) / (2 * half));
        }
    }

    public void Add(in Candle candle) => Add(candle.Close);

    public void Add(double value)
    {
        _latest = value;
        _moments.Add(value);
    }

    /// <summary>The indicator after all candles.</summary>
    public static Bollinger Of(ReadOnlySpan<Candle> candles, int length = 20, double width = 2) => new Bollinger(length, width).After(candles);
}
