using Ballast.Core.Market;
using Ballast.Core.Signals;

namespace Ballast.Core.Strategies;

/// <summary>
/// The signal that a built-in strategy's opinion becomes. Its id is derived from account, strategy, symbol, interval and the candle's end: a
/// restart or a second instance decides it once. It is as old as its candle, and wants a position, so that the opposite opinion reverses.
/// </summary>
public static class BuiltInSignal
{
    /// <param name="opinion">With an action.</param>
    public static Signal Of(string account, Symbol symbol, StrategyOpinion opinion) => new()
    {
        DecisionId = DerivedId.Of("built-in", FormattableString.Invariant($"{account}|{opinion.Strategy}|{symbol}|{opinion.Interval}|{opinion.At.ToUnixTimeMilliseconds()}")),
        Account = account,
        Strategy = opinion.Strategy,
        Symbol = symbol,
        Target = opinion.Action switch
        {
            ModelAction.Buy => SignalTarget.Long,
            ModelAction.Sell => SignalTarget.Short,
            _ => throw new ArgumentException("An opinion without an action wants no position.", nameof(opinion)),
        },
        Confidence = opinion.Confidence,
        Interval = opinion.Interval,
        SentAt = opinion.At,
        Source = SignalSource.BuiltIn,
    };
}
