using System.Text.Json;

namespace Ballast.Application.Configuration;

/// <summary>The flat "Values" of local.settings.json, for readers without a configuration library.</summary>
public static class LocalSettingsFile
{
    public const string Name = "local.settings.json";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="FormatException">The text is not such a file; the message quotes none of it, since it may hold secrets.</exception>
    public static IReadOnlyDictionary<string, string> Parse(string text)
    {
        try
        {
            using var file = JsonDocument.Parse(text, Lenient);
            if (file.RootElement.ValueKind != JsonValueKind.Object || !file.RootElement.TryGetProperty("Values", out var values) || values.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException($"{Name}: \"Values\": {{ \"name\": \"value\", … }} is expected.");
            }

            var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var value in values.EnumerateObject())
            {
                settings[value.Name] = value.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                    ? throw new FormatException($"{Name}: the value of {value.Name} must be a text; a nested setting is written {value.Name}__Inner.")
                    : value.Value.ToString();
            }

            return settings;
        }
        catch (JsonException malformed)
        {
            throw new FormatException($"{Name}, line {(malformed.LineNumber ?? 0) + 1}: this is not valid JSON; {{ \"name\": \"value\", … }} is expected.");
        }
    }
}
