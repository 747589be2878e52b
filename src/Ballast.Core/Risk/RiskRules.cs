using Ballast.Core.Market;
using Ballast.Core.Sizing;

namespace Ballast.Core.Risk;

/// <summary>How the risk record moves with time, equity and results. Pure. Source: requirements §1.3.</summary>
public static class RiskRules
{
    /// <summary>A record for an account whose equity has just been read for the first time.</summary>
    public static RiskRecord Create(string account, Money balance, Money unrealised, DateTimeOffset now, SafetyOptions options) =>
        Observe(new RiskRecord
        {
            Account = account,
            LastAt = now,
            Ledger = new Ledger { Start = balance, IncomeFrom = now },
            Balance = balance,
            UnrealisedPnl = unrealised,
            EquityAt = now,
            Peak = balance + unrealised,
            Breakers = Untripped(options),
        }, balance, unrealised, now, options);

    /// <summary>Time alone: the day rolls over at 00:00 UTC.</summary>
    public static RiskRecord Roll(RiskRecord record, DateTimeOffset now, SafetyOptions options)
    {
        now = now > record.LastAt ? now : record.LastAt;
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        record = now == record.LastAt ? record : record with { LastAt = now };
        if (record.Breakers.Count != options.Breakers.Count)
        {
            record = record with { Breakers = Untripped(options) };
        }

        return today == record.Day.Date ? record : Return(record, options) with
        {
            Day = new DayRecord { Date = today, StartEquity = record.Equity, MaxLoss = BalanceTier.For(record.Balance, options.Tiers).MaxDailyLoss },
        };
    }

    /// <summary>
    /// A day that ends without an entry although none was halted is a step of the staged return too: a small account whose reduced size is
    /// under every least order could otherwise never win its way back (ours).
    /// </summary>
    private static RiskRecord Return(RiskRecord record, SafetyOptions options) =>
        record is { Halt: null, Day.Entries: 0, Staged: < 1 } && record.StagedOn < record.Day.Date ? record with { Staged = Math.Min(1, record.Staged + options.StagedStep) } : record;

    /// <summary>A reading of balance and open PnL: peak, day loss and breakers are checked against it.</summary>
    public static RiskRecord Observe(RiskRecord record, Money balance, Money unrealised, DateTimeOffset now, SafetyOptions options)
    {
        record = Roll(record, now, options) with { Balance = balance, UnrealisedPnl = unrealised, EquityAt = now };
        var equity = record.Equity;
        record = record with
        {
            Peak = Money.Max(record.Peak, equity),
            Day = record.Day with { MaxLoss = Math.Min(record.Day.MaxLoss, BalanceTier.For(balance, options.Tiers).MaxDailyLoss) },
            Highs = Breakers.AddHigh(record.Highs, record.LastAt, equity.Value, options),
        };
        return CheckDay(Breakers.Check(record, options), options);
    }

    /// <summary>A deposit or withdrawal: taken out of every comparison.</summary>
    public static RiskRecord Transfer(RiskRecord record, Money amount) => record with
    {
        Peak = record.Peak + amount,
        Day = record.Day with { StartEquity = record.Day.StartEquity + amount },
        Highs = Breakers.Shift(record.Highs, amount.Value),
    };

    /// <summary>A closed position's net PnL (fees and funding in): a loss is &lt; 0, a win &gt; 0, 0 breaks both streaks.</summary>
    public static RiskRecord Close(RiskRecord record, Money netPnl, DateTimeOffset now, SafetyOptions options)
    {
        record = Roll(record, now, options);
        var result = ResultOf(netPnl);
        var streak = record.Streak;
        var losses = result == 'L' ? streak.Losses + 1 : 0;
        var wins = result == 'W' ? streak.Wins + 1 : 0;
        var since = streak.InRecovery ? Append(streak.SinceRecovery, result, options.RecoveryExitWindow) : "";
        var inRecovery = streak.InRecovery
            ? wins < options.RecoveryExitWinsInRow && SymbolSlot.Count(since).Wins < options.RecoveryExitWins
            : losses >= options.RecoveryAfterLosses;
        var dayLosses = result == 'L' ? record.Day.LossesInRow + 1 : 0;
        return CheckDay(record with
        {
            Streak = new StreakRecord
            {
                Losses = losses,
                Wins = wins,
                InRecovery = inRecovery,
                Recent = Append(streak.Recent, result, options.RecentTrades),
                SinceRecovery = inRecovery ? since : "",
                Trades = streak.Trades + 1,
                TotalWins = streak.TotalWins + (result == 'W' ? 1 : 0),
            },
            Staged = result == 'W' ? Math.Min(1, record.Staged + options.StagedStep) : record.Staged,
            Day = record.Day with { LossesInRow = dayLosses },
        }, options);
    }

    /// <summary>An accepted entry.</summary>
    public static RiskRecord Enter(RiskRecord record, SafetyOptions options) =>
        CheckDay(record with { Day = record.Day with { Entries = record.Day.Entries + 1 } }, options);

    /// <summary>The day limits of the tier that the balance is in now; a limit once reached stands until the day ends.</summary>
    private static RiskRecord CheckDay(RiskRecord record, SafetyOptions options)
    {
        var day = record.Day;
        var tier = BalanceTier.For(record.Balance, options.Tiers);
        var stops = day.Stops;
        Add("DAILY_LOSS", day.StartEquity > Money.Zero && (day.StartEquity - record.Equity) / day.StartEquity >= day.MaxLoss);
        Add("CONSECUTIVE_LOSSES", day.LossesInRow >= tier.MaxConsecutiveLosses);
        Add("TRADES_PER_DAY", day.Entries >= tier.MaxTradesPerDay);
        return stops.Count == day.Stops.Count ? record : record with { Day = day with { Stops = stops } };

        void Add(string limit, bool isReached)
        {
            if (isReached && !day.IsStoppedBy(limit))
            {
                stops = stops.Add(limit);
            }
        }
    }

    /// <summary>Halts entries, unless a halt that says as much or more stands already.</summary>
    public static RiskRecord Stop(RiskRecord record, Halt halt) => Emergency.Outranks(halt, record.Halt) ? record with { Halt = halt } : record;

    /// <summary>The halt of a forced stop: a person ends it. Source: requirements §1.3.</summary>
    public static Halt ForcedStop(RiskRecord record, DateTimeOffset now) =>
        new(Emergency.ForcedStop, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"equity {record.Equity.Value:0.00} is {record.Drawdown * 100:0.0} % under its peak {record.Peak.Value:0.00}"), now);

    /// <summary>
    /// A person resumes: losses in a row count anew. If there was a halt, it ends and size returns in stages; after a forced stop the peak
    /// restarts here. <paramref name="restart"/>: the person takes the losses as they are, so peak, streaks and recovery mode begin anew.
    /// </summary>
    public static RiskRecord Resume(RiskRecord record, DateTimeOffset now, SafetyOptions options, bool restart)
    {
        record = Roll(record, now, options);
        record = record with
        {
            Day = record.Day with { LossesInRow = 0, Restarts = 0, Stops = EquatableList.From(record.Day.Stops.Where(s => s != "CONSECUTIVE_LOSSES")) },
            Peak = restart || record.Halt?.Code == Emergency.ForcedStop ? record.Equity : record.Peak,
            Streak = restart ? record.Streak with { Losses = 0, Wins = 0, InRecovery = false, SinceRecovery = "" } : record.Streak,
        };
        return record.Halt is null ? record : Stage(record with { Halt = null }, options);
    }

    /// <summary>Size returns in stages from here.</summary>
    internal static RiskRecord Stage(RiskRecord record, SafetyOptions options) =>
        record with { Staged = options.StagedStart, StagedOn = DateOnly.FromDateTime(record.LastAt.UtcDateTime) };

    /// <summary>
    /// The same account with <paramref name="factor"/> times the money: what is open on it stays as it is, and so does what was done today, under
    /// the limits of the tier that the money belongs to.
    /// </summary>
    public static RiskRecord Scale(RiskRecord record, decimal factor, SafetyOptions options)
    {
        var balance = record.Balance * factor;
        return CheckDay(
            record with
            {
                Balance = balance,
                UnrealisedPnl = record.UnrealisedPnl * factor,
                Peak = record.Peak * factor,
                Day = record.Day with { StartEquity = record.Day.StartEquity * factor, MaxLoss = Math.Min(record.Day.MaxLoss, BalanceTier.For(balance, options.Tiers).MaxDailyLoss) },
                Highs = EquatableList.From(record.Highs.Select(h => h with { Equity = h.Equity * factor })),
            },
            options);
    }

    public static char ResultOf(Money netPnl) => netPnl < Money.Zero ? 'L' : netPnl > Money.Zero ? 'W' : '0';

    public static string Append(string results, char result, int keep)
    {
        var all = results + result;
        return all.Length > keep ? all[^keep..] : all;
    }

    private static EquatableList<BreakerState> Untripped(SafetyOptions options) =>
        EquatableList.From(options.Breakers.Select(_ => new BreakerState(default, default)));
}
