using System.Buffers;
using System.Text;

namespace Ballast.Application.Ports;

/// <summary>Refuses what Table Storage refuses, so that nothing works in one store and fails in another. Source: facts.md §3.</summary>
public static class TableNames
{
    /// <summary>The most that the data of one commit may come to as JSON: an entity-group transaction has at most 4 MiB, and 100 rows' keys and headers are part of it.</summary>
    public const int MostCommitBytes = 3 * 1024 * 1024;

    private const int MostKeyBytes = 512;
    private const int MostEscapedBytes = 6;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. "/\\#?", .. Enumerable.Range(0, 0x20).Select(code => (char)code), .. Enumerable.Range(0x7F, 0x21).Select(code => (char)code)]);

    // What JSON has as one byte.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(0x20, 0x5F).Select(code => (char)code).Where(c => !"\"&'+<>`\\".Contains(c))]);

    /// <summary>3 to 63 letters and digits, a letter first.</summary>
    public static void RequireTable(string table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Length is < 3 or > 63 || !char.IsAsciiLetter(table[0]) || !table.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException($"The table name '{table}' must be 3 to 63 letters and digits and begin with a letter.", nameof(table));
        }
    }

    /// <summary>At most 512 bytes, which are at most the 1 KiB of UTF-16 that the service takes and, as two keys of an address, what the SDK can read; without / \ # ? and control characters.</summary>
    public static void RequireKey(string key, string kind)
    {
        ArgumentNullException.ThrowIfNull(key, kind);
        var bytes = Bytes(key, $"The {kind} key");
        if (bytes > MostKeyBytes)
        {
            throw new ArgumentException($"The {kind} key has {bytes} bytes; the most is {MostKeyBytes}.", kind);
        }

        var at = key.AsSpan().IndexOfAny(Forbidden);
        if (at >= 0)
        {
            throw new ArgumentException($"The {kind} key has the forbidden character U+{(int)key[at]:X4} at position {at}; / \\ # ? and control characters are not allowed.", kind);
        }
    }

    /// <summary>1 to <see cref="IStateStore.MaxWrites"/> writes, no row twice, each body within an entity's limits and all together within a transaction's.</summary>
    public static void RequireWrites(IReadOnlyList<EntityWrite> writes)
    {
        ArgumentNullException.ThrowIfNull(writes);
        if (writes.Count is 0 or > IStateStore.MaxWrites)
        {
            throw new ArgumentException($"A commit has 1 to {IStateStore.MaxWrites} writes, this one has {writes.Count}.", nameof(writes));
        }

        var rows = new HashSet<string>(writes.Count, StringComparer.Ordinal);
        foreach (var write in writes)
        {
            RequireKey(write.Row, "row");
            if (!rows.Add(write.Row))
            {
                throw new ArgumentException($"The row '{write.Row}' is written twice in one commit.", nameof(writes));
            }

            if (write is not EntityWrite.Delete)
            {
                RequireBody(write.Row, write.BodyOrNull ?? throw new ArgumentException($"The row '{write.Row}' is written without a body.", nameof(writes)));
            }
        }

        RequireTogether(writes);
    }

    private static void RequireTogether(IReadOnlyList<EntityWrite> writes)
    {
        // Counted only where it could be too much: seldom.
        if (writes.Sum(w => w.BodyOrNull?.Data.Length ?? 0) <= MostCommitBytes / MostEscapedBytes)
        {
            return;
        }

        var bytes = writes.Sum(w => w.BodyOrNull is { } body ? JsonBytes(body.Data) : 0);
        if (bytes > MostCommitBytes)
        {
            throw new ArgumentException($"The data of the {writes.Count} rows from '{writes[0].Row}' comes to {bytes} bytes as JSON; a commit has at most {MostCommitBytes}.", nameof(writes));
        }
    }

    private static int JsonBytes(string text)
    {
        var bytes = text.Length;
        for (var rest = text.AsSpan(); rest.IndexOfAnyExcept(Plain) is >= 0 and var at; rest = rest[(at + 1)..])
        {
            bytes += MostEscapedBytes - 1;
        }

        return bytes;
    }

    private static void RequireBody(string row, EntityBody body)
    {
        if (body.Data.Length > EntityBody.MaxDataLength)
        {
            throw new ArgumentException($"The data of row '{row}' has {body.Data.Length} characters; the most is {EntityBody.MaxDataLength}.", nameof(body));
        }

        Bytes(body.Kind, "The entity kind");
        Bytes(body.Data, "The entity data");
    }

    private static int Bytes(string text, string what)
    {
        try
        {
            return Strict.GetByteCount(text);
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException($"{what} is not valid Unicode (a lone surrogate).", error);
        }
    }
}
