using System.Buffers.Binary;

namespace Ballast.Journal.Log;

/// <summary>Reads what <see cref="ByteSink"/> wrote.</summary>
/// <exception cref="InvalidDataException">From every method: the bytes end too early.</exception>
internal ref struct ByteSource(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at;

    public readonly bool IsAtEnd => at == bytes.Length;

    public byte Byte() => Take(1)[0];

    public long Fixed() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public long Number()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return (long)value;
            }
        }

        throw new InvalidDataException("a number has too many bytes");
    }

    public string? OptionalString()
    {
        var count = Number();
        return count == 0 ? null : ByteSink.Text.GetString(Take(count - 1));
    }

    public string String() => OptionalString() ?? throw new InvalidDataException("a text is missing");

    public TimeSpan? Span() => Byte() == 0 ? null : TimeSpan.FromTicks(Fixed());

    public DateTimeOffset? OptionalInstant() => Span() is { } span ? new DateTimeOffset(span.Ticks, TimeSpan.Zero) : null;

    public DateTimeOffset Instant() => OptionalInstant() ?? throw new InvalidDataException("an instant is missing");

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > bytes.Length - at)
        {
            throw new InvalidDataException("an entry is cut short");
        }

        at += (int)count;
        return bytes.Slice(at - (int)count, (int)count);
    }
}
