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
        record = record with { LastAt = now };
        if (record.Breakers.Count != options.Breakers.Count)
        {
            record = record with { Breakers = Untripped(options) };
        }

        return today == record.Day.Date ? record : record with
        {
            Day = new DayRecord { Date = today, StartEquity = record.Equity, MaxLoss = BalanceTier.For(record.Balance, options.Tiers).MaxDailyLoss },
        };
    }

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
        record = Breakers.Check(record, options);
        var lost = record.Day.StartEquity - equity;
        return record.Day.StoppedBy is null && record.Day.StartEquity > Money.Zero && lost / record.Day.StartEquity >= record.Day.MaxLoss
            ? record with { Day = record.Day with { StoppedBy = "DAILY_LOSS" } }
            : record;
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
        var limit = BalanceTier.For(record.Balance, options.Tiers).MaxConsecutiveLosses;
        return record with
        {
            Streak = new StreakRecord
            {
                Losses = losses,
                Wins = wins,
                InRecovery = inRecovery,
                Recent = Append(streak.Recent, result, options.RecentTrades),
                SinceRecovery = inRecovery ? since : "",
                Trades = streak.Trades + 1,
            },
            Staged = result == 'W' ? Math.Min(1, record.Staged + options.StagedStep) : record.Staged,
            Day = record.Day with
            {
                LossesInRow = dayLosses,
                StoppedBy = record.Day.StoppedBy ?? (dayLosses >= limit ? "CONSECUTIVE_LOSSES" : null),
            },
        };
    }

    /// <summary>An accepted entry.</summary>
    public static RiskRecord Enter(RiskRecord record, SafetyOptions options)
    {
        var entries = record.Day.Entries + 1;
        var limit = BalanceTier.For(record.Balance, options.Tiers).MaxTradesPerDay;
        return record with
        {
            Day = record.Day with { Entries = entries, StoppedBy = record.Day.StoppedBy ?? (entries >= limit ? "TRADES_PER_DAY" : null) },
        };
    }

    public static RiskRecord Stop(RiskRecord record, Halt halt) => record.Halt is null ? record with { Halt = halt } : record;

    /// <summary>
    /// A person resumes: losses in a row count anew. If there was a halt, it ends and size returns in stages; after a forced stop the peak
    /// restarts here.
    /// </summary>
    public static RiskRecord Resume(RiskRecord record, DateTimeOffset now, SafetyOptions options)
    {
        record = Roll(record, now, options);
        record = record with
        {
            Day = record.Day with { LossesInRow = 0, StoppedBy = record.Day.StoppedBy == "CONSECUTIVE_LOSSES" ? null : record.Day.StoppedBy },
        };
        return record.Halt is null ? record : record with
        {
            Halt = null,
            Staged = options.StagedStart,
            Peak = record.Halt.Code == "FORCED_STOP" ? record.Equity : record.Peak,
        };
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
