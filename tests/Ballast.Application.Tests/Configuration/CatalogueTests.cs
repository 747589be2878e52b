using System.Text.RegularExpressions;
using Ballast.Application.Configuration;
using Ballast.Core.Decisions;

namespace Ballast.Application.Tests.Configuration;

public sealed partial class CatalogueTests
{
    /// <summary>What no setting reaches, and why.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["Safety.Tiers[0].From"] = "the first tier holds for everything below the second",
        ["Frames.Frames[0]"] = FramesAreRequired,
        ["Frames.Frames[1]"] = FramesAreRequired,
        ["Frames.Frames[2]"] = FramesAreRequired,
        ["Frames.Frames[3]"] = FramesAreRequired,
        ["Frames.Frames[4]"] = FramesAreRequired,
        ["Frames.PolicyFrame"] = "ATR, correlation and Crypto-VIX are of one-hour candles too",
        ["Vpin.DeviationBars"] = "no decision reads it: it is for replayed files that do not tell their takers",
    };

    private const string FramesAreRequired = "the requirements name the frames";

    /// <summary>Texts of every kind; a setting takes those that it allows.</summary>
    private static readonly string[] Samples = ["true", "false", "day", "none", "0:0.123", "1:0.123", "3:0.123", "NEWCOIN", "NEWCOIN:0.123", "NEWCOIN:1", "volatility", "breakout"];

    public static TheoryData<string> Names => [.. SettingCatalogue.All.Select(s => s.Name)];

    [Fact]
    public void Every_number_of_the_options_tree_has_a_setting()
    {
        var before = OptionLeaves.Of(SettingCatalogue.Defaults);
        var reached = SettingCatalogue.All.SelectMany(Changes).ToHashSet(StringComparer.Ordinal);

        var missing = before.Keys.Where(path => !reached.Contains(path) && !Exceptions.ContainsKey(path) && !(before[path] is string && path.EndsWith("].Name", StringComparison.Ordinal)));

        Assert.True(before.Count > 150, $"Only {before.Count} leaves were found.");
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_exception_still_is_one()
    {
        var reached = SettingCatalogue.All.SelectMany(Changes).ToHashSet(StringComparer.Ordinal);

        Assert.All(Exceptions.Keys, path => Assert.Contains(path, OptionLeaves.Of(SettingCatalogue.Defaults).Keys));
        Assert.DoesNotContain(Exceptions.Keys, reached.Contains);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_setting_changes_something(string name) => Assert.NotEmpty(Changes(SettingCatalogue.Find(name)!));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_default_is_allowed_and_changes_nothing(string name)
    {
        var setting = SettingCatalogue.Find(name)!;
        var value = setting.ValueIn(SettingCatalogue.Defaults);
        if (value != "by tier")
        {
            Assert.Equal(SettingCatalogue.Defaults, setting.Apply(SettingCatalogue.Defaults, value));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_reads_back_as_it_was_written(string name)
    {
        var setting = SettingCatalogue.Find(name)!;
        foreach (var text in SamplesOf(setting))
        {
            if (setting.Apply(SettingCatalogue.Defaults, text) is { } options && setting.ValueIn(options) is var value && value is not ("by tier" or "changed"))
            {
                Assert.Equal(options, setting.Apply(options, value));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nonsense_is_never_allowed(string name)
    {
        var setting = SettingCatalogue.Find(name)!;
        string[] nonsense = setting.Kind is SettingKind.Text or SettingKind.List ? ["§", "a b,§", new string('a', 65)] : ["NaN", "1e99", "-0.1e9", "0x1", "1,5;2", "§", "true false"];

        // A strategy may be called anything that is not too long.
        Assert.All(name == "Signals__DefaultStrategy" ? [nonsense[^1]] : nonsense, n => Assert.Null(setting.Apply(SettingCatalogue.Defaults, n)));
    }

    [Fact]
    public void Names_are_distinct_in_any_case() =>
        Assert.Equal(SettingCatalogue.All.Count, SettingCatalogue.All.Select(s => s.Name.ToUpperInvariant()).Distinct().Count());

    [Fact]
    public void Every_setting_names_its_section_of_the_requirements() =>
        Assert.All(SettingCatalogue.All, s => Assert.Matches("^§[0-9]+(\\.[0-9]+)?$", s.Section));

    private static IEnumerable<string> Changes(Setting setting)
    {
        var before = OptionLeaves.Of(SettingCatalogue.Defaults);
        return SamplesOf(setting).Select(text => setting.Apply(SettingCatalogue.Defaults, text)).OfType<TradingOptions>().SelectMany(o => OptionLeaves.Changed(before, OptionLeaves.Of(o))).Distinct();
    }

    private static IEnumerable<string> SamplesOf(Setting setting)
    {
        var range = Range().Match(setting.Allowed);
        string[] own = setting.Kind switch
        {
            SettingKind.Number or SettingKind.Whole => [range.Groups["min"].Value, range.Groups["max"].Value],
            SettingKind.Choice => setting.Allowed.Split(", "),
            _ => [],
        };
        return own.Concat(Samples);
    }

    [GeneratedRegex("from (?<min>-?[0-9.]+) to (?<max>[0-9.]+)")]
    private static partial Regex Range();
}
