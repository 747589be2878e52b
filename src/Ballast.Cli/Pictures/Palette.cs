using System.Diagnostics;
using Ballast.Cli.Labels;
using Ballast.Core.Regimes;

namespace Ballast.Cli.Pictures;

/// <summary>
/// Colours that differ in lightness and between blue and orange, which every kind of colour blindness can tell apart (after Okabe and Ito); directions
/// have arrows besides. On a ground of their own, so that a dark viewer changes nothing.
/// </summary>
internal static class Palette
{
    public const string Ground = "#ffffff";

    public const string Ink = "#1a1a1a";

    public const string Faint = "#5f6670";

    public const string Grid = "#1a1a1a22";

    public const string Frame = "#8a9099";

    public static string Of(MarketLabel label) => label switch
    {
        MarketLabel.Up => "#9dcdf0",
        MarketLabel.Down => "#f5b06a",
        MarketLabel.Fading => "#d9b8e0",
        MarketLabel.Ranging => "#cfd2d6",
        MarketLabel.Normal => "#f3f1e7",
        _ => throw new UnreachableException(),
    };

    /// <summary>The darker, the wilder.</summary>
    public static string Of(VolatilityLevel level) => level switch
    {
        VolatilityLevel.Low => "#e9e4f2",
        VolatilityLevel.Normal => "#bcaedb",
        VolatilityLevel.High => "#7d61b0",
        VolatilityLevel.Extreme => "#2d1055",
        _ => throw new UnreachableException(),
    };
}
