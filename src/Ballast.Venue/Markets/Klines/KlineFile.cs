namespace Ballast.Venue.Markets.Klines;

/// <summary>The candles of a kline file (<see cref="KlineReader"/>) by side. Where the file does not tell what takers bought, bulk classification says it.</summary>
public static class KlineFile
{
    /// <summary>The candles of a file in its order.</summary>
    /// <exception cref="MarketSourceException">The file cannot be read, has no candle, or a line is malformed or out of order; names file, line and field.</exception>
    public static IReadOnlyList<TakerCandle> Read(string path)
    {
        using var reader = KlineReader.Open(path);
        var candles = new List<TakerCandle>();
        var tells = false;
        while (reader.TryRead(out var candle))
        {
            var takerBuy = reader.TakerBuyVolume;
            tells |= takerBuy > 0;
            candles.Add(new TakerCandle(candle, takerBuy));
        }

        Classify(candles, tells);
        return candles.Count > 0 ? candles : throw new MarketSourceException($"The kline file '{Path.GetFileName(path)}' holds no candle.");
    }

    private static void Classify(List<TakerCandle> candles, bool tells)
    {
        var split = new TakerSplit(tells);
        for (var i = 0; i < candles.Count; i++)
        {
            var (candle, told) = candles[i];
            candles[i] = new TakerCandle(candle, split.Bought(candle, told));
        }
    }
}
