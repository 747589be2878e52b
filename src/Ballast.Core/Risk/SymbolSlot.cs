using Ballast.Core.Market;
using Ballast.Core.Sizing;

namespace Ballast.Core.Risk;

/// <summary>What the account knows of one symbol: who holds it, the last signal, the record of its trades.</summary>
public sealed record SymbolSlot
{
    public required Symbol Symbol { get; init; }

    /// <summary>The time of the last signal that was handled, refused ones too, other strategies' on what they do not own left out: older ones enter nothing.</summary>
    public DateTimeOffset LastSignalAt { get; init; }

    /// <summary>The time of the last signal that entered or closed, never in the future: older ones close nothing.</summary>
    public DateTimeOffset LastActedAt { get; init; }

    /// <summary>The open position, as the position last reported it.</summary>
    public Hold? Open { get; init; }

    /// <summary>Risk, margin and slot set aside for a ticket not yet filled.</summary>
    public Hold? Reserved { get; init; }

    /// <summary>The number of the last fact taken from the position; later ones are new, earlier ones repeats.</summary>
    public long LastPositionFact { get; init; }

    /// <summary>Results of the last closed positions, newest last: W, L or 0.</summary>
    public string Results { get; init; } = "";

    /// <summary>Entries on this symbol are stopped.</summary>
    public Halt? Halt { get; init; }

    /// <summary>Since when the outcome of an order on this symbol has been unknown: no entries until it is known.</summary>
    public DateTimeOffset? UnknownSince { get; init; }

    /// <summary>A position on the venue that is not ours: no entries on this symbol.</summary>
    public ForeignPosition? Foreign { get; init; }

    public WinCount Record => Count(Results);

    /// <summary>Wins among a string of results.</summary>
    public static WinCount Count(string results)
    {
        var wins = 0;
        foreach (var result in results)
        {
            wins += result == 'W' ? 1 : 0;
        }

        return new WinCount(wins, results.Length);
    }
}

/// <summary>A reservation, or what an open position binds. Amounts in USDT.</summary>
/// <param name="Sequence">Of the entry's ticket.</param>
/// <param name="Epoch">The position's epoch once it is open; 0 while reserved.</param>
/// <param name="ValidUntil">A reservation whose ticket is not taken over by then is given back when the position says so.</param>
public sealed record Hold(
    string DecisionId,
    string Strategy,
    PositionSide Side,
    Quantity Quantity,
    Money Notional,
    Money Margin,
    Money LossAtStop,
    long Sequence,
    long Epoch,
    DateTimeOffset ValidUntil);
