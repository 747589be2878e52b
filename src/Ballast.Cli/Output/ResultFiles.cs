using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Ballast.Research.Data;

namespace Ballast.Cli.Output;

/// <summary>A settings file in the layout of local.settings.json, and the evidence for it beside it.</summary>
internal static class ResultFiles
{
    private static readonly ResultJson Indented = new(new JsonSerializerOptions(ResultJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string EvidenceOf(string path) => Path.ChangeExtension(path, ".evidence.json");

    /// <summary>Why nothing may be written there; null where it may. A file of settings without evidence is somebody's own.</summary>
    public static string? Problem(string path) =>
        File.Exists(path) && !File.Exists(EvidenceOf(path)) ? $"'{path}' exists and has no evidence beside it; give another name." : null;

    /// <exception cref="IOException">They cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, string> settings, EvidenceView evidence)
    {
        // The evidence first: settings never stand without it.
        Write(EvidenceOf(path), evidence, Indented.EvidenceView);
        Write(path, new SettingsFileView(false, settings), Indented.SettingsFileView);
    }

    private static void Write<T>(string path, T value, JsonTypeInfo<T> type) => WholeFile.Write(path, JsonSerializer.Serialize(value, type) + "\n");
}

internal sealed record SettingsFileView([property: JsonPropertyName("IsEncrypted")] bool IsEncrypted, [property: JsonPropertyName("Values")] IReadOnlyDictionary<string, string> Values);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, Converters = [typeof(SettingValueJson)])]
[JsonSerializable(typeof(EvidenceView))]
[JsonSerializable(typeof(SettingsFileView))]
internal sealed partial class ResultJson : JsonSerializerContext;
