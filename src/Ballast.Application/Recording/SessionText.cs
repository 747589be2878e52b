using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ballast.Application.Codec;
using Ballast.Core.Accounting;
using Ballast.Core.Decisions;
using Ballast.Core.Positions;

namespace Ballast.Application.Recording;

/// <summary>Entries as lines of text: eight hexadecimal digits of CRC-32C, a space, one JSON object.</summary>
public static class SessionText
{
    private const int ChecksumLength = 8;

    public static string JsonOf(SessionEntry entry) => JsonSerializer.Serialize(entry, StorageJson.Default.SessionEntry);

    public static string LineOf(string json) => $"{Checksum(json):x8} {json}";

    /// <summary>False: torn, or changed since it was written.</summary>
    public static bool IsWhole(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Length > ChecksumLength && line[ChecksumLength] == ' '
            && uint.TryParse(line.AsSpan(0, ChecksumLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var sum) && sum == Checksum(line[(ChecksumLength + 1)..]);
    }

    /// <summary>The JSON of a line.</summary>
    /// <exception cref="InvalidDataException">It is not whole.</exception>
    public static string JsonOf(string line) => IsWhole(line) ? line[(ChecksumLength + 1)..] : throw new InvalidDataException("its checksum is wrong");

    /// <exception cref="InvalidDataException">Not an entry of this version.</exception>
    public static SessionEntry EntryOf(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, StorageJson.Default.SessionEntry)!;
        }
        catch (Exception broken) when (broken is JsonException or NotSupportedException)
        {
            throw new InvalidDataException($"it cannot be read: {broken.Message}", broken);
        }
    }

    /// <summary>A record of an entry as JSON.</summary>
    public static string Of(EntryDecision decision) => JsonSerializer.Serialize(decision, StorageJson.Default.EntryDecision);

    public static string Of(KnownOrder order) => JsonSerializer.Serialize(order, StorageJson.Default.KnownOrder);

    public static string Of(Trade trade) => JsonSerializer.Serialize(trade, StorageJson.Default.Trade);

    /// <summary>32 hexadecimal digits of SHA-256 over the entry's JSON.</summary>
    public static string HashOf(SessionEntry entry) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(entry, StorageJson.Default.SessionEntry)).AsSpan(0, 16));

    private static uint Checksum(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json).AsSpan();
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
