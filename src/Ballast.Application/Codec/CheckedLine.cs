using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Ballast.Application.Codec;

/// <summary>A line of a file that is only ever appended to: eight hexadecimal digits of CRC-32C, a space, a text in UTF-8, a line feed. A torn or changed one is known by its checksum.</summary>
public static class CheckedLine
{
    private const int ChecksumLength = 8;
    private const int TextFrom = ChecksumLength + 1;

    /// <param name="text">UTF-8 without a line feed.</param>
    public static byte[] Of(ReadOnlySpan<byte> text)
    {
        var line = new byte[TextFrom + text.Length + 1];
        Checksum(text).TryFormat(line, out _, "x8", CultureInfo.InvariantCulture);
        line[ChecksumLength] = (byte)' ';
        text.CopyTo(line.AsSpan(TextFrom));
        line[^1] = (byte)'\n';
        return line;
    }

    /// <summary>The text of a line, with or without its line feed; false where it is torn, or was changed since it was written.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> text)
    {
        text = line.Length > ChecksumLength ? line[TextFrom..].TrimEnd((byte)'\n') : default;
        return line.Length > ChecksumLength && line[ChecksumLength] == ' '
            && uint.TryParse(line[..ChecksumLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var told) && told == Checksum(text);
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            sum = BitOperations.Crc32C(sum, word);
        }

        foreach (var rest in bytes[(bytes.Length & ~7)..])
        {
            sum = BitOperations.Crc32C(sum, rest);
        }

        return ~sum;
    }
}
