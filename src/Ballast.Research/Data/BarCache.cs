using System.Runtime.InteropServices;

namespace Ballast.Research.Data;

/// <summary>
/// The binary copy of a candle file: header, then column after column. It is never trusted: what is torn, damaged, of another version or of another
/// source reads as absent and is made anew.
/// </summary>
internal static class BarCache
{
    public const int BytesPerBar = 6 * sizeof(double);

    /// <summary>Beside the source, or in a folder where files of the same name from different places keep apart.</summary>
    public static string PathOf(string source, string? folder)
    {
        if (folder is null)
        {
            return source + ".bars";
        }

        var full = MemoryMarshal.AsBytes(Path.GetFullPath(source).PadRight(4).AsSpan());
        return Path.Combine(folder, FormattableString.Invariant($"{Path.GetFileName(source)}-{SourceStamp.Checksum((uint)full.Length, full[..(full.Length & ~7)]):x8}{SourceStamp.Checksum(0, full[^8..]):x8}.bars"));
    }

    /// <summary>Null when there is none for this source.</summary>
    public static BarSeries? Read(string path, SourceStamp source)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
            var header = default(BarCacheHeader);
            file.ReadExactly(MemoryMarshal.AsBytes(new Span<BarCacheHeader>(ref header)));
            if (!header.IsFor(source, file.Length))
            {
                return null;
            }

            var checksum = 0u;
            var times = Column<long>(file, header.Count, ref checksum);
            var opens = Column<double>(file, header.Count, ref checksum);
            var highs = Column<double>(file, header.Count, ref checksum);
            var lows = Column<double>(file, header.Count, ref checksum);
            var closes = Column<double>(file, header.Count, ref checksum);
            var volumes = Column<double>(file, header.Count, ref checksum);
            var gaps = new BarGaps(header.IntervalMs, (int)header.GapCount, header.MissingBars, header.LargestBars, header.LargestFromMs);
            return checksum == header.ColumnsChecksum ? new BarSeries((int)header.Count, times, opens, highs, lows, closes, volumes, gaps, header.TicksPerUnit) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be read is as good as none: the source is read.
            return null;
        }
    }

    /// <summary>Written beside its place and moved there whole.</summary>
    /// <exception cref="IOException">The folder takes no file.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static void Write(string path, SourceStamp source, BarSeries bars)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var header = new BarCacheHeader
        {
            MagicNumber = BarCacheHeader.Magic,
            FormatVersion = BarCacheHeader.Version,
            Source = source,
            Count = bars.Count,
            TicksPerUnit = bars.TicksPerUnit,
            IntervalMs = bars.Gaps.IntervalMs,
            GapCount = bars.Gaps.Count,
            MissingBars = bars.Gaps.MissingBars,
            LargestBars = bars.Gaps.LargestBars,
            LargestFromMs = bars.Gaps.LargestFromMs,
            ColumnsChecksum = Columns(bars, SourceStamp.Checksum),
        };
        header.HeaderChecksum = BarCacheHeader.ChecksumOf(header);
        WholeFile.Write(path, file =>
        {
            file.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<BarCacheHeader>(in header)));
            Columns(bars, (_, bytes) =>
            {
                file.Write(bytes);
                return 0;
            });
        });
    }

    /// <summary>Goes through the columns in their order.</summary>
    private static uint Columns(BarSeries bars, Func<uint, ReadOnlySpan<byte>, uint> fold)
    {
        var result = fold(0, MemoryMarshal.AsBytes(bars.OpenTimesMs));
        result = fold(result, MemoryMarshal.AsBytes(bars.Opens));
        result = fold(result, MemoryMarshal.AsBytes(bars.Highs));
        result = fold(result, MemoryMarshal.AsBytes(bars.Lows));
        result = fold(result, MemoryMarshal.AsBytes(bars.Closes));
        return fold(result, MemoryMarshal.AsBytes(bars.Volumes));
    }

    /// <summary>The next column of a file, its checksum continued.</summary>
    internal static T[] Column<T>(FileStream file, long count, ref uint checksum)
        where T : struct
    {
        var column = GC.AllocateUninitializedArray<T>((int)count);
        var bytes = MemoryMarshal.AsBytes(column.AsSpan());
        file.ReadExactly(bytes);
        checksum = SourceStamp.Checksum(checksum, bytes);
        return column;
    }
}
