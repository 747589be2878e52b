using Ballast.Core.Desk;
using Ballast.Core.Market;
using Ballast.Core.Performance;

namespace Ballast.Core.Competing;

/// <summary>A mode's paper account, with the figures that ranking needs. Bounded in size. Amounts in USDT.</summary>
public sealed record CompetitorState
{
    /// <summary>Days of equity that are kept: two years.</summary>
    public const int MostDays = 730;

    /// <summary>Ids of signals that are remembered as taken.</summary>
    public const int MostTaken = 240;

    private const int MostRefusals = 24;

    public required string Mode { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>All candles, settlements and signals up to then have happened to it.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>What it began with.</summary>
    public required Money Start { get; init; }

    public required DeskState Desk { get; init; }

    /// <summary>Ids of the last signals taken, newest last: one that comes again is none.</summary>
    public EquatableList<string> Taken { get; init; }

    /// <summary>What the open symbols' next settlements were last said to be.</summary>
    public EquatableList<FundingReading> Funding { get; init; }

    /// <summary>Symbols with an open position.</summary>
    public EquatableList<Symbol> Open { get; init; }

    public Money Balance { get; init; }

    public Money UnrealisedPnl { get; init; }

    /// <summary>Positive when paid.</summary>
    public Money Fees { get; init; }

    /// <summary>Signed as booked: negative when paid.</summary>
    public Money FundingPaid { get; init; }

    /// <summary>The highest equity.</summary>
    public Money Peak { get; init; }

    /// <summary>The largest fall from it, 0–1.</summary>
    public decimal MaxDrawdown { get; init; }

    public int Trades { get; init; }

    public int Wins { get; init; }

    public int Decisions { get; init; }

    public int Entries { get; init; }

    public EquatableList<RefusalCount> Refusals { get; init; }

    /// <summary>The day of the first of <see cref="DayEquity"/>.</summary>
    public DateOnly FirstDay { get; init; }

    /// <summary>Equity at the end of each UTC day from the first on, of the last one as it is.</summary>
    public EquatableList<Money> DayEquity { get; init; }

    /// <summary>Why its entries are halted, as an account's would be; null: they are not.</summary>
    public string? Halt { get; init; }

    public Money Equity => Balance + UnrealisedPnl;

    public static CompetitorState Begin(CompetitionMode mode, DateTimeOffset at, DeskOptions options) => new()
    {
        Mode = mode.Name,
        Since = at,
        Until = at,
        Start = mode.Balance,
        Desk = PaperDesk.Open(mode.Name, mode.Balance, at, options),
        Balance = mode.Balance,
        Peak = mode.Balance,
        FirstDay = DateOnly.FromDateTime(at.UtcDateTime),
        DayEquity = [mode.Balance],
    };

    public bool HasTaken(string id)
    {
        foreach (var taken in Taken)
        {
            if (taken == id)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How it stands at a later time, at its last prices.</summary>
    public Standing ToStanding(CompetitionMode mode, DateTimeOffset now)
    {
        var asOf = Open.Count == 0 && now > Until ? now : Until;
        var current = MarkedAt(asOf);
        IEnumerable<DayEquity> days = current.DayEquity.Select((equity, i) => new DayEquity(current.FirstDay.AddDays(i), equity, Money.Zero));
        return new Standing
        {
            Mode = mode,
            Since = Since,
            AsOf = asOf,
            Balance = Balance,
            UnrealisedPnl = UnrealisedPnl,
            Trades = Trades,
            Wins = Wins,
            Fees = Fees,
            Funding = FundingPaid,
            MaxDrawdown = MaxDrawdown,
            Open = Open.Count,
            Decisions = Decisions,
            Entries = Entries,
            Refusals = Refusals,
            Days = EquatableList.From(current.FirstDay == DateOnly.FromDateTime(Since.UtcDateTime) ? days.Prepend(new DayEquity(current.FirstDay.AddDays(-1), Start, Money.Zero)) : days),
        };
    }

    /// <summary>With its equity as of a time: days since the last one ended as that one did.</summary>
    internal CompetitorState MarkedAt(DateTimeOffset at)
    {
        // What happens at midnight is the end of the day before.
        var day = DateOnly.FromDateTime(at.UtcDateTime.AddTicks(-1));
        var days = DayEquity.ToList();
        for (var last = FirstDay.AddDays(days.Count - 1); last < day; last = last.AddDays(1))
        {
            days.Add(days[^1]);
        }

        // To a hundred-thousandth: an average price has 28 digits, and each day would keep them.
        days[^1] = new Money(decimal.Round(Equity.Value, 5));
        var over = Math.Max(0, days.Count - MostDays);
        var peak = Money.Max(Peak, Equity);
        return this with
        {
            FirstDay = FirstDay.AddDays(over),
            DayEquity = EquatableList.From(days.Skip(over)),
            Peak = peak,
            MaxDrawdown = peak > Money.Zero ? Math.Max(MaxDrawdown, decimal.Round((peak - Equity) / peak, 8)) : MaxDrawdown,
        };
    }

    internal CompetitorState WithTaken(string id) => this with { Taken = EquatableList.From(Taken.Skip(Math.Max(0, Taken.Count + 1 - MostTaken)).Append(id)) };

    /// <summary>Counts a refusal; of more reasons than fit the rarest is forgotten.</summary>
    internal CompetitorState WithRefusal(string code)
    {
        var counted = Refusals.Where(r => r.Code != code).Append(new RefusalCount(code, 1 + (Refusals.FirstOrDefault(r => r.Code == code)?.Count ?? 0)));
        return this with { Refusals = EquatableList.From(counted.OrderByDescending(r => r.Count).ThenBy(r => r.Code, StringComparer.Ordinal).Take(MostRefusals)) };
    }
}
