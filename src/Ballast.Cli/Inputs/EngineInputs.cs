using System.CommandLine;
using System.CommandLine.Parsing;
using Ballast.Application.Configuration;
using Ballast.Cli.Options;
using Ballast.Core.Strategies;
using Ballast.Research.Full;
using Ballast.Research.Trials;

namespace Ballast.Cli.Inputs;

/// <summary>On which candles, and by which engine: the bare one, or the app's own deciders where an option of theirs is given. Source: docs/research.md.</summary>
internal sealed class EngineInputs
{
    private static readonly Dictionary<string, bool> Modes = new(StringComparer.OrdinalIgnoreCase) { ["bare"] = false, ["full"] = true };
    private static readonly Dictionary<string, BuiltIn> Strategies = BuiltIns.All.ToDictionary(s => s.Name(), StringComparer.OrdinalIgnoreCase);

    /// <summary>What only the bare engine has.</summary>
    private static readonly string[] BareOnly = ["--atr-stop", "--sizing", "--quantity", "--sides"];

    private readonly ChoiceOption<bool> _mode = new("--mode", Modes, "The bare engine, or the app's own deciders with its settings (default full where an option of full mode is given, else bare)");
    private readonly ChoiceOption<BuiltIn> _strategy = new("--strategy", Strategies, "What makes the signals (default sma-cross, in full mode the settings' own); another than sma-cross means full mode");

    /// <param name="needsData">False where what is asked for may need no candles.</param>
    /// <param name="probes">True where full mode can look for knowledge of the future.</param>
    public EngineInputs(bool needsData = true, bool probes = false)
    {
        (Data, Full) = (new MarketFiles(needsData), new FullInputs(probes));
    }

    public MarketFiles Data { get; }

    public BareInputs Bare { get; } = new();

    public FullInputs Full { get; }

    public IEnumerable<Option> All => [.. Data.All, _mode, _strategy, .. Bare.All.Where(o => o.Name != _strategy.Name), .. Full.All];

    /// <param name="names">Settings that points name: one of the app's means full mode.</param>
    /// <exception cref="UsageException">Options of both engines are given.</exception>
    public bool IsFull(ParseResult parsed, params IEnumerable<string> names)
    {
        var fullOnly = Full.All.Where(o => IsGiven(parsed, o)).Select(o => o.Name)
            .Concat(Data.Given(parsed).Count > 1 ? ["--data more than once"] : Array.Empty<string>())
            .Concat(_strategy.Or(parsed, BuiltIn.SmaCross) != BuiltIn.SmaCross ? [$"--strategy {_strategy.Or(parsed, default).Name()}"] : Array.Empty<string>())
            .Concat(names.Where(SettingCatalogue.IsOurs)).FirstOrDefault();
        if (!_mode.Or(parsed, fullOnly is not null))
        {
            return fullOnly is null ? false : throw new UsageException($"{fullOnly} is of full mode; leave --mode bare out.");
        }

        return BareOnly.FirstOrDefault(name => IsGiven(parsed, Bare.All.First(o => o.Name == name))) is { } bare
            ? throw new UsageException($"{bare} is of the bare engine, and {fullOnly ?? "--mode full"} asks for full mode; there stops, sizes and sides are settings (--set NAME=VALUE).")
            : true;
    }

    /// <summary>The settings of full mode.</summary>
    /// <exception cref="UsageException">A setting is wrong.</exception>
    public FullOptions FullOf(ParseResult parsed) => Full.Of(parsed, StrategyOf(parsed), (int?)Number(parsed, "--fast"), (int?)Number(parsed, "--slow"), Number(parsed, "--fee"), Number(parsed, "--cash"));

    /// <summary>The points of full mode around those settings.</summary>
    /// <exception cref="UsageException">A setting is wrong.</exception>
    public AppPoints PointsOf(ParseResult parsed)
    {
        _ = FullOf(parsed);
        return new AppPoints(Full.Settings(parsed), Data.Symbols(parsed), Full.Over(parsed, StrategyOf(parsed), (int?)Number(parsed, "--fast"), (int?)Number(parsed, "--slow")));
    }

    /// <summary>All that a result of full mode follows from besides data and points, as text.</summary>
    public string FullText(ParseResult parsed)
    {
        var settings = Full.Settings(parsed).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}={s.Value}");
        var options = All.Except(Data.All).Except(Full.OfSettings).Where(o => o != _mode && IsGiven(parsed, o)).Select(o => $"{o.Name} {string.Join(' ', parsed.GetResult(o)!.Tokens.Select(t => t.Value))}");
        return string.Join(' ', options.Order(StringComparer.Ordinal).Prepend("full").Concat(settings));
    }

    /// <summary>The option that says what an axis of full mode says too; null when there is none.</summary>
    public string? ContradictedInFull(ParseResult parsed, string axis)
    {
        var setting = AppPoints.SettingOf(axis);
        return Full.Set(parsed).Contains(setting, StringComparer.OrdinalIgnoreCase) ? $"--set {setting}"
            : ((string[])["fast", "slow"]).FirstOrDefault(n => AppPoints.SettingOf(n) == setting && Number(parsed, $"--{n}") is not null) is { } name ? $"--{name}"
            : null;
    }

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    private BuiltIn? StrategyOf(ParseResult parsed) => IsGiven(parsed, _strategy) ? _strategy.Or(parsed, default) : null;

    private decimal? Number(ParseResult parsed, string name) => Bare.All.OfType<NumberOption>().First(o => o.Name == name).From(parsed);
}
