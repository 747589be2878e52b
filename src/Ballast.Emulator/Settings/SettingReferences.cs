namespace Ballast.Emulator.Settings;

/// <summary><c>%Name%</c> in a trigger's texts, and the switch that disables a function.</summary>
internal static class SettingReferences
{
    /// <summary>Replaces each <c>%Name%</c> by that setting's value.</summary>
    /// <exception cref="StartException">The setting is missing or empty.</exception>
    public static string Expand(this IConfiguration settings, string text, string function)
    {
        string[] parts = text.Split('%');
        if (parts.Length % 2 == 0)
            throw new StartException($"Function '{function}': '{text}' has a '%' without its partner; a setting is written %Name%.");

        for (int i = 1; i < parts.Length; i += 2)
        {
            string? value = settings[parts[i].Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)];
            parts[i] = string.IsNullOrWhiteSpace(value)
                ? throw new StartException($"Function '{function}': the setting '{parts[i]}', named by '{text}', is missing.")
                : value;
        }

        return string.Concat(parts);
    }

    /// <summary>True when <c>AzureWebJobs.Name.Disabled</c> (or with <c>__</c> for each point) is true or 1.</summary>
    public static bool IsDisabled(this IConfiguration settings, string function) =>
        (settings[$"AzureWebJobs.{function}.Disabled"] ?? settings[$"AzureWebJobs:{function}:Disabled"]) is { } value
        && (value == "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase));
}
