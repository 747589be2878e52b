using Ballast.Application.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace Ballast.Functions.Composition;

/// <summary>.NET configuration as a source of settings: it writes <c>:</c> where settings have <c>__</c>.</summary>
internal sealed class ConfiguredSettings(IConfigurationRoot configuration) : ISettingsSource
{
    private const string Separator = "__";

    public IEnumerable<ConfiguredName> Names =>
        configuration.AsEnumerable().Where(s => s.Value is not null).Select(s => new ConfiguredName(s.Key.Replace(ConfigurationPath.KeyDelimiter, Separator, StringComparison.Ordinal), OriginOf(s.Key)));

    public string? Read(string name) => configuration[name.Replace(Separator, ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)];

    private string OriginOf(string key) => configuration.Providers.LastOrDefault(p => p.TryGet(key, out _)) switch
    {
        CommandLineConfigurationProvider => SettingsDictionary.CommandLine,
        EnvironmentVariablesConfigurationProvider => SettingsDictionary.EnvironmentVariable,
        null => "",
        _ => LocalSettingsFile.Name,
    };
}
