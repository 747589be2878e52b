using Ballast.Core.Market;

namespace Ballast.Core.Strategies;

/// <summary>
/// What the built-in strategies share, so that a batch is the same fold as the incremental use: equal bit for bit, and nothing after a candle
/// can change what was said at it. As <see cref="Indicators.IIndicator"/> it stands only as a type constraint.
/// </summary>
public interface IStrategy
{
    /// <summary>What it would do after the latest candle; null while there are too few.</summary>
    StrategyCall? Call { get; }

    /// <summary>One sentence with the numbers behind the call, or with what is missing for one.</summary>
    string Why { get; }

    /// <summary>Takes the next closed candle.</summary>
    void Add(in Candle candle);
}

public static class Strategy
{
    /// <summary>The strategy after all candles.</summary>
    public static T After<T>(this T strategy, ReadOnlySpan<Candle> candles)
        where T : struct, IStrategy
    {
        foreach (ref readonly var candle in candles)
        {
            strategy.Add(candle);
        }

        return strategy;
    }

    /// <summary>What it said at each candle, and why at the last.</summary>
    public static StrategyPath Along<T>(this T strategy, ReadOnlySpan<Candle> candles)
        where T : struct, IStrategy
    {
        var calls = new StrategyCall?[candles.Length];
        for (var i = 0; i < calls.Length; i++)
        {
            strategy.Add(candles[i]);
            calls[i] = strategy.Call;
        }

        return new StrategyPath(EquatableList.Create<StrategyCall?>(calls), strategy.Why);
    }
}
