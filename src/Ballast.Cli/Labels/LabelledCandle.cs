using System.Diagnostics;
using Ballast.Core.Market;
using Ballast.Core.Regimes;

namespace Ballast.Cli.Labels;

/// <summary>A regime as a trader reads it off a chart: a trend with its direction, or none.</summary>
internal enum MarketLabel
{
    Up,
    Down,

    /// <summary>TRENDING whose direction has faded, within the regime's least dwell.</summary>
    Fading,
    Ranging,
    Normal,
}

/// <summary>One closed candle with what was said of it at its close.</summary>
/// <param name="Label">Null while nothing can be said yet.</param>
/// <param name="AtrPercentile">0–100, as the policy has it; NaN with too few candles.</param>
internal readonly record struct LabelledCandle(Candle Candle, MarketLabel? Label, double AtrPercentile)
{
    public DateTimeOffset ClosedAt => DateTimeOffset.FromUnixTimeMilliseconds(Candle.CloseTimeMs + 1);
}

internal static class MarketLabels
{
    public static IReadOnlyList<MarketLabel> All { get; } = Enum.GetValues<MarketLabel>();

    public static MarketLabel Of(Regime regime, TrendDirection direction) => (regime, direction) switch
    {
        (Regime.Trending, TrendDirection.Up) => MarketLabel.Up,
        (Regime.Trending, TrendDirection.Down) => MarketLabel.Down,
        (Regime.Trending, TrendDirection.Flat) => MarketLabel.Fading,
        (Regime.Ranging, _) => MarketLabel.Ranging,
        (Regime.Normal, _) => MarketLabel.Normal,
        _ => throw new UnreachableException(),
    };

    /// <summary>As in <c>GET policy</c>.</summary>
    public static string RegimeName(this MarketLabel label) => label switch
    {
        MarketLabel.Up or MarketLabel.Down or MarketLabel.Fading => "TRENDING",
        MarketLabel.Ranging => "RANGING",
        MarketLabel.Normal => "NORMAL",
        _ => throw new UnreachableException(),
    };

    /// <summary>UP, DOWN or FLAT; null where a direction means nothing.</summary>
    public static string? DirectionName(this MarketLabel label) => label switch
    {
        MarketLabel.Up => "UP",
        MarketLabel.Down => "DOWN",
        MarketLabel.Fading => "FLAT",
        _ => null,
    };

    public static string Name(this MarketLabel label) => label.DirectionName() is { } direction ? $"{label.RegimeName()} {direction}" : label.RegimeName();
}
