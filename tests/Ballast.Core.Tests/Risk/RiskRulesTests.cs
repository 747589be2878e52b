using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Risk;

public sealed class RiskRulesTests
{
    private static readonly SafetyOptions Options = new();
    private static readonly SafetyOptions WithStop = new() { DrawdownStop = true };
    private static readonly DateTimeOffset Midnight = new(2026, 3, 11, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_new_record_starts_where_the_account_stands()
    {
        var record = Given.Risk(1_000, 50);
        Assert.Equal((new Money(1_050), new Money(1_050), new Money(1_050)), (record.Equity, record.Peak, record.Day.StartEquity));
        Assert.Equal(0, record.Drawdown);
        Assert.Equal(1, record.Staged);
        Assert.Equal(Options.Breakers.Count, record.Breakers.Count);
        Assert.Equal(new Money(1_000), record.Ledger.Balance);
    }

    [Fact]
    public void The_day_rolls_over_at_midnight_utc()
    {
        var record = Lose(Given.Risk(150), 1);
        var before = RiskRules.Roll(record, Midnight.AddTicks(-1), Options);
        Assert.Equal(record.Day, before.Day);
        var after = RiskRules.Roll(record, Midnight, Options);
        Assert.Equal((0, 0, null, new DateOnly(2026, 3, 11)), (after.Day.LossesInRow, after.Day.Entries, after.Day.StoppedBy(), after.Day.Date));
        Assert.Equal(after, RiskRules.Roll(after, Midnight, Options));
    }

    [Fact]
    public void Midnight_is_utc_wherever_the_clock_stands()
    {
        var record = Given.Risk();
        Assert.Equal(record.Day.Date, RiskRules.Roll(record, new DateTimeOffset(2026, 3, 11, 8, 59, 0, TimeSpan.FromHours(9)), Options).Day.Date);
        Assert.NotEqual(record.Day.Date, RiskRules.Roll(record, new DateTimeOffset(2026, 3, 11, 9, 0, 0, TimeSpan.FromHours(9)), Options).Day.Date);
    }

    [Fact]
    public void Time_never_runs_backwards() =>
        Assert.Equal(Given.Noon, RiskRules.Roll(Given.Risk(), Given.Noon.AddDays(-2), Options).LastAt);

    [Theory]
    [InlineData(100, 3, "CONSECUTIVE_LOSSES")]
    [InlineData(300, 3, null)]
    [InlineData(300, 4, "CONSECUTIVE_LOSSES")]
    [InlineData(3000, 4, null)]
    [InlineData(3000, 5, "CONSECUTIVE_LOSSES")]
    public void Losses_in_a_row_stop_the_day_by_tier(int balance, int losses, string? stop) =>
        Assert.Equal(stop, Lose(Given.Risk(balance), losses).Day.StoppedBy());

    [Fact]
    public void The_days_streak_ends_at_midnight_and_the_running_one_goes_on()
    {
        var record = Lose(Given.Risk(100), 3);
        Assert.True(record.Streak.InRecovery);
        record = RiskRules.Roll(record, Midnight, Options);
        Assert.Equal((0, null, 3, true), (record.Day.LossesInRow, record.Day.StoppedBy(), record.Streak.Losses, record.Streak.InRecovery));
    }

    [Theory]
    [InlineData(100, 7, null)]
    [InlineData(100, 8, "TRADES_PER_DAY")]
    [InlineData(3000, 4, "TRADES_PER_DAY")]
    public void Entries_stop_the_day_by_tier(int balance, int entries, string? stop)
    {
        var record = Given.Risk(balance);
        for (var i = 0; i < entries; i++)
        {
            record = RiskRules.Enter(record, Options);
        }

        Assert.Equal((entries, stop), (record.Day.Entries, record.Day.StoppedBy()));
    }

    [Theory]
    [InlineData(3000, 2760.01, null)]
    [InlineData(3000, 2760, "DAILY_LOSS")]
    [InlineData(100, 85.01, null)]
    [InlineData(100, 85, "DAILY_LOSS")]
    public void The_days_loss_limit_is_a_share_of_the_equity_at_midnight(double start, double now, string? stop) =>
        Assert.Equal(stop, RiskRules.Observe(Given.Risk((decimal)start), new Money((decimal)now), Money.Zero, Given.Noon.AddMinutes(1), Options).Day.StoppedBy());

    [Fact]
    public void The_stricter_of_the_days_tiers_counts()
    {
        var record = RiskRules.Observe(Given.Risk(490), new Money(510), Money.Zero, Given.Noon.AddMinutes(1), Options);
        record = RiskRules.Observe(record, new Money(480), Money.Zero, Given.Noon.AddMinutes(2), Options);
        Assert.Equal(0.10m, record.Day.MaxLoss);
        Assert.Equal("DAILY_LOSS", RiskRules.Observe(record, new Money(441), Money.Zero, Given.Noon.AddMinutes(3), Options).Day.StoppedBy());
    }

    [Fact]
    public void Open_losses_count_as_losses_of_the_day() =>
        Assert.Equal("DAILY_LOSS", RiskRules.Observe(Given.Risk(3_000), new Money(3_000), new Money(-240), Given.Noon.AddMinutes(1), Options).Day.StoppedBy());

    [Theory]
    [InlineData("LLL", true)]
    [InlineData("LL", false)]
    [InlineData("LL0L", false)]
    [InlineData("LLWL", false)]
    [InlineData("LLLW", true)]
    [InlineData("LLLWW", false)]
    [InlineData("LLLW0W", true)]
    [InlineData("LLLWLWLW", false)]
    [InlineData("LLLWLLWLL", true)]
    [InlineData("LLLWL0LW0W", true)]
    [InlineData("WWLLLW", true)]
    [InlineData("LLLWWLL", false)]
    [InlineData("LLLWWLLL", true)]
    public void Recovery_begins_after_three_losses_and_ends_after_two_wins_in_a_row_or_three_of_five(string results, bool inRecovery) =>
        Assert.Equal(inRecovery, Play(Given.Risk(), results).Streak.InRecovery);

    [Fact]
    public void Both_streaks_are_broken_by_a_zero()
    {
        var record = Play(Given.Risk(), "LL0");
        Assert.Equal((0, 0, 0, "LL0", 3), (record.Streak.Losses, record.Streak.Wins, record.Day.LossesInRow, record.Streak.Recent, record.Streak.Trades));
    }

    [Fact]
    public void The_last_results_are_kept_and_no_more() =>
        Assert.Equal("WLWLWLWLW0", Play(Given.Risk(), "LWLWLWLWLWLW0").Streak.Recent[^10..]);

    [Fact]
    public void After_a_halt_size_returns_in_stages()
    {
        var record = RiskRules.Resume(RiskRules.Stop(Given.Risk(), new Halt("MANUAL", "test", Given.Noon)), Given.Noon, Options, restart: false);
        Assert.Equal([0.5m, 0.75m, 0.75m, 1m, 1m], new[] { "", "W", "WL", "WLW", "WLWW" }.Select(r => Play(record, r).Staged));
    }

    [Fact]
    public void A_resume_counts_losses_anew()
    {
        var record = RiskRules.Resume(Lose(Given.Risk(100), 3), Given.Noon, Options, restart: false);
        Assert.Equal((0, null), (record.Day.LossesInRow, record.Day.StoppedBy()));
        Assert.Equal(1, record.Staged);
    }

    [Fact]
    public void A_resume_leaves_the_days_other_limits()
    {
        var record = RiskRules.Observe(Given.Risk(3_000), new Money(2_700), Money.Zero, Given.Noon.AddMinutes(1), Options);
        record = RiskRules.Resume(RiskRules.Stop(record, new Halt("MANUAL", "test", Given.Noon)), Given.Noon.AddMinutes(2), Options, restart: false);
        Assert.Null(record.Halt);
        Assert.Equal("DAILY_LOSS", record.Day.StoppedBy());
    }

    [Theory]
    [InlineData("FORCED_STOP", 900)]
    [InlineData("MANUAL", 1000)]
    public void Only_after_a_forced_stop_the_peak_restarts(string code, int peak)
    {
        var record = RiskRules.Observe(Given.Risk(1_000), new Money(900), Money.Zero, Given.Noon.AddMinutes(1), WithStop);
        record = RiskRules.Resume(RiskRules.Stop(record, new Halt(code, "test", Given.Noon)), Given.Noon.AddMinutes(2), WithStop, restart: false);
        Assert.Equal(new Money(peak), record.Peak);
    }

    [Fact]
    public void A_transfer_is_taken_out_of_every_comparison() => Sample.Holds(200, random =>
    {
        var amount = new Money(random.Part(-500, 500, 2));
        var record = RiskRules.Observe(Given.Risk(1_000), new Money(random.Part(900, 1_100, 2)), Money.Zero, Given.Noon.AddMinutes(1), Options);
        var later = random.Part(850, 1_050, 2);
        var plain = RiskRules.Observe(record, new Money(later), Money.Zero, Given.Noon.AddMinutes(5), Options);
        var moved = RiskRules.Observe(RiskRules.Transfer(record, amount), new Money(later) + amount, Money.Zero, Given.Noon.AddMinutes(5), Options);
        return moved.Peak - moved.Equity == plain.Peak - plain.Equity
            && moved.Day.StartEquity - moved.Equity == plain.Day.StartEquity - plain.Equity
            && moved.Highs.Select(h => h.Equity - moved.Equity.Value).SequenceEqual(plain.Highs.Select(h => h.Equity - plain.Equity.Value));
    });

    [Fact]
    public void Tiers_are_taken_from_the_settings() =>
        Assert.Equal("TRADES_PER_DAY", RiskRules.Enter(Given.Risk(), Options with { Tiers = [BalanceTier.Defaults[0] with { MaxTradesPerDay = 1 }] }).Day.StoppedBy());

    internal static RiskRecord Play(RiskRecord record, string results)
    {
        foreach (var result in results)
        {
            record = RiskRules.Close(record, new Money(result == 'W' ? 5 : result == 'L' ? -5 : 0), Given.Noon, Options);
        }

        return record;
    }

    private static RiskRecord Lose(RiskRecord record, int times) => Play(record, new string('L', times));
}
