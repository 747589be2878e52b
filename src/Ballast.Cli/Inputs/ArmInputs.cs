using System.CommandLine;
using Ballast.Application.Configuration;
using Ballast.Cli.Options;
using Ballast.Research.Backtesting;
using Ballast.Research.Experiments;
using Ballast.Research.Trials;

namespace Ballast.Cli.Inputs;

/// <summary>The arms of an experiment: points of settings, or files of what was made elsewhere.</summary>
internal sealed class ArmInputs
{
    private static readonly string[] Names = ["A", "B", "C"];

    private readonly List<ArmInput> _arms = [.. Names.Select(name => new ArmInput(name))];

    public IEnumerable<Option> All => _arms.SelectMany(a => (Option[])[a.Point, a.File]);

    /// <summary>An arm is to be run on candles.</summary>
    public bool NeedsData(ParseResult parsed) => RunsOf(parsed) > 0;

    /// <summary>How many arms are settings.</summary>
    public int RunsOf(ParseResult parsed) => _arms.Count(a => parsed.GetValue(a.Point) is not null);

    /// <summary>The settings that arms name.</summary>
    public IEnumerable<string> SettingNames(ParseResult parsed) => _arms.Select(a => parsed.GetValue(a.Point)).OfType<string>().SelectMany(text => text.Split(',')).Where(part => part.Contains('=', StringComparison.Ordinal)).Select(part => part.Split('=')[0]);

    /// <param name="trade">Runs an arm that is settings: by its option's name and its text.</param>
    /// <exception cref="UsageException">Under two arms, two sources of one, or a file that is none.</exception>
    public IReadOnlyList<Arm> Read(ParseResult parsed, BareOptions options, Func<string, string, TrialRun>? trade)
    {
        foreach (var arm in _arms.Where(a => parsed.GetValue(a.Point) is not null && parsed.GetValue(a.File) is not null))
        {
            throw new UsageException($"Give either {arm.Point.Name} or {arm.File.Name}, not both.");
        }

        var given = _arms.Where(a => parsed.GetValue(a.Point) is not null || parsed.GetValue(a.File) is not null).ToList();
        if (given.Count < 2 || given[0].Name != Names[0] || given[1].Name != Names[1])
        {
            throw new UsageException($"Give A and B, each by settings ({_arms[0].Point.Name} {SettingPoint.Shape}) or by a file ({_arms[0].File.Name}); C if you like.");
        }

        return [.. given.Select(a => parsed.GetValue(a.File) is { } file ? ReadFile(a, file, options) : Trade(a, parsed.GetValue(a.Point)!, trade!))];
    }

    private static Arm ReadFile(ArmInput arm, string path, BareOptions options)
    {
        try
        {
            return ArmFile.Read(path, arm.Name, options.Cash);
        }
        catch (Exception wrong) when (wrong is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{arm.File.Name}: {wrong.Message}");
        }
    }

    private static Arm Trade(ArmInput arm, string text, Func<string, string, TrialRun> trade) =>
        Arm.Of(arm.Name, text, trade(arm.Point.Name, text)) ?? throw new UsageException($"{arm.Point.Name}: its equity falls to nothing; give more --cash or a smaller --quantity.");

    private static bool IsSettings(string text) =>
        SettingPoint.Parse(text, BareTrials.Settings, out _) is not null || (AppPoints.Read(text) is { } settings && settings.Keys.All(SettingCatalogue.IsOurs));

    private sealed class ArmInput
    {
        public ArmInput(string name)
        {
            Name = name;
            var option = $"--{name.ToLowerInvariant()}";
            Point = new TextOption(option, $"{SettingPoint.Shape} with NAME one of {string.Join(", ", BareTrials.Settings.Keys)}, in their ranges, such as fast=10,slow=40", IsSettings, $"Arm {name}: settings for the engine on --data, in full mode any of the app's (NAME=VALUE, words too, such as Sizing=tier,Leverage=fixed)");
            File = new TextOption($"{option}-returns", "an existing CSV file with day,return[,trades], or with exitTime and netPnl", System.IO.File.Exists, $"Arm {name}: what was made elsewhere");
        }

        public string Name { get; }

        public TextOption Point { get; }

        public TextOption File { get; }
    }
}
