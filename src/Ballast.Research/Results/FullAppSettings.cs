using Ballast.Application.Configuration;
using Ballast.Core.Decisions;
using Ballast.Research.Trials;

namespace Ballast.Research.Results;

/// <summary>A point of full mode as a whole settings file: what was given, the point's own, and what options said over them.</summary>
public static class FullAppSettings
{
    /// <summary>Why the search cannot become settings of the app, in one sentence; null where it can.</summary>
    public static string? Problem(AppPoints points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var (_, at, over) = Parts(points, SettingPoint.Nothing);
        return over.FirstOrDefault(s => s.Apply(SettingCatalogue.Defaults, s.ValueIn(at)) is null) is { } beyond
            ? $"{beyond.Name} is {beyond.ValueIn(at)} here, and the app allows: {beyond.Allowed}."
            : null;
    }

    /// <summary>The settings at a point, by name.</summary>
    public static IReadOnlyDictionary<string, string> Of(AppPoints points, SettingPoint best)
    {
        ArgumentNullException.ThrowIfNull(points);
        var (given, at, over) = Parts(points, best);
        var settings = new Dictionary<string, string>(given, StringComparer.OrdinalIgnoreCase);
        foreach (var setting in over)
        {
            settings[setting.Name] = setting.ValueIn(at);
        }

        return settings;
    }

    /// <summary>What is given, what it comes to, and the settings that differ there: options have said them.</summary>
    private static (IReadOnlyDictionary<string, string> Given, TradingOptions At, List<Setting> Over) Parts(AppPoints points, SettingPoint point)
    {
        var given = points.With(AppPoints.TextOf(point));
        var (at, bound) = (points.At(point), TradingSettings.Bind(new SettingsDictionary().Add(given, "search"), TradingSettings.LocalEnvironment).Options);
        return (given, at, [.. SettingCatalogue.All.Where(s => s.ValueIn(at) != s.ValueIn(bound))]);
    }
}
