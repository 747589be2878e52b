using System.Globalization;

namespace Ballast.Emulator.Settings;

/// <summary>
/// What the runtime takes from host.json, with the defaults of the genuine host. As there, a setting
/// <c>AzureFunctionsJobHost__extensions__…</c> overrides the file.
/// </summary>
internal sealed record HostSettings
{
    public const string FileName = "host.json";

    /// <summary>The configuration section that holds host.json.</summary>
    public const string Section = "AzureFunctionsJobHost";

    private const string Bus = "extensions:serviceBus:";

    /// <summary>What every HTTP route begins with; may be empty.</summary>
    public string RoutePrefix { get; init; } = "api";

    /// <summary>Messages of one queue without sessions handled at once. Default: 16 per core.</summary>
    public int MaxConcurrentCalls { get; init; } = 16 * Environment.ProcessorCount;

    /// <summary>Sessions of one queue handled at once.</summary>
    public int MaxConcurrentSessions { get; init; } = 8;

    /// <summary>How long a session without messages is held on to.</summary>
    public TimeSpan SessionIdleTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the lock of a message in work is renewed.</summary>
    public TimeSpan MaxAutoLockRenewalDuration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether a message is completed when its function returns.</summary>
    public bool AutoCompleteMessages { get; init; } = true;

    /// <summary>host.json as configuration.</summary>
    /// <exception cref="StartException">The file's version is not 2.0.</exception>
    public static IEnumerable<KeyValuePair<string, string?>> Values(SettingsFile file)
    {
        if (!file.Entries.TryGetValue("version", out var version) || version.Text != "2.0")
            throw new StartException($"{file.Name}, line {Math.Max(1, version.Line)}: \"version\": \"2.0\" is expected.");

        return file.Entries.Where(entry => !entry.Value.IsNested).Select(entry => KeyValuePair.Create($"{Section}:{entry.Key}", entry.Value.Text)).ToList();
    }

    /// <exception cref="StartException">A value is not what is expected; names its place.</exception>
    public static HostSettings Read(IConfiguration configuration, SettingsFile? file)
    {
        var defaults = new HostSettings();
        return new HostSettings
        {
            RoutePrefix = (configuration[$"{Section}:extensions:http:routePrefix"] ?? defaults.RoutePrefix).Trim('/'),
            MaxConcurrentCalls = Get(Bus + "maxConcurrentCalls", defaults.MaxConcurrentCalls, "a whole number from 1 to 10000", Count),
            MaxConcurrentSessions = Get(Bus + "maxConcurrentSessions", defaults.MaxConcurrentSessions, "a whole number from 1 to 10000", Count),
            SessionIdleTimeout = Get(Bus + "sessionIdleTimeout", defaults.SessionIdleTimeout, "a duration such as 00:00:10", Duration),
            MaxAutoLockRenewalDuration = Get(Bus + "maxAutoLockRenewalDuration", defaults.MaxAutoLockRenewalDuration, "a duration such as 00:05:00", Duration),
            AutoCompleteMessages = Get(Bus + "autoCompleteMessages", defaults.AutoCompleteMessages, "true or false", text => bool.TryParse(text, out bool value) ? value : null),
        };

        T Get<T>(string key, T byDefault, string expected, Func<string, T?> parse)
            where T : struct
        {
            if (configuration[$"{Section}:{key}"] is not { } text)
                return byDefault;
            if (parse(text) is { } value)
                return value;

            bool isInFile = file is not null && file.Entries.TryGetValue(key, out var entry) && entry.Text == text;
            string place = isInFile ? $"{FileName}, line {file!.Entries[key].Line}" : $"setting {Section}:{key}";
            throw new StartException($"{place}: {key[(key.LastIndexOf(':') + 1)..]} must be {expected}.");
        }
    }

    private static int? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value is >= 1 and <= 10_000 ? value : null;

    private static TimeSpan? Duration(string text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan value) && value >= TimeSpan.Zero && text.Contains(':', StringComparison.Ordinal) ? value : null;
}
