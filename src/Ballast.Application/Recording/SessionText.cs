using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ballast.Application.Codec;
using Ballast.Core.Accounting;
using Ballast.Core.Decisions;
using Ballast.Core.Positions;

namespace Ballast.Application.Recording;

/// <summary>Entries as lines of text (<see cref="CheckedLine"/>), one JSON object each.</summary>
public static class SessionText
{
    public static string JsonOf(SessionEntry entry) => JsonSerializer.Serialize(entry, StorageJson.Default.SessionEntry);

    /// <summary>Without its line feed.</summary>
    public static string LineOf(string json) => Encoding.UTF8.GetString(CheckedLine.Of(Encoding.UTF8.GetBytes(json)).AsSpan()[..^1]);

    /// <summary>False: torn, or changed since it was written.</summary>
    public static bool IsWhole(string line) => CheckedLine.TryRead(Encoding.UTF8.GetBytes(line), out _);

    /// <summary>The JSON of a line.</summary>
    /// <exception cref="InvalidDataException">It is not whole.</exception>
    public static string JsonOf(string line) => CheckedLine.TryRead(Encoding.UTF8.GetBytes(line), out var json) ? Encoding.UTF8.GetString(json) : throw new InvalidDataException("its checksum is wrong");

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
}
