using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Risk;

/// <summary>The ways back: staged return, idle days, resume and restart (requirements §1.3).</summary>
public sealed class RiskReturnTests
{
    private static readonly SafetyOptions Options = new();
    private static readonly DateTimeOffset Midnight = new(2026, 3, 11, 0, 0, 0, TimeSpan.Zero);

    // On the day of the halt nothing returns; each later day without an entry is a step; 1 is all.
    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 0.75)]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    public void A_day_without_an_entry_is_a_step_of_the_staged_return(int midnights, double staged)
    {
        var record = Days(Resumed(), midnights);
        Assert.Equal((decimal)staged, record.Staged);
    }

    [Fact]
    public void A_day_with_an_entry_or_under_a_halt_is_none()
    {
        var tomorrow = Days(Resumed(), 1);
        Assert.Equal(0.75m, RiskRules.Roll(tomorrow, Midnight.AddDays(1), Options).Staged);
        Assert.Equal(0.5m, RiskRules.Roll(RiskRules.Enter(tomorrow, Options), Midnight.AddDays(1), Options).Staged);
        Assert.Equal(0.5m, RiskRules.Roll(RiskRules.Stop(tomorrow, AHalt("MANUAL")), Midnight.AddDays(1), Options).Staged);
    }

    [Fact]
    public void Days_nobody_looked_at_are_one_step() => Assert.Equal(0.75m, RiskRules.Roll(Days(Resumed(), 1), Midnight.AddDays(7), Options).Staged);

    [Fact]
    public void A_step_never_goes_beyond_all() =>
        Assert.Equal(1, RiskRules.Roll(Days(Resumed(), 1) with { Staged = 0.9m }, Midnight.AddDays(1), Options).Staged);

    [Fact]
    public void A_trip_later_on_begins_the_return_anew()
    {
        var record = Days(Resumed(), 2);
        record = RiskRules.Observe(record, record.Balance, Money.Zero, Midnight.AddDays(1), Options);
        record = RiskRules.Observe(record, record.Balance * 0.94m, Money.Zero, Midnight.AddDays(1).AddMinutes(5), Options);
        Assert.Equal((0.5m, new DateOnly(2026, 3, 12)), (record.Staged, record.StagedOn));
        Assert.Equal(0.5m, RiskRules.Roll(record, Midnight.AddDays(2), Options).Staged);
    }

    [Fact]
    public void A_restart_takes_the_losses_as_they_are()
    {
        var record = RiskRules.Observe(RiskRulesTests.Play(Given.Risk(1_000), "WLLLW"), new Money(960), Money.Zero, Given.Noon.AddMinutes(1), Options);
        Assert.Equal((new Money(1_000), true, "W", 1), (record.Peak, record.Streak.InRecovery, record.Streak.SinceRecovery, record.Streak.Wins));

        var plain = RiskRules.Resume(record, Given.Noon.AddMinutes(2), Options, restart: false);
        Assert.Equal((record.Peak, record.Streak), (plain.Peak, plain.Streak));

        var anew = RiskRules.Resume(record, Given.Noon.AddMinutes(2), Options, restart: true);
        Assert.Equal(new Money(960), anew.Peak);
        Assert.Equal(record.Streak with { Losses = 0, Wins = 0, InRecovery = false, SinceRecovery = "" }, anew.Streak);
        Assert.Equal((1m, 0, Given.Noon.AddMinutes(2)), (anew.Staged, anew.Day.LossesInRow, anew.LastAt));
    }

    [Fact]
    public void A_restart_of_a_halted_account_returns_in_stages_too()
    {
        var record = RiskRules.Resume(RiskRules.Stop(Given.Risk(), AHalt("MANUAL")), Given.Noon, Options, restart: true);
        Assert.Equal((null, 0.5m, new DateOnly(2026, 3, 10)), (record.Halt, record.Staged, record.StagedOn));
    }

    [Fact]
    public void The_first_halt_stands() => Assert.Equal("FIRST", RiskRules.Stop(RiskRules.Stop(Given.Risk(), AHalt("FIRST")), AHalt("SECOND")).Halt!.Code);

    [Fact]
    public void Results_are_counted_and_kept_for_the_way_out_of_recovery()
    {
        var normal = RiskRulesTests.Play(Given.Risk(), "WLL");
        Assert.Equal((3, 1, "", "WLL"), (normal.Streak.Trades, normal.Streak.TotalWins, normal.Streak.SinceRecovery, normal.Streak.Recent));
        var inside = RiskRulesTests.Play(normal, "LW0L");
        Assert.Equal((7, 2, "W0L", true), (inside.Streak.Trades, inside.Streak.TotalWins, inside.Streak.SinceRecovery, inside.Streak.InRecovery));
        var left = RiskRulesTests.Play(inside, "WW");
        Assert.Equal((9, 4, "", false), (left.Streak.Trades, left.Streak.TotalWins, left.Streak.SinceRecovery, left.Streak.InRecovery));
    }

    [Theory]
    [InlineData("", 'W', 3, "W")]
    [InlineData("WL", 'L', 3, "WLL")]
    [InlineData("WLL", '0', 3, "LL0")]
    public void Results_are_appended_and_the_oldest_dropped(string before, char result, int keep, string after) => Assert.Equal(after, RiskRules.Append(before, result, keep));

    [Fact]
    public void Other_breakers_in_the_settings_begin_untripped()
    {
        var one = new SafetyOptions { Breakers = [Options.Breakers[0]] };
        var tripped = RiskRules.Observe(Given.Risk(1_000), new Money(900), Money.Zero, Given.Noon.AddMinutes(1), Options);
        Assert.Equal([new BreakerState(default, default)], RiskRules.Roll(tripped, Given.Noon.AddMinutes(2), one).Breakers);
        Assert.Equal(tripped.Breakers, RiskRules.Roll(tripped, Given.Noon.AddMinutes(2), Options).Breakers);
    }

    [Fact]
    public void A_larger_account_is_larger_in_all_that_is_compared()
    {
        var record = RiskRules.Observe(Given.Risk(1_000, 100), new Money(1_000), new Money(50), Given.Noon.AddMinutes(1), Options) with { Totals = new ExposureTotals().With(Given.Hold(), 1) };
        var scaled = RiskRules.Scale(record, 3, Given.Options.Safety);
        Assert.Equal((3_000m, 150m, 3_300m, 3_300m), (scaled.Balance.Value, scaled.UnrealisedPnl.Value, scaled.Peak.Value, scaled.Day.StartEquity.Value));
        Assert.Equal([3_300m, 3_150m], scaled.Highs.Select(h => h.Equity));
        Assert.Equal((record.Drawdown, record.Totals, record.Streak), (scaled.Drawdown, scaled.Totals, scaled.Streak));
    }

    [Fact]
    public void A_larger_account_has_the_limits_of_its_tier_for_what_was_done_today()
    {
        // MICRO allows 8 entries a day and a loss of 15 %, MEDIUM 5 and 10 %.
        var record = Given.Risk(100);
        for (var entry = 0; entry < 7; entry++)
        {
            record = RiskRules.Enter(record, Given.Options.Safety);
        }

        Assert.Empty(record.Day.Stops);
        Assert.Empty(RiskRules.Scale(record, 1.5m, Given.Options.Safety).Day.Stops);
        var scaled = RiskRules.Scale(record, 8, Given.Options.Safety).Day;
        Assert.Equal(["TRADES_PER_DAY"], scaled.Stops);
        Assert.Equal((0.15m, 0.10m), (record.Day.MaxLoss, scaled.MaxLoss));
    }

    [Fact]
    public void Totals_grow_and_shrink_by_side()
    {
        var one = new ExposureTotals().With(Given.Hold(notional: 1_000, margin: 100, loss: 15), 1);
        var two = one.With(Given.Hold(side: PositionSide.Short, notional: 600, margin: 60, loss: 9), 1);
        Assert.Equal(new ExposureTotals { Long = new Money(1_000), Short = new Money(600), Margin = new Money(160), LossAtStop = new Money(24), Count = 2 }, two);
        Assert.Equal((two.Long, two.Short), (two.Of(PositionSide.Long), two.Of(PositionSide.Short)));
        Assert.Equal(one, two.With(Given.Hold(side: PositionSide.Short, notional: 600, margin: 60, loss: 9), -1));
    }

    [Fact]
    public void When_the_last_one_goes_nothing_is_left_behind()
    {
        var third = Given.Hold(margin: 100m / 3);
        var odd = new ExposureTotals().With(third, 1) with { Margin = new Money(33.34m) };
        Assert.Equal(new ExposureTotals(), odd.With(third, -1));
    }

    [Fact]
    public void A_limit_once_reached_stands_and_is_told_once()
    {
        var day = Given.Risk().Day with { Stops = ["DAILY_LOSS", "TRADES_PER_DAY"] };
        Assert.Equal([true, false, true], new[] { "DAILY_LOSS", "CONSECUTIVE_LOSSES", "TRADES_PER_DAY" }.Select(day.IsStoppedBy));

        var record = RiskRules.Observe(Given.Risk(3_000), new Money(2_700), Money.Zero, Given.Noon.AddMinutes(1), Options);
        record = RiskRules.Observe(record, new Money(2_600), Money.Zero, Given.Noon.AddMinutes(2), Options);
        record = RiskRules.Observe(record, new Money(3_100), Money.Zero, Given.Noon.AddMinutes(3), Options);
        Assert.Equal(["DAILY_LOSS"], record.Day.Stops);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1_000, 1_000, 0)]
    [InlineData(1_000, 1_100, 0)]
    [InlineData(0, -5, 0)]
    [InlineData(1_000, 900, 0.1)]
    public void Drawdown_is_the_fall_from_the_peak(int peak, int equity, double drawdown) =>
        Assert.Equal((decimal)drawdown, (Given.Risk(equity) with { Peak = new Money(peak) }).Drawdown);

    private static RiskRecord Resumed() => RiskRules.Resume(RiskRules.Stop(Given.Risk(), AHalt("MANUAL")), Given.Noon, Options, restart: false);

    private static RiskRecord Days(RiskRecord record, int midnights)
    {
        for (var i = 0; i < midnights; i++)
        {
            record = RiskRules.Roll(record, Midnight.AddDays(i), Options);
        }

        return record;
    }

    private static Halt AHalt(string code) => new(code, "test", Given.Noon);
}
