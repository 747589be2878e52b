using System.Diagnostics;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Core.Strategies;

namespace Ballast.Research.Full;

/// <summary>A built-in strategy fed one closed candle at a time.</summary>
internal abstract class StrategyFold(BuiltIn strategy, CandleInterval interval)
{
    public BuiltIn Strategy => strategy;

    public CandleInterval Interval => interval;

    /// <summary>After the latest candle; null while there were too few.</summary>
    public StrategyCall? Call { get; private set; }

    /// <summary>The end of the latest candle, milliseconds since 1970.</summary>
    public long SeenMs { get; private set; }

    public abstract string Why { get; }

    /// <summary>True where it begins to want a side, see <see cref="StrategyPath.IsSignal"/>.</summary>
    public bool Add(in Candle candle)
    {
        var before = Call;
        Call = Next(candle);
        SeenMs = candle.CloseTimeMs + 1;
        return Call is { Action: not ModelAction.None } call && before is { } last && last.Action != call.Action;
    }

    /// <summary>As the app caches it. Nothing was ever measured of its past, so its confidence is the rule's own.</summary>
    public StrategyOpinion Opinion(TradingOptions options) => CalibratedOpinion.Of(
        strategy, interval, new StrategyPath([Call], Why), DateTimeOffset.FromUnixTimeMilliseconds(SeenMs), "", null, options.Strategies.Calibration);

    public static StrategyFold Of(BuiltIn strategy, TradingOptions options)
    {
        var (all, interval) = (options.Strategies, strategy.Place(options.Strategies).Interval);
        return strategy switch
        {
            BuiltIn.SmaCross => new StrategyFold<SmaCross>(strategy, interval, new SmaCross(all.SmaCross)),
            BuiltIn.Breakout => new StrategyFold<Breakout>(strategy, interval, new Breakout(all.Breakout)),
            BuiltIn.MeanReversion => new StrategyFold<MeanReversion>(strategy, interval, new MeanReversion(all.MeanReversion, options.Policy, new RegimeOptions())),
            BuiltIn.Trend => new StrategyFold<Trend>(strategy, interval, new Trend(all.Trend, options.Policy, new RegimeOptions())),
            _ => throw new UnreachableException(),
        };
    }

    protected abstract StrategyCall? Next(in Candle candle);
}

/// <summary>One of a kind of strategy; compiled for it, nothing is boxed.</summary>
internal sealed class StrategyFold<T>(BuiltIn strategy, CandleInterval interval, T start) : StrategyFold(strategy, interval)
    where T : struct, IStrategy
{
    private T _strategy = start;

    public override string Why => _strategy.Why;

    protected override StrategyCall? Next(in Candle candle)
    {
        _strategy.Add(candle);
        return _strategy.Call;
    }
}
