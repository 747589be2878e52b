using System.Buffers.Binary;
using System.Text;

namespace Ballast.Journal.Log;

/// <summary>A growing buffer of bytes, used again and again. Whole numbers are variable length, strings UTF-8 with their length + 1 (0: null).</summary>
internal sealed class ByteSink
{
    /// <summary>Refuses lone surrogates: they would come back as something else.</summary>
    public static readonly UTF8Encoding Text = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] bytes = new byte[4096];

    public int Length { get; private set; }

    public Span<byte> Written => bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public Span<byte> Take(int count)
    {
        if (Length + count > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + count));
        }

        Length += count;
        return bytes.AsSpan(Length - count, count);
    }

    public void Byte(byte value) => Take(1)[0] = value;

    public void Fixed(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);

    public void Number(long value)
    {
        var rest = (ulong)value;
        while (rest >= 0x80)
        {
            Byte((byte)(rest | 0x80));
            rest >>= 7;
        }

        Byte((byte)rest);
    }

    public void String(string? value)
    {
        if (value is null)
        {
            Number(0);
            return;
        }

        var count = Text.GetByteCount(value);
        Number(count + 1L);
        Text.GetBytes(value, Take(count));
    }

    public void Span(TimeSpan? value)
    {
        Byte(value is null ? (byte)0 : (byte)1);
        if (value is { } span)
        {
            Fixed(span.Ticks);
        }
    }

    public void Instant(DateTimeOffset? value) => Span(value is { } at ? TimeSpan.FromTicks(at.UtcTicks) : null);
}
