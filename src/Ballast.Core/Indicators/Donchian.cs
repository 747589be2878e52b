using Ballast.Core.Market;

namespace Ballast.Core.Indicators;

/// <summary>
/// Donchian's channel: the highest high and the lowest low of the last <c>length</c> candles. Its rings are made once, with it; a copy shares
/// them and must not be fed on beside the original. The default has no value.
/// </summary>
public struct Donchian(int length) : IIndicator
{
    private MovingExtremes _extremes = new(length > 0 ? length : throw new ArgumentOutOfRangeException(nameof(length), length, "A channel's length is at least 1."));

    /// <summary>The middle of the channel, in price units; NaN while warming up.</summary>
    public readonly double Value => (Upper + Lower) / 2;

    public readonly double Upper => _extremes.Highest;

    public readonly double Lower => _extremes.Lowest;

    public void Add(in Candle candle) => _extremes.Add(candle.High, candle.Low);

    /// <summary>The indicator after all candles.</summary>
    public static Donchian Of(ReadOnlySpan<Candle> candles, int length) => new Donchian(length).After(candles);
}
