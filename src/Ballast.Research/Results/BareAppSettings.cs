using System.Globalization;
using Ballast.Application.Configuration;
using Ballast.Core.Market;
using Ballast.Core.Strategies;
using Ballast.Research.Backtesting;
using Ballast.Research.Optimising;

namespace Ballast.Research.Results;

/// <summary>The bare engine's settings as settings of the app. What has no counterpart there is refused, not left out in silence.</summary>
public static class BareAppSettings
{
    private const string Source = "search";
    private const string AtrLength = "Entry__AtrLength";
    private const string Interval = "Strategies__SmaCross__Interval";

    /// <summary>The stop is this strategy's own; others keep theirs.</summary>
    private static readonly string Scope = $"Strategy__{BuiltIn.SmaCross.Name()}__";

    private static readonly Dictionary<string, (string Scope, string Setting)> Names = new(StringComparer.Ordinal)
    {
        ["fast"] = ("", "Strategies__SmaCross__Fast"),
        ["slow"] = ("", "Strategies__SmaCross__Slow"),
        ["atr-stop"] = (Scope, "Entry__StopAtrs"),
    };

    /// <summary>Why a search over these axes and settings cannot become settings of the app, in one sentence; null where it can.</summary>
    public static string? Problem(IReadOnlyList<SearchAxis> axes, BareOptions options)
    {
        ArgumentNullException.ThrowIfNull(axes);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Sides != TradedSides.Both)
        {
            return $"--sides {options.Sides.ToString().ToLowerInvariant()} has no setting in the app.";
        }

        foreach (var (name, (_, setting)) in Names)
        {
            var axis = axes.OfType<NumberAxis>().FirstOrDefault(a => a.Name == name);
            decimal[] values = axis is null ? [ValueOf(name, options)] : [axis.From, axis.To];
            if (values.Any(v => !IsAllowed(setting, Text(v))))
            {
                return $"{(axis is null ? $"{name} {Text(values[0])}" : $"The axis {axis}")} leaves what the app's {setting} allows: {SettingCatalogue.Find(setting)!.Allowed}.";
            }
        }

        return axes.FirstOrDefault(a => !Names.ContainsKey(a.Name)) is { } other ? $"The axis {other.Name} has no setting in the app." : null;
    }

    /// <summary>The settings at a point, by name. The interval only where the app's strategy runs on bars of that length.</summary>
    public static IReadOnlyDictionary<string, string> Of(BareOptions best, long intervalMs)
    {
        ArgumentNullException.ThrowIfNull(best);
        var settings = Names.ToDictionary(n => n.Value.Scope + n.Value.Setting, n => Text(ValueOf(n.Key, best)), StringComparer.Ordinal);
        settings["Strategies__SmaCross__AtrLength"] = settings[AtrLength] = Text(BarKernel.AtrLength);
        if (IntervalOf(intervalMs) is { } interval)
        {
            settings[Interval] = interval;
        }

        return settings;
    }

    /// <summary>Why bars of this length say nothing about the app's strategy; null where it runs on them.</summary>
    public static string? IntervalProblem(long intervalMs) => IntervalOf(intervalMs) is null
        ? string.Create(CultureInfo.InvariantCulture, $"The bars are {intervalMs / 60_000.0:0.##} minutes long; the app's strategy runs on {SettingCatalogue.Find(Interval)!.Allowed}.")
        : null;

    /// <summary>What the app says of the settings; none where they load.</summary>
    public static IReadOnlyList<string> ProblemsOf(IReadOnlyDictionary<string, string> settings) =>
        TradingSettings.Bind(new SettingsDictionary().Add(settings, Source)).Problems;

    private static string? IntervalOf(long ms) =>
        ms > 0 && ms % 60_000 == 0 && CandleInterval.TryParse((ms / 60_000).ToString(CultureInfo.InvariantCulture), out var interval) && IsAllowed(Interval, interval.Name) ? interval.Name : null;

    private static bool IsAllowed(string setting, string value) => SettingCatalogue.Find(setting)!.Apply(SettingCatalogue.Defaults, value) is not null;

    private static decimal ValueOf(string name, BareOptions options) => name switch
    {
        "fast" => options.Fast,
        "slow" => options.Slow,
        _ => (decimal)options.AtrStop,
    };

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
