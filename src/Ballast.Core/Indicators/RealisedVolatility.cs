using Ballast.Core.Market;

namespace Ballast.Core.Indicators;

/// <summary>
/// Close-to-close volatility: the sample deviation (n − 1) of the last <c>length</c> log returns, per bar; it needs length + 1 candles.
/// Rings as in <see cref="Bollinger"/>. The default has no value.
/// </summary>
public struct RealisedVolatility(int length) : IIndicator
{
    private const double MillisecondsPerYear = 365 * 86_400_000.0;

    private readonly int _length = length > 1 ? length : throw new ArgumentOutOfRangeException(nameof(length), length, "A volatility length is at least 2 returns.");
    private MovingDeviation _returns = new(length);
    private double _previousClose;

    /// <summary>Per bar, as a fraction: 0.01 is 1 %. NaN while warming up.</summary>
    public readonly double Value => Math.Sqrt(_returns.SquaredDeviations / (_length - 1));

    public void Add(in Candle candle) => Add(candle.Close);

    /// <summary>The same for closes alone.</summary>
    public void Add(double close)
    {
        if (_previousClose > 0)
        {
            _returns.Add(Math.Log(close / _previousClose));
        }

        _previousClose = close;
    }

    /// <summary>The value after all candles; NaN when there are too few.</summary>
    public static double Of(ReadOnlySpan<Candle> candles, int length) => new RealisedVolatility(length).After(candles).Value;

    /// <summary>A deviation per bar as one per year: times the root of the bars in a year.</summary>
    public static double Annualised(double perBar, double barsPerYear) => perBar * Math.Sqrt(barsPerYear);

    /// <summary>How many bars a year of 365 days holds; these markets never close.</summary>
    public static double BarsPerYear(CandleInterval interval) => MillisecondsPerYear / interval.Milliseconds;
}
