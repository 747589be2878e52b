using System.Diagnostics;
using Ballast.Core.Market;
using Ballast.Core.Regimes;

namespace Ballast.Core.Strategies;

/// <summary>The strategies that trade without an outside sender.</summary>
public enum BuiltIn
{
    SmaCross,
    Breakout,
    MeanReversion,
    Trend,
}

public static class BuiltIns
{
    public static EquatableList<BuiltIn> All { get; } = [BuiltIn.SmaCross, BuiltIn.Breakout, BuiltIn.MeanReversion, BuiltIn.Trend];

    /// <summary>As settings, decisions and trades call it: the strategy that owns its positions.</summary>
    public static string Name(this BuiltIn strategy) => strategy switch
    {
        BuiltIn.SmaCross => "sma-cross",
        BuiltIn.Breakout => "breakout",
        BuiltIn.MeanReversion => "mean-reversion",
        BuiltIn.Trend => "trend",
        _ => throw new UnreachableException(),
    };

    /// <summary>Null when there is none of that name.</summary>
    public static BuiltIn? Find(string name)
    {
        foreach (var strategy in All)
        {
            if (strategy.Name().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return strategy;
            }
        }

        return null;
    }

    public static StrategyPlace Place(this BuiltIn strategy, StrategyOptions options) => strategy switch
    {
        BuiltIn.SmaCross => options.SmaCross.Place,
        BuiltIn.Breakout => options.Breakout.Place,
        BuiltIn.MeanReversion => options.MeanReversion.Place,
        BuiltIn.Trend => options.Trend.Place,
        _ => throw new UnreachableException(),
    };

    /// <summary>Its rule with every number that changes what it says: what was measured of another rule says nothing about this one.</summary>
    public static string Rule(this BuiltIn strategy, StrategyOptions options, PolicyOptions policy) => strategy switch
    {
        BuiltIn.SmaCross => FormattableString.Invariant($"SMA {options.SmaCross.Fast} over {options.SmaCross.Slow}, ATR {options.SmaCross.AtrLength}, {options.SmaCross.Place.Interval}"),
        BuiltIn.Breakout => FormattableString.Invariant($"close beyond {options.Breakout.Length} candles by {options.Breakout.BufferAtrs} ATR {options.Breakout.AtrLength}, {options.Breakout.Place.Interval}"),
        BuiltIn.MeanReversion => FormattableString.Invariant($"Bollinger {options.MeanReversion.Length} by {options.MeanReversion.Width}, RSI {options.MeanReversion.RsiLength} at {options.MeanReversion.Oversold}, {RegimeOf(policy)}, {options.MeanReversion.Place.Interval}"),
        BuiltIn.Trend => FormattableString.Invariant($"{RegimeOf(policy)}, {options.Trend.Place.Interval} under {options.Trend.HigherInterval}"),
        _ => throw new UnreachableException(),
    };

    /// <summary>What it says along closed candles of its interval, oldest first.</summary>
    public static StrategyPath Along(this BuiltIn strategy, ReadOnlySpan<Candle> candles, StrategyOptions options, PolicyOptions policy) => strategy switch
    {
        BuiltIn.SmaCross => new SmaCross(options.SmaCross).Along(candles),
        BuiltIn.Breakout => new Breakout(options.Breakout).Along(candles),
        BuiltIn.MeanReversion => new MeanReversion(options.MeanReversion, policy, new RegimeOptions()).Along(candles),
        BuiltIn.Trend => new Trend(options.Trend, policy, new RegimeOptions()).Along(candles),
        _ => throw new UnreachableException(),
    };

    private static FormattableString RegimeOf(PolicyOptions policy) => $"ADX {policy.Length} ranging to {policy.RangingAdx}, trending from {policy.TrendingAdx}";
}
