namespace Ballast.Emulator.Settings;

/// <summary>The part of local.settings.json that is settings: its flat "Values".</summary>
internal static class LocalSettings
{
    public const string FileName = "local.settings.json";

    private const string Prefix = "Values:";

    /// <exception cref="StartException">The file is encrypted, or a value is not a single text.</exception>
    public static IEnumerable<KeyValuePair<string, string?>> Values(SettingsFile file)
    {
        if (file.Entries.TryGetValue("IsEncrypted", out var encrypted) && string.Equals(encrypted.Text, "true", StringComparison.OrdinalIgnoreCase))
            throw new StartException($"{file.Name}, line {encrypted.Line}: IsEncrypted must be false; decrypt the file first.");
        if (!file.Entries.TryGetValue("Values", out var values) || !values.IsNested)
            throw new StartException($"{file.Name}, line {Math.Max(1, values.Line)}: \"Values\": {{ \"name\": \"value\", … }} is expected.");

        return file.Entries.Where(entry => entry.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).Select(entry => Value(file, entry)).ToList();
    }

    private static KeyValuePair<string, string?> Value(SettingsFile file, KeyValuePair<string, SettingsFile.Entry> entry)
    {
        string name = entry.Key[Prefix.Length..];
        return entry.Value.IsNested
            ? throw new StartException($"{file.Name}, line {entry.Value.Line}: the value of {name} must be a text; a nested setting is written {name}__Inner.")
            : KeyValuePair.Create(name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), entry.Value.Text);
    }
}
