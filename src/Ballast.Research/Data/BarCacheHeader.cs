using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ballast.Research.Data;

/// <summary>The first bytes of a cache file, in the byte order of the machine: read on another one, the magic number is wrong.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BarCacheHeader
{
    public const long Magic = 0x53524142_54534C42;

    /// <summary>Raised whenever the bytes, or what is computed from a source, change: an older cache is then made anew.</summary>
    public const long Version = 1;

    public long MagicNumber;
    public long FormatVersion;
    public SourceStamp Source;
    public long Count;
    public double TicksPerUnit;
    public long IntervalMs;
    public long GapCount;
    public long MissingBars;
    public long LargestBars;
    public long LargestFromMs;
    public long ColumnsChecksum;

    /// <summary>Of all fields before it.</summary>
    public long HeaderChecksum;

    /// <summary>Sound, of this version, made of this source, and in a file of the right length.</summary>
    public readonly bool IsFor(SourceStamp source, long fileBytes) =>
        MagicNumber == Magic && FormatVersion == Version && HeaderChecksum == ChecksumOf(this) && Source == source
        && Count > 0 && Count <= Array.MaxLength && fileBytes == Unsafe.SizeOf<BarCacheHeader>() + (Count * BarCache.BytesPerBar);

    public static long ChecksumOf(BarCacheHeader header)
    {
        header.HeaderChecksum = 0;
        return SourceStamp.Checksum(0, MemoryMarshal.AsBytes(new ReadOnlySpan<BarCacheHeader>(in header)));
    }
}
