using Ballast.Core.Market;

namespace Ballast.Core.Indicators;

/// <summary>
/// The mean of the last <c>length</c> closes. Its ring is made once, with it; a copy shares the ring and must not be fed on beside the original.
/// The default takes nothing and has no value.
/// </summary>
public struct Sma(int length) : IIndicator
{
    private readonly int _length = length > 0 ? length : throw new ArgumentOutOfRangeException(nameof(length), length, "An SMA length is at least 1.");
    private MovingSum _sum = new(length);

    /// <summary>In the unit of what is added; NaN while warming up.</summary>
    public readonly double Value => _sum.Value / _length;

    public void Add(in Candle candle) => Add(candle.Close);

    public void Add(double value) => _sum.Add(value);

    /// <summary>The value after all candles; NaN when there are too few.</summary>
    public static double Of(ReadOnlySpan<Candle> candles, int length) => new Sma(length).After(candles).Value;
}
