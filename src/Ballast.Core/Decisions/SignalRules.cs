using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Traces;

namespace Ballast.Core.Decisions;

/// <summary>What a signal means for a symbol: close what is open, open a side, both (a reversal), or neither and why.</summary>
/// <param name="Close">The hold to close or void; null when nothing is.</param>
/// <param name="Open">The side to enter; null when none is.</param>
/// <param name="IsEntry">Whether the signal wants to enter, allowed or not.</param>
public readonly record struct SignalPlan(Hold? Close, PositionSide? Open, Reason? Refusal, bool IsEntry);

/// <summary>Target, ownership and order of signals. Source: requirements §10.</summary>
public static class SignalRules
{
    public static SignalPlan Plan(Signal signal, SymbolSlot slot)
    {
        // A reservation is what the last accepted signal wants, so it counts before what is still open.
        var held = slot.Reserved ?? slot.Open;
        var isEntry = signal.Target is not (SignalTarget.Close or SignalTarget.Flat) && (held is null || !IsBareExit(signal, held));

        // Nobody holds up an exit: a refusal, whoever's, does not make one late.
        var last = isEntry ? slot.LastSignalAt : slot.LastActedAt;
        if (signal.SentAt < last)
        {
            return No(isEntry, "OUT_OF_ORDER", $"The alert of {signal.SentAt.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} is older than the last one {(isEntry ? "handled" : "carried out")} for {signal.Symbol} ({last.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}).");
        }

        PositionSide? wanted = signal.Target switch
        {
            SignalTarget.Long or SignalTarget.Buy => PositionSide.Long,
            SignalTarget.Short or SignalTarget.Sell => PositionSide.Short,
            SignalTarget.Flat or SignalTarget.Close => null,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (held is null)
        {
            return wanted is null
                ? No(isEntry, "NOTHING_TO_CLOSE", $"There is no open position on {signal.Symbol}.")
                : new SignalPlan(null, wanted, null, isEntry);
        }

        if (held.Strategy != signal.Strategy)
        {
            return isEntry
                ? No(isEntry, "SYMBOL_HELD", $"{signal.Symbol} is held by strategy '{held.Strategy}'.")
                : No(isEntry, "NOT_OWNER", $"{signal.Symbol} is held by strategy '{held.Strategy}'; only it closes it.");
        }

        if (!isEntry)
        {
            return new SignalPlan(held, null, null, isEntry);
        }

        return wanted == held.Side
            ? No(isEntry, "ALREADY_IN_POSITION", $"{signal.Symbol} is already {held.Side} by this strategy.")
            : new SignalPlan(held, wanted, null, isEntry);
    }

    /// <summary>What the signal's strategy holds on its symbol: Long, Short or Flat. Another's position is none of its own.</summary>
    public static SignalTarget Holding(Signal signal, SymbolSlot slot) => (slot.Reserved ?? slot.Open) is not { } held || held.Strategy != signal.Strategy ? SignalTarget.Flat
        : held.Side == PositionSide.Long ? SignalTarget.Long : SignalTarget.Short;

    /// <summary>True when the sender's idea of its position before differs from ours: a signal was missed.</summary>
    public static bool IsMissedSignal(Signal signal, SymbolSlot slot) => signal.Previous is { } theirs && theirs != Holding(signal, slot);

    // A bare sell while long (or buy while short) only closes; a reversal needs market_position.
    private static bool IsBareExit(Signal signal, Hold held) =>
        (signal.Target == SignalTarget.Sell && held.Side == PositionSide.Long) || (signal.Target == SignalTarget.Buy && held.Side == PositionSide.Short);

    private static SignalPlan No(bool isEntry, string code, FormattableString text) => new(null, null, Reason.Of(code, text), isEntry);
}
