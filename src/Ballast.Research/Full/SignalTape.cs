using Ballast.Core.Accounts;
using Ballast.Core.Market;

namespace Ballast.Research.Full;

/// <summary>One symbol's signals, from one to the next, each with what the app would have had in its caches then. It knows nothing of the account.</summary>
internal abstract class SignalTape
{
    /// <summary>The bar at whose end the signals stand; the number of bars, or more, when there are no more signals.</summary>
    public abstract int Bar { get; }

    /// <summary>The moment of the signals, milliseconds since 1970.</summary>
    public abstract long AtMs { get; }

    /// <summary>What the account gets at that moment, in the order of the strategies.</summary>
    public abstract IReadOnlyList<AccountFact.SignalCame> Signals { get; }

    /// <summary>To the next bar with a signal.</summary>
    public abstract void MoveNext();

    /// <summary>The policy frame's candles closed by a time, as many as the app reads.</summary>
    public abstract CandleWindow WindowAt(long ms);
}
