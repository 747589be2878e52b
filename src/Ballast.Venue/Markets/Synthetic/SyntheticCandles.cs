using Ballast.Core.Market;

namespace Ballast.Venue.Markets.Synthetic;

/// <summary>Candles of the synthetic market without the market around them: what a venue with the same seed shows at those times.</summary>
public static class SyntheticCandles
{
    private const long DayMs = 86_400_000;

    /// <summary>All candles that lie whole between two times, oldest first; made day by day, so that years need little memory.</summary>
    /// <param name="symbol">One of <see cref="KnownSymbols.Names"/>, or any other: then with a profile of its own.</param>
    public static IEnumerable<TakerCandle> Between(ulong seed, Symbol symbol, CandleInterval interval, long fromMs, long toMs)
    {
        var common = new CommonFactor(seed);
        using var feed = new SyntheticFeed(symbol, common, seed);
        var at = CandleGrid.Floor(fromMs + interval.Milliseconds - 1, interval);
        var step = Math.Max(1, DayMs / interval.Milliseconds) * interval.Milliseconds;
        for (; at + interval.Milliseconds <= toMs; at += step)
        {
            var end = Math.Min(at + step, CandleGrid.Floor(toMs, interval));
            foreach (var candle in feed.Bars(interval, (int)((end - at) / interval.Milliseconds), end).Bars)
            {
                yield return candle;
            }
        }
    }
}
