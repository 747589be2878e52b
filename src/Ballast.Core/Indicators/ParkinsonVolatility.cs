using Ballast.Core.Market;

namespace Ballast.Core.Indicators;

/// <summary>
/// Parkinson's volatility from highs and lows (1980): √(mean ln(H/L)² / (4 ln 2)) over the last <c>length</c> candles, per bar.
/// About five times as efficient as closes alone; gaps between candles are not seen. Ring as in <see cref="Sma"/>. The default has no value.
/// </summary>
public struct ParkinsonVolatility(int length) : IIndicator
{
    private readonly double _scale = length > 0 ? 1 / (4 * Math.Log(2) * length) : throw new ArgumentOutOfRangeException(nameof(length), length, "A volatility length is at least 1 candle.");
    private MovingSum _squares = new(length);

    /// <summary>Per bar, as a fraction. NaN while warming up.</summary>
    public readonly double Value => Math.Sqrt(_squares.Value * _scale);

    public void Add(in Candle candle)
    {
        var range = Math.Log(candle.High / candle.Low);
        _squares.Add(range * range);
    }

    /// <summary>The value after all candles; NaN when there are too few.</summary>
    public static double Of(ReadOnlySpan<Candle> candles, int length) => new ParkinsonVolatility(length).After(candles).Value;
}
