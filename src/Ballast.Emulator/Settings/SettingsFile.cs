using System.Text;
using System.Text.Json;

namespace Ballast.Emulator.Settings;

/// <summary>
/// A JSON settings file as flat keys (<c>a:b:c</c>), each with the line it stands on, so that a wrong value can be named by its place.
/// Comments and trailing commas are allowed, as the Functions tools allow them.
/// </summary>
internal sealed class SettingsFile
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    private SettingsFile(string name) => Name = name;

    /// <summary>The file's name without its folder.</summary>
    public string Name { get; }

    public IReadOnlyDictionary<string, Entry> Entries => _entries;

    /// <summary>Reads the file; null when there is none.</summary>
    public static SettingsFile? ReadIfPresent(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        return File.Exists(path) ? Parse(name, File.ReadAllBytes(path)) : null;
    }

    /// <exception cref="StartException">The text is not a JSON object; names file and line.</exception>
    public static SettingsFile Parse(string name, byte[] utf8)
    {
        ReadOnlySpan<byte> json = utf8;
        if (json.StartsWith(Encoding.UTF8.Preamble))
            json = json[Encoding.UTF8.Preamble.Length..];

        var file = new SettingsFile(name);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new StartException($"{name}, line 1: a JSON object is expected, {{ … }}.");
            file.Flatten(ref reader, json, "");
            reader.Read();
        }
        catch (JsonException malformed)
        {
            // The reader's own words may quote the text around the error, which may be a secret: only the place is told.
            throw new StartException($"{name}, line {(malformed.LineNumber ?? 0) + 1}: this is not valid JSON; {{ \"name\": \"value\", … }} is expected.");
        }

        return file;
    }

    private void Flatten(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string path)
    {
        bool isArray = reader.TokenType == JsonTokenType.StartArray;
        for (int index = 0; reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray); index++)
        {
            string name = isArray ? index.ToString() : reader.GetString()!;
            string key = path.Length == 0 ? name : $"{path}:{name}";
            if (!isArray)
                reader.Read();
            int line = json[..(int)reader.TokenStartIndex].Count((byte)'\n') + 1;
            bool isNested = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            _entries[key] = new Entry(isNested ? null : Text(ref reader), line, isNested);
            if (isNested)
                Flatten(ref reader, json, key);
        }
    }

    private static string Text(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan);

    /// <param name="Text">The value; null where an object or a list begins.</param>
    internal readonly record struct Entry(string? Text, int Line, bool IsNested);
}
