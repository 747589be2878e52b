namespace Ballast.Application.Configuration;

/// <summary>Settings from anywhere, without a configuration library: what is added later wins.</summary>
public sealed class SettingsDictionary : ISettingsSource
{
    public const string EnvironmentVariable = "environment variable";
    public const string CommandLine = "command line";

    private readonly Dictionary<string, (string Name, string Value, string Origin)> _settings = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<ConfiguredName> Names => _settings.Values.Select(s => new ConfiguredName(s.Name, s.Origin));

    public string? Read(string name) => _settings.TryGetValue(name, out var setting) ? setting.Value : null;

    /// <param name="name">With <c>__</c> or <c>:</c> between its parts.</param>
    public SettingsDictionary Add(string name, string value, string origin)
    {
        ArgumentNullException.ThrowIfNull(name);
        var written = name.Replace(":", "__", StringComparison.Ordinal);
        _settings[written] = (written, value, origin);
        return this;
    }

    public SettingsDictionary Add(IEnumerable<KeyValuePair<string, string>> settings, string origin)
    {
        ArgumentNullException.ThrowIfNull(settings);
        foreach (var (name, value) in settings)
        {
            Add(name, value, origin);
        }

        return this;
    }
}
