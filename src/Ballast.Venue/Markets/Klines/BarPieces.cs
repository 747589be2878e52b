using Ballast.Core.Market;

namespace Ballast.Venue.Markets.Klines;

/// <summary>Shorter candles of a bar, read off <see cref="BarPath"/>, each with its share of the volume and of what takers bought: assumed, so whoever shows them counts them as synthetic.</summary>
internal static class BarPieces
{
    private const int Points = 12;

    public static IEnumerable<TakerCandle> Of(TakerCandle bar, long barMs, CandleInterval interval, TickScale scale)
    {
        var length = interval.Milliseconds;
        for (var at = bar.Candle.OpenTimeMs; at + length - 1 <= bar.Candle.CloseTimeMs; at += length)
        {
            yield return new TakerCandle(Piece(bar.Candle, barMs, at, length, scale), bar.TakerBuyVolume * length / barMs);
        }
    }

    private static Candle Piece(in Candle bar, long barMs, long at, long length, TickScale scale)
    {
        double open = 0, high = double.MinValue, low = double.MaxValue, close = 0;
        for (var i = 0; i <= Points; i++)
        {
            close = scale.Round(BarPath.PriceAt(bar, 3 * (at - bar.OpenTimeMs + (length * i / (double)Points)) / barMs));
            open = i == 0 ? close : open;
            high = Math.Max(high, close);
            low = Math.Min(low, close);
        }

        return new Candle(at, open, high, low, close, bar.Volume * length / barMs, at + length - 1);
    }
}
