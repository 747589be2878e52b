using Ballast.Core.Growth;
using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Sizing;

namespace Ballast.Core.Tests.Growth;

/// <summary>Paths that follow the tiers: by hand, and against the rules that the account lives by.</summary>
public sealed class GrowthTierTests
{
    private static readonly SafetyOptions Safety = new() { Breakers = [] };

    private static readonly GrowthPlan Tiered = GrowthGiven.Golden with { UsesTiers = true };

    [Theory]
    [InlineData(100, CoinClass.Core, 1, 0.5, 0.28, 0.5 / 3)]
    [InlineData(1000, CoinClass.Core, 3 / 0.84, 1.5 / 0.84, 1, 0.5 / 0.84)]
    [InlineData(100, CoinClass.Alt, 1, 0.5, 0.225, 0.125)]
    public void Exposure_scales_against_the_start_tier(int start, CoinClass coin, double micro, double small, double medium, double large)
    {
        var scales = TierStep.All(new Money(start), coin, Safety).Select(t => t.Scale).ToArray();

        Assert.Equal([micro, small, medium, large], scales.Select((s, i) => Math.Abs(s - new[] { micro, small, medium, large }[i]) < 1e-12 ? new[] { micro, small, medium, large }[i] : s));
    }

    [Fact]
    public void Wins_shrink_with_the_tier()
    {
        // 190 → 197.6 → 205.504 in MICRO, then SMALL at half the exposure.
        var plan = Tiered with { Start = new Money(190), WinRate = 1, Trades = 3 };

        Assert.Equal(190 * 1.04 * 1.04 * 1.02, GrowthGiven.Draw(plan, 1)[0].Balance, 9);
    }

    [Fact]
    public void Losses_grow_again_when_the_balance_falls_back()
    {
        // 203 in SMALL loses 1.5 %: 199.955 in MICRO, which loses twice that.
        var plan = Tiered with { Start = new Money(203), WinRate = 0, Trades = 2 };

        Assert.Equal(203 * 0.985 * 0.97, GrowthGiven.Draw(plan, 1)[0].Balance, 9);
    }

    [Fact]
    public void Three_losses_end_the_day_and_the_next_begins_in_recovery()
    {
        // Three losses of a day in MICRO; the fourth signal and the rest are not traded. The next day trades at 0.7 × 0.5 of the size.
        var plan = Tiered with { WinRate = 0, Trades = 7 };

        Assert.Equal(100 * Math.Pow(0.985, 3) * (1 - (0.015 * 0.35)), GrowthGiven.Draw(plan, 1)[0].Balance, 9);
    }

    [Fact]
    public void No_more_trades_a_day_than_the_tier_allows()
    {
        var plan = Tiered with { WinRate = 1, Win = 0.001m, TradesPerDay = 20, Trades = 20 };

        Assert.Equal(100 * Math.Pow(1.001, 8), GrowthGiven.Draw(plan, 1)[0].Balance, 9);
    }

    [Fact]
    public void A_daily_loss_ends_the_day()
    {
        // The second loss makes 15.36 % of the day's start.
        var plan = Tiered with { WinRate = 0, Loss = 0.08m, Trades = 6 };

        Assert.Equal(100 * 0.92 * 0.92, GrowthGiven.Draw(plan, 1)[0].Balance, 9);
    }

    [Theory]
    [InlineData(205, true)]
    [InlineData(199.5, false)]
    public void The_stricter_of_the_days_tiers_limits_its_loss(double between, bool isStopped)
    {
        // 13.1 % under the day's start: too much once the day has seen SMALL (12 %), allowed in MICRO alone (15 %).
        var tiers = TierStep.All(new Money(199), CoinClass.Core, Safety);
        var day = new GrowthDay(199, tiers);
        day.Close(between, TradeResult.Win, tiers);
        day.Close(173, TradeResult.Loss, tiers);

        Assert.Equal(isStopped, day.IsStopped);
    }

    [Fact]
    public void A_loss_never_takes_more_than_there_is()
    {
        // 0.4 of the balance in LARGE is 2.4 times the balance in MICRO.
        var end = GrowthGiven.Draw(Tiered with { Start = new Money(2000), WinRate = 0, Loss = 0.95m, Trades = 60 }, 1)[0];

        Assert.Equal((0.0, true), (end.Balance, end.IsRuined));
    }

    [Fact]
    public void The_table_says_what_the_rules_say()
    {
        var table = new RecoveryTable(Safety);
        var random = new PathRandom(11, 0);
        var record = RiskRules.Create("a", new Money(1_000), Money.Zero, default, Safety);
        var (state, recoveries) = (RecoveryTable.Start, 0);
        for (var i = 0; i < 5_000; i++)
        {
            var result = (TradeResult)random.NextBelow(3);
            record = RiskRules.Close(record, new Money(result == TradeResult.Win ? 1 : result == TradeResult.Loss ? -1 : 0), default, Safety);
            state = table.Next(state, result);
            recoveries += record.Streak.InRecovery ? 1 : 0;

            Assert.Equal(record.Streak.InRecovery, table.IsRecovery(state));
        }

        Assert.InRange(recoveries, 500, 4_500);
    }

    [Theory]
    [InlineData(100, 0.45, 0.05, 0.04)]
    [InlineData(190, 0.50, 0.04, 0.035)]
    [InlineData(600, 0.40, 0.03, 0.025)]
    [InlineData(2500, 0.35, 0.02, 0.02)]
    public void A_path_trades_as_the_accounts_own_rules_would(double start, double winRate, double win, double loss)
    {
        var plan = Tiered with { Start = new Money((decimal)start), WinRate = (decimal)winRate, Win = (decimal)win, Loss = (decimal)loss, TradesPerDay = 10, Trades = 300 };
        var ends = GrowthGiven.Draw(plan, 40, seed: 5);
        for (var path = 0; path < ends.Length; path++)
        {
            var expected = ByTheRules(plan, new PathRandom(5, path));

            Assert.Equal(expected, ends[path].Balance, expected * 1e-9);
        }
    }

    /// <summary>The same path with the account's record: Roll, Enter, Observe and Close decide everything.</summary>
    private static double ByTheRules(GrowthPlan plan, PathRandom random)
    {
        var midnight = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var record = RiskRules.Create("a", plan.Start, Money.Zero, midnight, Safety);
        var given = Exposure(record.Balance);
        for (var i = 0; i < plan.Trades && record.Balance.Value >= Safety.MinBalance; i++)
        {
            var now = midnight.AddDays(i / plan.TradesPerDay).AddMinutes(i % plan.TradesPerDay);
            record = RiskRules.Roll(record, now, Safety);
            var won = random.NextUnit() < (double)plan.WinRate;
            if (record.Day.Stops.Count > 0)
            {
                continue;
            }

            var scale = Exposure(record.Balance) / given * (record.Streak.InRecovery ? 0.35m : 1);
            var pnl = new Money(Math.Round(record.Balance.Value * scale * (won ? plan.Win : -plan.Loss), 18));
            record = RiskRules.Enter(record, Safety);
            record = RiskRules.Observe(record, record.Balance + pnl, Money.Zero, now, Safety);
            record = RiskRules.Close(record, pnl, now, Safety);
        }

        return (double)record.Balance.Value;
    }

    private static decimal Exposure(Money balance)
    {
        var tier = BalanceTier.For(balance, Safety.Tiers);
        return tier.CoreRatio * tier.CoreMaxLeverage;
    }
}
