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
    public static LoadedBars Load(string path, BarCaching? caching, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (caching is null)
        {
            return new LoadedBars(Read(path, cancel), CacheUse.None, null);
        }

        var stamp = SourceStamp.Of(path);
        var cache = BarCache.PathOf(path, caching.Folder);
        if (BarCache.Read(cache, stamp) is { } cached)
        {
            return new LoadedBars(cached, CacheUse.Read, null);
        }

        var bars = Read(path, cancel);
        try
        {
            BarCache.Write(cache, stamp, bars);
            return new LoadedBars(bars, CacheUse.Made, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new LoadedBars(bars, CacheUse.NotWritable, e.Message);
        }
    }

    private static BarSeries Read(string path, CancellationToken cancel)
    {
        using var reader = KlineReader.Open(path);
        var columns = new BarColumns((int)Math.Min(1 << 26, (reader.Bytes / LeastLineBytes) + 1));
        while (reader.TryRead(out var candle))
        {
            columns.Add(candle);
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
