using Ballast.Core.Market;

namespace Ballast.Core.Indicators;

/// <summary>
/// Garman and Klass's volatility from all four prices (1980): √ mean(½ ln(H/L)² − (2 ln 2 − 1) ln(C/O)²) over the last <c>length</c> candles, per bar.
/// About seven times as efficient as closes alone; gaps between candles are not seen. Ring as in <see cref="Sma"/>. The default has no value.
/// </summary>
public struct GarmanKlassVolatility(int length) : IIndicator
{
    private static readonly double s_bodyWeight = (2 * Math.Log(2)) - 1;

    private readonly int _length = length > 0 ? length : throw new ArgumentOutOfRangeException(nameof(length), length, "A volatility length is at least 1 candle.");
    private MovingSum _variances = new(length);

    /// <summary>Per bar, as a fraction. NaN while warming up.</summary>
    public readonly double Value => Math.Sqrt(_variances.Value / _length);

    public void Add(in Candle candle)
    {
        var range = Math.Log(candle.High / candle.Low);
        var body = Math.Log(candle.Close / candle.Open);

        // A body is never longer than its candle, so that no term is negative.
        _variances.Add((0.5 * range * range) - (s_bodyWeight * body * body));
    }

    /// <summary>The value after all candles; NaN when there are too few.</summary>
    public static double Of(ReadOnlySpan<Candle> candles, int length) => new GarmanKlassVolatility(length).After(candles).Value;
}
