using Ballast.Core.Market;
using Ballast.Core.Performance;

namespace Ballast.Core.Competing;

/// <summary>How a mode stands: all that ranking and promotion read. Amounts in USDT.</summary>
public sealed record Standing
{
    public required CompetitionMode Mode { get; init; }

    /// <summary>When its account was opened.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>All until then has happened to it.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public required Money Balance { get; init; }

    public Money UnrealisedPnl { get; init; }

    public Money Equity => Balance + UnrealisedPnl;

    /// <summary>Closed trades.</summary>
    public int Trades { get; init; }

    /// <summary>Net PnL above 0.</summary>
    public int Wins { get; init; }

    /// <summary>Wins of all trades, 0–1; null without trades.</summary>
    public decimal? WinRate => Trades > 0 ? (decimal)Wins / Trades : null;

    /// <summary>Positive when paid.</summary>
    public Money Fees { get; init; }

    /// <summary>Signed as booked: negative when paid.</summary>
    public Money Funding { get; init; }

    /// <summary>The largest fall of the equity from its peak, 0–1.</summary>
    public decimal MaxDrawdown { get; init; }

    /// <summary>Open positions.</summary>
    public int Open { get; init; }

    /// <summary>Signals decided, and how many of them became entries.</summary>
    public int Decisions { get; init; }

    public int Entries { get; init; }

    /// <summary>First reasons of refused entries, the most frequent first.</summary>
    public EquatableList<RefusalCount> Refusals { get; init; }

    /// <summary>Equity at the end of each UTC day, the day before the first one with the start balance, the running day as it is now; oldest first.</summary>
    public EquatableList<DayEquity> Days { get; init; }
}

/// <summary>How often a reason was the first of a refusal.</summary>
public sealed record RefusalCount(string Code, int Count);
