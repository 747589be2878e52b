using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ballast.Research.Data;

/// <summary>The first bytes of a file of taker volumes; see <see cref="BarCacheHeader"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TakerCacheHeader
{
    public const long Magic = 0x4E454B41_54534C42;

    /// <summary>Raised whenever the bytes, or what is made of a source, change.</summary>
    public const long Version = 1;

    public long MagicNumber;
    public long FormatVersion;
    public SourceStamp Source;
    public long Count;
    public long Classified;
    public long ColumnChecksum;

    /// <summary>Of all fields before it.</summary>
    public long HeaderChecksum;

    /// <summary>Sound, of this version, made of this source, and in a file of the right length.</summary>
    public readonly bool IsFor(SourceStamp source, long fileBytes) =>
        MagicNumber == Magic && FormatVersion == Version && HeaderChecksum == ChecksumOf(this) && Source == source
        && Count > 0 && Count <= Array.MaxLength && fileBytes == Unsafe.SizeOf<TakerCacheHeader>() + (Count * sizeof(double));

    public static long ChecksumOf(TakerCacheHeader header)
    {
        header.HeaderChecksum = 0;
        return SourceStamp.Checksum(0, MemoryMarshal.AsBytes(new ReadOnlySpan<TakerCacheHeader>(in header)));
    }
}
