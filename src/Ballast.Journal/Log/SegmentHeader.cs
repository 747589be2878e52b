using System.Buffers.Binary;

namespace Ballast.Journal.Log;

/// <summary>
/// The first 32 bytes of a log segment or snapshot: magic (8), format version (1), zeros (7), number of the first entry i64
/// (of a snapshot: of the last entry it covers), checksum of the batch before u32, CRC32C of the 28 bytes before u32.
/// A prepared segment is all zeros; its header is written together with its first batch.
/// </summary>
internal readonly record struct SegmentHeader(long First, uint Previous)
{
    public const int Bytes = 32;
    public const byte Version = 1;
    private const int VersionAt = 8;

    private static ReadOnlySpan<byte> Magic => "BALLASTJ"u8;

    public void Write(ByteSink sink)
    {
        var bytes = sink.Take(Bytes);
        bytes.Clear();
        Magic.CopyTo(bytes);
        bytes[VersionAt] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], First);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[24..], Previous);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[28..], Frame.Crc(bytes[..28]));
    }

    /// <summary>Null when there is no whole header.</summary>
    /// <exception cref="JournalDamagedException">It is whole, of another version.</exception>
    public static SegmentHeader? Read(string file, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Bytes || !bytes.StartsWith(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(bytes[28..]) != Frame.Crc(bytes[..28]))
        {
            return null;
        }

        return bytes[VersionAt] == Version
            ? new SegmentHeader(BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]))
            : throw new JournalDamagedException(file, VersionAt, $"format version {bytes[VersionAt]}, this program reads version {Version}");
    }
}
