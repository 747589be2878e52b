using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Ballast.Journal.Log;

/// <summary>
/// A batch on the disk, at offsets divisible by 8, little endian:
/// checksum u32 (CRC32C of all that follows, padding included), previous batch's checksum u32, number of the first entry i64,
/// payload length u32, entry count u32, payload, zeros up to a multiple of 8.
/// </summary>
internal readonly record struct Frame(uint Checksum, uint Previous, long First, int Length, int Count)
{
    public const int HeaderBytes = 24;

    /// <summary>Bytes on the disk, padding included.</summary>
    public int Size => (HeaderBytes + Length + 7) & ~7;

    public long Next => First + Count;

    /// <summary>Begins a frame: entries are then written to the sink, and <see cref="Seal"/> ends it.</summary>
    public static int Begin(ByteSink sink)
    {
        sink.Take(HeaderBytes).Clear();
        return sink.Length - HeaderBytes;
    }

    /// <summary>Ends the frame that began at <paramref name="start"/>; returns its checksum.</summary>
    public static uint Seal(ByteSink sink, int start, uint previous, long first, int count)
    {
        var length = sink.Length - start - HeaderBytes;
        sink.Take(-(HeaderBytes + length) & 7).Clear();
        var frame = sink.Written[start..];
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], previous);
        BinaryPrimitives.WriteInt64LittleEndian(frame[8..], first);
        BinaryPrimitives.WriteInt32LittleEndian(frame[16..], length);
        BinaryPrimitives.WriteInt32LittleEndian(frame[20..], count);
        var checksum = Crc(frame[4..]);
        BinaryPrimitives.WriteUInt32LittleEndian(frame, checksum);
        return checksum;
    }

    /// <summary>Reads a frame's header without judging it.</summary>
    public static Frame Peek(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]));

    /// <summary>True when a whole frame with a right checksum stands at the start of the bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Frame frame)
    {
        frame = bytes.Length < HeaderBytes ? default : Peek(bytes);
        return frame.Count > 0
            && frame.Length > 0
            && frame.Length <= bytes.Length - HeaderBytes
            && frame.Size <= bytes.Length
            && Crc(bytes[4..frame.Size]) == frame.Checksum;
    }

    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var last in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, last);
        }

        return ~crc;
    }
}
