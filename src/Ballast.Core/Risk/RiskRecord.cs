using Ballast.Core.Market;

namespace Ballast.Core.Risk;

/// <summary>
/// The folded risk state of one account: everything that guards, sizers and caps need, in one record that a person can read.
/// Amounts in USDT. Source: requirements §1.3.
/// </summary>
public sealed record RiskRecord
{
    public required string Account { get; init; }

    /// <summary>The latest time this record was changed at; decisions use max(now, LastAt).</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>The last sequence number given to a signal.</summary>
    public long Sequence { get; init; }

    public Ledger Ledger { get; init; } = new();

    /// <summary>Wallet balance as the venue last said.</summary>
    public Money Balance { get; init; }

    public Money UnrealisedPnl { get; init; }

    /// <summary>When balance and open PnL were read.</summary>
    public DateTimeOffset EquityAt { get; init; }

    /// <summary>Highest equity since the start or the last forced stop.</summary>
    public Money Peak { get; init; }

    public DayRecord Day { get; init; } = new();

    public StreakRecord Streak { get; init; } = new();

    public EquatableList<BreakerState> Breakers { get; init; }

    /// <summary>Equity highs by minute, newest last, only those not exceeded later (a falling staircase).</summary>
    public EquatableList<EquityHigh> Highs { get; init; }

    public Halt? Halt { get; init; }

    /// <summary>Size factor after a pause or halt; 1 when fully back.</summary>
    public decimal Staged { get; init; } = 1;

    /// <summary>The UTC day on which the staged return last began.</summary>
    public DateOnly StagedOn { get; init; }

    public ExposureTotals Totals { get; init; } = new();

    /// <summary>What is on the venue and not ours; its count limits nothing.</summary>
    public ExposureTotals Foreign { get; init; } = new();

    /// <summary>A difference between venue and books that was seen once.</summary>
    public Unexplained? Unexplained { get; init; }

    public Money Equity => Balance + UnrealisedPnl;

    /// <summary>Fall from the peak as a fraction.</summary>
    public decimal Drawdown => Peak > Equity && Peak > Money.Zero ? (Peak - Equity) / Peak : 0;
}

/// <summary>The account's books: balance = start + Σ(realised − fees + funding + transfers + adjustments). Funding is signed as the venue books it.</summary>
public sealed record Ledger
{
    public Money Start { get; init; }

    public Money Realised { get; init; }

    /// <summary>Positive when paid.</summary>
    public Money Fees { get; init; }

    public Money Funding { get; init; }

    public Money Transfers { get; init; }

    /// <summary>Differences that no ledger line explains, each booked with an alert.</summary>
    public Money Adjustments { get; init; }

    public Money Balance => Start + Realised - Fees + Funding + Transfers + Adjustments;

    /// <summary>Income lines up to this time are booked.</summary>
    public DateTimeOffset IncomeFrom { get; init; }

    /// <summary>Kinds and ids of the booked lines at exactly <see cref="IncomeFrom"/>.</summary>
    public EquatableList<string> IncomeIdsAtFrom { get; init; }
}

/// <summary>The counters of one UTC day.</summary>
public sealed record DayRecord
{
    public DateOnly Date { get; init; }

    /// <summary>Equity at 00:00 UTC (or at the first reading of the day), transfers since added.</summary>
    public Money StartEquity { get; init; }

    /// <summary>The stricter of the day's tiers.</summary>
    public decimal MaxLoss { get; init; } = 1;

    public int Entries { get; init; }

    /// <summary>Restarts of entries after critical errors.</summary>
    public int Restarts { get; init; }

    /// <summary>Losses in a row since midnight or resume.</summary>
    public int LossesInRow { get; init; }

    /// <summary>The limits that stopped entries until the next UTC day, in the order reached: DAILY_LOSS, CONSECUTIVE_LOSSES, TRADES_PER_DAY.</summary>
    public EquatableList<string> Stops { get; init; }

    public bool IsStoppedBy(string limit)
    {
        foreach (var stop in Stops)
        {
            if (stop == limit)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Results of closed positions. A zero breaks both streaks.</summary>
public sealed record StreakRecord
{
    public int Losses { get; init; }

    public int Wins { get; init; }

    public bool InRecovery { get; init; }

    /// <summary>The last results, newest last: W, L or 0.</summary>
    public string Recent { get; init; } = "";

    /// <summary>Results since recovery mode was entered, newest last.</summary>
    public string SinceRecovery { get; init; } = "";

    public int Trades { get; init; }

    /// <summary>How many of all <see cref="Trades"/> were wins.</summary>
    public int TotalWins { get; init; }
}

/// <summary>One breaker's state.</summary>
/// <param name="PausedUntil">Entries are stopped until then.</param>
/// <param name="WindowFrom">Highs before it do not count: after a pause the window starts empty.</param>
public sealed record BreakerState(DateTimeOffset PausedUntil, DateTimeOffset WindowFrom);

/// <summary>The highest equity of one minute (minutes since 1970).</summary>
public readonly record struct EquityHigh(long Minute, decimal Equity);

/// <summary>A stop that only a person (or the end of a restart delay) ends.</summary>
public sealed record Halt(string Code, string Why, DateTimeOffset Since)
{
    /// <summary>Entries restart then by themselves, once everything is flat and reconciled; null: only a person ends it.</summary>
    public DateTimeOffset? RestartAt { get; init; }
}

/// <summary>USDT that the venue's balance differs from the books by, and since when.</summary>
public sealed record Unexplained(Money Amount, DateTimeOffset Since);

/// <summary>What is open or reserved, over all symbols.</summary>
public sealed record ExposureTotals
{
    public Money Long { get; init; }

    public Money Short { get; init; }

    public Money Margin { get; init; }

    /// <summary>What all stops together would cost.</summary>
    public Money LossAtStop { get; init; }

    /// <summary>Positions open or reserved.</summary>
    public int Count { get; init; }

    public Money Of(PositionSide side) => side == PositionSide.Long ? Long : Short;

    /// <summary>Both together; the count stays ours.</summary>
    public ExposureTotals And(ExposureTotals foreign) =>
        foreign.Count == 0 ? this : this with { Long = Long + foreign.Long, Short = Short + foreign.Short, Margin = Margin + foreign.Margin };

    /// <summary>The sum of what is foreign.</summary>
    public static ExposureTotals Of(IEnumerable<ForeignPosition> positions)
    {
        var totals = new ExposureTotals();
        foreach (var position in positions)
        {
            totals = totals with
            {
                Long = position.Side == PositionSide.Long ? totals.Long + position.Notional : totals.Long,
                Short = position.Side == PositionSide.Short ? totals.Short + position.Notional : totals.Short,
                Margin = totals.Margin + position.Margin,
                Count = totals.Count + 1,
            };
        }

        return totals;
    }

    public ExposureTotals With(Hold hold, int sign)
    {
        if (Count + sign == 0)
        {
            // Margins are quotients of 28 digits: sums of them leave a last digit behind when all are taken away again.
            return new ExposureTotals();
        }

        var notional = hold.Notional * sign;
        return this with
        {
            Long = hold.Side == PositionSide.Long ? Long + notional : Long,
            Short = hold.Side == PositionSide.Short ? Short + notional : Short,
            Margin = Margin + (hold.Margin * sign),
            LossAtStop = LossAtStop + (hold.LossAtStop * sign),
            Count = Count + sign,
        };
    }
}
