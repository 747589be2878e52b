using System.Runtime.InteropServices;

namespace Ballast.Research.Data;

/// <summary>What takers bought, in a file beside the cache of bars: who reads bars alone neither reads nor keeps it. Trusted no more than <see cref="BarCache"/>.</summary>
internal static class TakerCache
{
    /// <summary>Beside the cache of bars.</summary>
    public static string PathOf(string barCache) => Path.ChangeExtension(barCache, ".takers");

    /// <summary>Null when there is none for this source.</summary>
    public static BarTakers? Read(string path, SourceStamp source)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
            var header = default(TakerCacheHeader);
            file.ReadExactly(MemoryMarshal.AsBytes(new Span<TakerCacheHeader>(ref header)));
            if (!header.IsFor(source, file.Length))
            {
                return null;
            }

            var checksum = 0u;
            var bought = BarCache.Column<double>(file, header.Count, ref checksum);
            return checksum == header.ColumnChecksum ? new BarTakers(bought, (int)header.Classified) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As good as none: the source is read.
            return null;
        }
    }

    /// <exception cref="IOException">The folder takes no file.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static void Write(string path, SourceStamp source, BarTakers takers, int bars)
    {
        var header = new TakerCacheHeader
        {
            MagicNumber = TakerCacheHeader.Magic,
            FormatVersion = TakerCacheHeader.Version,
            Source = source,
            Count = bars,
            Classified = takers.Classified,
            ColumnChecksum = SourceStamp.Checksum(0, MemoryMarshal.AsBytes(takers.Bought.AsSpan(0, bars))),
        };
        header.HeaderChecksum = TakerCacheHeader.ChecksumOf(header);
        WholeFile.Write(path, file =>
        {
            file.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<TakerCacheHeader>(in header)));
            file.Write(MemoryMarshal.AsBytes(takers.Bought.AsSpan(0, bars)));
        });
    }
}
