using System.Buffers;
using System.Text;

namespace Ballast.Application.Ports;

/// <summary>Refuses what Table Storage refuses, so that nothing works in one store and fails in another. Source: facts.md §3.</summary>
public static class TableNames
{
    private const int MostKeyBytes = 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. "/\\#?", .. Enumerable.Range(0, 0x20).Select(code => (char)code), .. Enumerable.Range(0x7F, 0x21).Select(code => (char)code)]);

    /// <summary>3 to 63 letters and digits, a letter first.</summary>
    public static void RequireTable(string table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Length is < 3 or > 63 || !char.IsAsciiLetter(table[0]) || !table.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException($"The table name '{table}' must be 3 to 63 letters and digits and begin with a letter.", nameof(table));
        }
    }

    /// <summary>At most 1 KiB, without / \ # ? and control characters.</summary>
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

    /// <summary>1 to <see cref="IStateStore.MaxWrites"/> writes, no row twice, each body within an entity's limits.</summary>
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
