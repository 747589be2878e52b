using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Decisions;

public sealed class GuardsTests
{
    private static readonly Halt AHalt = new("MANUAL", "test", Given.Noon);

    private static readonly (string Code, DecisionInput Input)[] Cases =
    [
        ("HALTED", Given.Input(risk: Given.Risk() with { Halt = AHalt })),
        ("SYMBOL_HALTED", Given.Input(slot: Given.Slot() with { Halt = AHalt })),
        ("RISK_UNKNOWN", Given.Input() with { Risk = null }),
        ("STALE_EQUITY", Given.Input(risk: Given.Risk() with { EquityAt = Given.Noon.AddMinutes(-3).AddTicks(-1) })),
        ("POLICY_UNKNOWN", Given.Input() with { View = null }),
        ("STALE_PRICES", Given.Input(view: Given.View() with { ValidUntil = Given.Noon.AddTicks(-1) })),
        ("STALE_POLICY", Given.Input(view: Given.View(policy: Given.Policy() with { ValidUntil = Given.Noon.AddTicks(-1) }))),
        ("NO_NEW_TRADES", Given.Input(view: Given.View(policy: Given.Policy(profile: RiskProfile.NoNewTrades)))),
        ("NOT_TRADING", Given.Input(view: Given.View(instrument: Given.Instrument() with { Status = "SETTLING" }))),
        ("VIX_UNKNOWN", Given.Input() with { Vix = null }),
        ("STALE_VOLATILITY_INDEX", Given.Input(vix: Given.Vix() with { ValidUntil = Given.Noon.AddTicks(-1) })),
        ("CONFIDENCE_TOO_LOW", Given.Input(Given.Signal(confidence: 0.3199m))),
        ("BALANCE_TOO_LOW", Given.Input(risk: Given.Risk(49.99m))),
        ("DAILY_LOSS", Given.Input(risk: Stopped("DAILY_LOSS"))),
        ("CONSECUTIVE_LOSSES", Given.Input(risk: Stopped("CONSECUTIVE_LOSSES"))),
        ("TRADES_PER_DAY", Given.Input(risk: Stopped("TRADES_PER_DAY"))),
        ("BREAKER", Given.Input(risk: Given.Risk() with { Breakers = [new(Given.Noon.AddTicks(1), Given.Noon), new(default, default), new(default, default)] })),
        ("TOO_MANY_POSITIONS", Given.Input(risk: Given.Risk() with { Totals = new ExposureTotals { Count = 5 } })),
        ("NO_ATR", Given.Input(view: Given.View(atr: null))),
        ("NO_PRICE", Given.Input(view: Given.View() with { Mark = Price.None })),
        ("PRICE_OFF_MARK", Given.Input(Given.Signal() with { Price = new Price(101_000.1m) })),
        ("STOP_WRONG_SIDE", Given.Input(Given.Signal() with { StopLoss = new Price(100_200) })),
        ("STOP_WRONG_SIDE", Given.Input(Given.Signal() with { StopLoss = new Price(100_050) })),
        ("STOP_WRONG_SIDE", Given.Input(Given.Signal(SignalTarget.Short) with { StopLoss = new Price(99_950) })),
        ("TAKE_PROFIT_WRONG_SIDE", Given.Input(Given.Signal() with { TakeProfit = new Price(99_000) })),
        ("STOP_TOO_WIDE", Given.Input(view: Given.View(atr: 70_000))),
    ];

    public static IEnumerable<object[]> EachGuard => Cases.Select((c, i) => new object[] { i, c.Code });

    [Theory]
    [MemberData(nameof(EachGuard))]
    public void Each_guard_alone_refuses_by_its_code(int index, string code)
    {
        var decision = EntryDecider.Decide(Cases[index].Input, Given.Options);
        Assert.Equal([code], decision.Refusals.Select(r => r.Code));
        Assert.Null(decision.Entry);
        Assert.False(decision.IsAccepted);
    }

    [Fact]
    public void At_its_edge_each_input_is_still_fresh_enough()
    {
        var input = Given.Input(
            Given.Signal(confidence: 0.32m) with { Price = new Price(101_000) },
            Given.View(policy: Given.Policy() with { ValidUntil = Given.Noon }) with { ValidUntil = Given.Noon },
            Given.Vix() with { ValidUntil = Given.Noon },
            Given.Risk() with { EquityAt = Given.Noon.AddMinutes(-3), Totals = new ExposureTotals { Count = 4 }, Breakers = [new(Given.Noon, Given.Noon), new(default, default), new(default, default)] });
        Assert.Empty(EntryDecider.Decide(input, Given.Options).Refusals);
    }

    [Fact]
    public void All_refusals_are_reported_in_their_order_and_the_first_counts()
    {
        var input = Given.Input(
            Given.Signal(confidence: 0.1m) with { Price = new Price(90_000) },
            Given.View(policy: Given.Policy(profile: RiskProfile.NoNewTrades) with { ValidUntil = Given.Noon.AddDays(-1) }) with { ValidUntil = Given.Noon.AddDays(-1) },
            Given.Vix() with { ValidUntil = Given.Noon.AddDays(-1) },
            Stopped("DAILY_LOSS") with { Halt = AHalt, EquityAt = Given.Noon.AddHours(-1), Balance = new Money(10), Totals = new ExposureTotals { Count = 9 } },
            Given.Slot() with { Halt = AHalt });
        Assert.Equal(
            ["HALTED", "SYMBOL_HALTED", "STALE_EQUITY", "STALE_PRICES", "STALE_POLICY", "NO_NEW_TRADES", "STALE_VOLATILITY_INDEX", "CONFIDENCE_TOO_LOW", "BALANCE_TOO_LOW", "DAILY_LOSS", "TOO_MANY_POSITIONS", "PRICE_OFF_MARK"],
            EntryDecider.Decide(input, Given.Options).Refusals.Select(r => r.Code));
    }

    [Fact]
    public void A_rule_of_the_signal_stands_behind_the_accounts_guards_and_before_the_portfolios()
    {
        var input = Given.Input(Given.Signal(confidence: 0.1m), vix: Given.Vix() with { ValidUntil = Given.Noon.AddDays(-1) }, risk: Given.Risk() with { Totals = new ExposureTotals { Count = 9 } }, slot: Given.Slot(Given.Hold("mean")));
        Assert.Equal(["STALE_VOLATILITY_INDEX", "CONFIDENCE_TOO_LOW", "SYMBOL_HELD", "TOO_MANY_POSITIONS"], EntryDecider.Decide(input, Given.Options).Refusals.Select(r => r.Code));
    }

    [Fact]
    public void A_refused_exit_is_refused_by_its_own_rule_alone()
    {
        var input = new DecisionInput(Given.Signal(SignalTarget.Flat, "mean", 0), null, null, Given.Risk() with { Halt = AHalt }, Given.Slot(Given.Hold()), Given.Noon);
        Assert.Equal(["NOT_OWNER"], EntryDecider.Decide(input, Given.Options).Refusals.Select(r => r.Code));
    }

    [Fact]
    public void Closing_asks_no_guard()
    {
        var input = new DecisionInput(Given.Signal(SignalTarget.Flat, confidence: 0), null, null, Given.Risk() with { Halt = AHalt, Sequence = 41 }, Given.Slot(Given.Hold()), Given.Noon);
        var decision = EntryDecider.Decide(input, Given.Options);
        Assert.Empty(decision.Refusals);
        Assert.Equal((42L, 1L, "SIGNAL"), (decision.Close!.Sequence, decision.Close.Epoch, decision.Close.Reason));
        Assert.True(decision.IsAccepted);
    }

    [Fact]
    public void A_reversal_whose_entry_is_refused_still_closes()
    {
        var decision = EntryDecider.Decide(Given.Input(Given.Signal(SignalTarget.Short, confidence: 0.1m), slot: Given.Slot(Given.Hold())), Given.Options);
        Assert.Equal("REVERSAL", decision.Close!.Reason);
        Assert.Equal(["CONFIDENCE_TOO_LOW"], decision.Refusals.Select(r => r.Code));
        Assert.Null(decision.Entry);
    }

    [Fact]
    public void A_reversal_does_not_count_the_position_it_replaces()
    {
        var hold = Given.Hold(notional: 69_000, margin: 7_000);
        var risk = Given.Risk() with { Totals = new ExposureTotals { Count = 4 }.With(hold, 1) };
        var decision = EntryDecider.Decide(Given.Input(Given.Signal(SignalTarget.Short), risk: risk, slot: Given.Slot(hold)), Given.Options);
        Assert.Empty(decision.Refusals);
        Assert.Equal((1L, 2L), (decision.Close!.Sequence, decision.Entry!.Sequence));
    }

    [Fact]
    public void A_sender_out_of_step_is_told_and_not_refused()
    {
        var decision = EntryDecider.Decide(Given.Input(Given.Signal() with { Previous = SignalTarget.Short }), Given.Options);
        Assert.Equal(["MISSED_SIGNAL"], decision.Notices.Select(n => n.Code));
        Assert.NotNull(decision.Entry);
    }

    [Fact]
    public void A_new_day_is_noticed_by_the_decision_itself()
    {
        var tomorrow = Given.Noon.AddDays(1);
        var input = Given.Input(view: Given.View() with { ValidUntil = tomorrow, Policy = Given.Policy() with { ValidUntil = tomorrow } }, vix: Given.Vix() with { ValidUntil = tomorrow }, risk: Stopped("TRADES_PER_DAY") with { EquityAt = tomorrow });
        Assert.Empty(EntryDecider.Decide(input with { Now = tomorrow }, Given.Options).Refusals);
    }

    [Fact]
    public void A_clock_behind_the_record_is_not_believed()
    {
        var risk = Given.Risk() with { LastAt = Given.Noon.AddMinutes(20) };
        var decision = EntryDecider.Decide(Given.Input(risk: risk), Given.Options);
        Assert.Equal(Given.Noon.AddMinutes(20), decision.DecidedAt);
        Assert.Contains(decision.Refusals, r => r.Code == "STALE_PRICES");
    }

    [Fact]
    public void An_alert_without_confidence_counts_with_its_strategys_default()
    {
        Assert.Null(EntryDecider.Decide(Given.Input(Given.Signal(confidence: null)), Given.Options with { Signals = new SignalOptions { DefaultConfidence = 0.1m } }).Entry);
        Assert.NotNull(EntryDecider.Decide(Given.Input(Given.Signal(confidence: null)), Given.Options).Entry);
    }

    private static RiskRecord Stopped(string by) => Given.Risk() is var risk ? risk with { Day = risk.Day with { StoppedBy = by } } : throw new InvalidOperationException();
}
