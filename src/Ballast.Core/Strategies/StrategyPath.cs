using Ballast.Core.Market;

namespace Ballast.Core.Strategies;

/// <summary>What a strategy said along a series of candles.</summary>
/// <param name="Calls">At each candle; null while there were too few.</param>
/// <param name="Why">The sentence at the last.</param>
public sealed record StrategyPath(EquatableList<StrategyCall?> Calls, string Why)
{
    /// <summary>The opinion at the last candle; null when the series is too short.</summary>
    public Opinion? Latest => Calls.Count > 0 ? Calls[^1]?.ToOpinion(Why) : null;

    /// <summary>Whether the last candle is one to trade on.</summary>
    public bool IsSignalNow => Calls.Count > 0 && IsSignal(Calls.Count - 1);

    /// <summary>
    /// True where it begins to want a side: a standing opinion is sent once, as an alert is, and not again after each stop. The first call of
    /// a series is no beginning, since nobody knows what came before.
    /// </summary>
    public bool IsSignal(int at) => at > 0 && Calls[at] is { Action: not ModelAction.None } call && Calls[at - 1] is { } before && before.Action != call.Action;
}
