using Ballast.Core.Decisions;
using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Decisions;

public sealed class LeastBalanceTests
{
    // A least order of 100.1 USDT with its stop 1.6 away: 1 % of 160 USDT is the budget that pays for it.
    [Theory]
    [InlineData(60, "37.54")]
    [InlineData(100, "62.56")]
    [InlineData(150, "93.84")]
    public void The_refusal_says_what_balance_would_do(int balance, string size)
    {
        var least = LeastBalance.Find(Given.Input(risk: Given.Risk(balance)), Given.Options)!.Value;
        Assert.InRange(least, 160, 161);
        Assert.NotNull(EntryDecider.Decide(Given.Input(risk: Given.Risk(least)), Given.Options).Entry);

        var refusal = Assert.Single(EntryDecider.Decide(Given.Input(risk: Given.Risk(balance)), Given.Options).Refusals);
        Assert.Equal(("BELOW_MINIMUM", $"The size of {size} USDT is under the least order of 100.1 USDT, and it is not lifted because the loss at the stop would exceed its budget. A balance of {least} USDT would do."), (refusal.Code, refusal.Text));
    }

    [Fact]
    public void A_balance_that_does_is_its_own_answer() => Assert.Equal(1_000, LeastBalance.Find(Given.Input(risk: Given.Risk(1_000)), Given.Options));

    [Fact]
    public void The_whole_account_grows_with_the_balance_and_what_is_open_stays()
    {
        // 5 % open profit: the first breaker acts at 0.95 × 1.05 of the balance, so 0.25 % of it, less a cent, must pay for the stop of 1.6.
        Assert.InRange(LeastBalance.Find(Given.Input(risk: Given.Risk(100, 5)), Given.Options)!.Value, 644, 645);

        // Margin of 230 USDT is taken: the reserve leaves 0.8 × balance − 230 for the 33.37 that the least order binds at 3x.
        var risk = Given.Risk(100) with { Totals = new ExposureTotals { Margin = new Money(230), Count = 1 } };
        var options = Given.Options with { Sizing = new() { Model = SizingModel.Fixed, Fixed = new() { CoreRatio = 0.5m } }, Leverage = new() { Model = LeverageModel.Fixed, Fixed = new() { Core = 3 } } };
        Assert.InRange(LeastBalance.Find(Given.Input(risk: risk), options)!.Value, 329, 331);
    }

    [Fact]
    public void Where_no_balance_would_do_it_says_so()
    {
        // The largest position is under the least order.
        var options = Given.Options with { Sizing = new() { AtrRisk = new() { MaxPosition = 90 } } };
        Assert.Null(LeastBalance.Find(Given.Input(), options));
        Assert.Equal(
            "The size of 90 USDT is under the least order of 100.1 USDT, and it is not lifted because the largest position is 90 USDT. No balance would do as things stand.",
            Assert.Single(EntryDecider.Decide(Given.Input(), options).Refusals).Text);
    }

    [Fact]
    public void A_balance_whose_tier_allows_no_more_entries_today_is_not_named()
    {
        // 5 entries fill the day from 500 USDT on, 6 from 200 USDT on; the least order takes 160.
        var options = Given.Options;
        var (five, six) = (Given.Risk(100), Given.Risk(100));
        for (var entry = 0; entry < 6; entry++)
        {
            (five, six) = (entry < 5 ? RiskRules.Enter(five, options.Safety) : five, RiskRules.Enter(six, options.Safety));
        }

        Assert.InRange(LeastBalance.Find(Given.Input(risk: five), options)!.Value, 160, 161);
        Assert.InRange(LeastBalance.Find(Given.Input(risk: six), options)!.Value, 160, 161);

        // An order of 800 USDT takes more than 200 of balance.
        var dear = Given.View(instrument: Given.Instrument(minNotional: 800));
        Assert.InRange(LeastBalance.Find(Given.Input(view: dear, risk: Given.Risk(100)), options)!.Value, 500, 2_000);
        Assert.Null(LeastBalance.Find(Given.Input(view: dear, risk: five), options));
    }

    [Fact]
    public void Without_an_account_there_is_none()
    {
        Assert.Null(LeastBalance.Find(Given.Input() with { Risk = null }, Given.Options));
        Assert.Null(LeastBalance.Find(Given.Input(risk: Given.Risk(0)), Given.Options));
        Assert.Null(LeastBalance.FromNothing(Given.Input() with { Risk = null }, Given.Options));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(10_000)]
    public void From_nothing_is_the_same_whatever_the_account_has_now(int balance) =>
        Assert.InRange(LeastBalance.FromNothing(Given.Input(risk: Given.Risk(balance)), Given.Options)!.Value, 160, 161);

    [Theory]
    [InlineData(50)]
    [InlineData(120)]
    public void From_nothing_begins_at_the_least_balance_that_may_trade(int minBalance)
    {
        var fine = Given.View(instrument: Given.Instrument(step: 0.00001m, minNotional: 5));
        Assert.Equal(minBalance, LeastBalance.FromNothing(Given.Input(view: fine), Given.Options with { Safety = new() { MinBalance = minBalance } }));
    }

    [Fact]
    public void Without_a_least_balance_it_begins_at_one_USDT()
    {
        // 1 USDT risks a cent: 0.6 USDT of notional, more than the least order of 0.1.
        var tiny = Given.View(instrument: Given.Instrument(step: 0.000001m, minNotional: 0.1m));
        var options = Given.Options with { Safety = new() { MinBalance = 0 }, Sizing = new() { AtrRisk = new() { MinPosition = 0 } } };
        Assert.Equal(1, LeastBalance.FromNothing(Given.Input(view: tiny), options));
    }

    [Fact]
    public void From_nothing_does_not_mind_what_is_open_reserved_or_handled_on_the_symbol()
    {
        var slot = Given.Slot(Given.Hold("mean"), Given.Hold("mean")) with { LastSignalAt = Given.Noon.AddHours(1) };
        Assert.InRange(LeastBalance.FromNothing(Given.Input(slot: slot), Given.Options)!.Value, 160, 161);
    }
}
