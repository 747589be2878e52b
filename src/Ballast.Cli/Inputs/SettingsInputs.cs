using System.Collections;
using System.CommandLine;
using Ballast.Application.Configuration;
using Ballast.Cli.Options;
using Ballast.Core.Sizing;

namespace Ballast.Cli.Inputs;

/// <summary>Where settings come from: a file in the form of local.settings.json, the environment, and the command line, later ones winning.</summary>
internal sealed class SettingsInputs
{
    private readonly Option<string?> _file = new("--settings") { HelpName = "file" };
    private readonly ChoiceOption<AtrRiskOptions> _preset = new("--preset", Words.Presets, "Settings of atr-risk, as --set RM_PRESET=… (default default)");
    private readonly Option<string[]> _set = new("--set") { HelpName = "NAME=VALUE", Description = "A setting, as often as needed; names as in docs/strategy.md, such as --set RM_MAX_RISK_PCT=0.02." };
    private readonly bool _readsMachine;
    private readonly bool _withCompetition;

    /// <param name="readsMachine">Also ./local.settings.json and the environment variables, as the app does.</param>
    /// <param name="withCompetition">The settings of the paper competition count too.</param>
    public SettingsInputs(bool readsMachine, bool withCompetition = false)
    {
        (_readsMachine, _withCompetition) = (readsMachine, withCompetition);
        _file.Description = readsMachine ? "Settings file (default ./local.settings.json where there is one)." : "Settings file in the form of local.settings.json (default none).";
    }

    public IEnumerable<Option> All => [_file, _preset, _set];

    /// <summary>The names that the command line sets one by one.</summary>
    public IEnumerable<string> Set(ParseResult parsed) => (parsed.GetValue(_set) ?? []).Select(text => Parts(text).Name);

    public BoundSettings Bind(ParseResult parsed) => TradingSettings.Bind(Source(parsed), TradingSettings.LocalEnvironment);

    /// <summary>What is set, by name: the app's settings alone, whatever else a file holds.</summary>
    public IReadOnlyDictionary<string, string> Given(ParseResult parsed)
    {
        var source = Source(parsed);
        return source.Names.Where(n => SettingCatalogue.IsOurs(n.Name)).ToDictionary(n => n.Name, n => source.Read(n.Name)!, StringComparer.OrdinalIgnoreCase);
    }

    /// <exception cref="UsageException">A setting is wrong; the first mistake is told.</exception>
    public BoundSettings BindRight(ParseResult parsed) => Bind(parsed) is var bound && bound.Problems is [var first, ..] ? throw new UsageException(first) : bound;

    /// <summary>What was given, not yet bound.</summary>
    public SettingsDictionary Source(ParseResult parsed)
    {
        var source = new SettingsDictionary();
        var file = parsed.GetValue(_file) ?? (_readsMachine && File.Exists(LocalSettingsFile.Name) ? LocalSettingsFile.Name : null);
        if (file is not null)
        {
            source.Add(Read(file), file);
        }

        if (_readsMachine)
        {
            foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            {
                source.Add((string)variable.Key, (string)variable.Value!, SettingsDictionary.EnvironmentVariable);
            }
        }

        if (parsed.GetValue(_preset) is { } preset)
        {
            source.Add("RM_PRESET", preset, SettingsDictionary.CommandLine);
        }

        var told = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in parsed.GetValue(_set) ?? [])
        {
            var (name, value) = Parts(text);
            if (!told.Add(name) || (name.Equals("RM_PRESET", StringComparison.OrdinalIgnoreCase) && _preset.IsGiven(parsed)))
            {
                throw new UsageException($"The setting {name} is given more than once.");
            }

            source.Add(name, value, SettingsDictionary.CommandLine);
        }

        return source;
    }

    private (string Name, string Value) Parts(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new UsageException($"The value of --set is '{text}'; allowed: NAME=VALUE, such as RM_MAX_RISK_PCT=0.02.");
        }

        // In a file or the environment it could be another program's name; here it can only be meant as a setting.
        return SettingCatalogue.IsOurs(text[..equals]) || (_withCompetition && CompetitionBinding.IsOurs(text[..equals])) ? (text[..equals], text[(equals + 1)..]) : throw new UsageException($"There is no setting {text[..equals]}; 'ballast config' lists them all.");
    }

    private static IReadOnlyDictionary<string, string> Read(string file)
    {
        try
        {
            return LocalSettingsFile.Parse(File.ReadAllText(file));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            throw new UsageException(file.Length == 0 ? ParseProblem.Value("--settings", file, "the name of a file in the form of local.settings.json") : $"The settings file '{file}' cannot be read: {unreadable.Message}");
        }
    }
}
