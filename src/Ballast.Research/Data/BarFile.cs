using Ballast.Venue.Markets;
using Ballast.Venue.Markets.Klines;

namespace Ballast.Research.Data;

/// <summary>Reads candle files: Binance's 12-column CSV, plain or zipped, the second time from a binary cache.</summary>
public static class BarFile
{
    /// <summary>A line is seldom shorter; columns that are too long cost address space only.</summary>
    private const int LeastLineBytes = 56;

    private const int CheckEvery = 1 << 14;

    /// <summary>The bars of a file.</summary>
    /// <param name="caching">Where the cache stands; null: none is read or written.</param>
    /// <exception cref="MarketSourceException">The file cannot be read, has no candle, or a line is malformed or out of order; names file, line and field.</exception>
    /// <exception cref="OperationCanceledException">Stopped before all was read.</exception>
    public static LoadedBars Load(string path, BarCaching? caching, CancellationToken cancel = default) => Load(path, caching, withTakers: false, cancel);

    /// <summary>The same with what takers bought of each bar (<see cref="BarSeries.Takers"/>), which has a cache of its own beside the other.</summary>
    /// <inheritdoc cref="Load(string, BarCaching?, CancellationToken)"/>
    public static LoadedBars LoadWithTakers(string path, BarCaching? caching, CancellationToken cancel = default) => Load(path, caching, withTakers: true, cancel);

    private static LoadedBars Load(string path, BarCaching? caching, bool withTakers, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (caching is null)
        {
            return new LoadedBars(Read(path, withTakers, cancel), CacheUse.None, null);
        }

        var stamp = SourceStamp.Of(path);
        var cache = BarCache.PathOf(path, caching.Folder);
        if (Cached(cache, stamp, withTakers) is { } cached)
        {
            return new LoadedBars(cached, CacheUse.Read, null);
        }

        var bars = Read(path, withTakers, cancel);
        try
        {
            BarCache.Write(cache, stamp, bars);
            if (bars.Takers is { } takers)
            {
                TakerCache.Write(TakerCache.PathOf(cache), stamp, takers, bars.Count);
            }

            return new LoadedBars(bars, CacheUse.Made, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new LoadedBars(bars, CacheUse.NotWritable, e.Message);
        }
    }

    /// <summary>The takers first: without them the bars need not be in memory while the file is read.</summary>
    private static BarSeries? Cached(string cache, SourceStamp stamp, bool withTakers) =>
        !withTakers ? BarCache.Read(cache, stamp)
        : TakerCache.Read(TakerCache.PathOf(cache), stamp) is { } takers && BarCache.Read(cache, stamp) is { } bars && bars.Count == takers.Bought.Length ? bars.With(takers)
        : null;

    private static BarSeries Read(string path, bool withTakers, CancellationToken cancel)
    {
        using var reader = KlineReader.Open(path);
        var columns = new BarColumns((int)Math.Min(1 << 26, (reader.Bytes / LeastLineBytes) + 1), withTakers);
        while (reader.TryRead(out var candle))
        {
            columns.Add(candle);
            if (withTakers)
            {
                columns.Tell(reader.TakerBuyVolume);
            }

            if (columns.Count % CheckEvery == 0)
            {
                cancel.ThrowIfCancellationRequested();
            }
        }

        return columns.Count > 0 ? columns.ToSeries() : throw new MarketSourceException($"The kline file '{Path.GetFileName(path)}' holds no candle.");
    }
}

/// <summary>A binary cache is wanted.</summary>
/// <param name="Folder">Its folder; null: beside the source.</param>
public sealed record BarCaching(string? Folder);

/// <summary>What became of the cache.</summary>
public enum CacheUse
{
    None,
    Read,
    Made,
    NotWritable,
}

/// <summary>Bars and where they came from.</summary>
/// <param name="Problem">Why the cache could not be written, in the system's words.</param>
public sealed record LoadedBars(BarSeries Bars, CacheUse Cache, string? Problem);
