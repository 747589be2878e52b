using Ballast.Core.Decisions;
using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Portfolio;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Decisions;

public sealed class GuardsTests
{
    private static readonly EquatableList<FrameReading> QuarterDown = Given.Frames((CandleInterval.FifteenMinutes, Regime.Trending, TrendDirection.Down));

    private static readonly Halt AHalt = new("MANUAL", "test", Given.Noon);

    private static readonly (string Code, DecisionInput Input)[] Cases =
    [
        ("HALTED", Given.Input(risk: Given.Risk() with { Halt = AHalt })),
        ("SYMBOL_HALTED", Given.Input(slot: Given.Slot() with { Halt = AHalt })),
        ("SYMBOL_UNKNOWN", Given.Input(slot: Given.Slot() with { UnknownSince = Given.Noon })),
        ("FOREIGN_POSITION", Given.Input(slot: Given.Slot() with { Foreign = new ForeignPosition(0.5m, new Money(50_000), new Money(5_000), Given.Noon) })),
        ("VENUE_BANNED", Given.Input() with { Ban = new VenueBan(Given.Noon.AddTicks(1), "too many requests", Given.Noon, IsBan: true) }),
        ("RISK_UNKNOWN", Given.Input() with { Risk = null }),
        ("STALE_EQUITY", Given.Input(risk: Given.Risk() with { EquityAt = Given.Noon.AddMinutes(-3).AddTicks(-1) })),
        ("POLICY_UNKNOWN", Given.Input() with { View = null }),
        ("STALE_PRICES", Given.Input(view: Given.View() with { ValidUntil = Given.Noon.AddTicks(-1) })),
        ("STALE_POLICY", Given.Input(view: Given.View(policy: Given.Policy() with { ValidUntil = Given.Noon.AddTicks(-1) }))),
        ("NO_NEW_TRADES", Given.Input(view: Given.View(policy: Given.Policy(profile: RiskProfile.NoNewTrades)))),
        ("NOT_TRADING", Given.Input(view: Given.View(instrument: Given.Instrument() with { Status = "SETTLING" }))),
        ("VIX_UNKNOWN", Given.Input() with { Vix = null }),
        ("STALE_VOLATILITY_INDEX", Given.Input(vix: Given.Vix() with { ValidUntil = Given.Noon.AddTicks(-1) })),
        ("HIGHER_FRAME_AGAINST", Given.Input(view: Given.View(policy: Given.Policy() with { Frames = Given.Frames((CandleInterval.OneDay, Regime.Trending, TrendDirection.Down)) }))),
        ("HIGHER_FRAME_AGAINST", Given.Input(Given.Signal() with { Interval = CandleInterval.ThreeMinutes }, view: Given.View(policy: Given.Policy() with { Frames = QuarterDown }))),
        ("HIGHER_FRAME_UNKNOWN", Given.Input(view: Given.View(policy: Given.Policy() with { Frames = default }))),
        ("CONFIDENCE_TOO_LOW", Given.Input(Given.Signal(confidence: 0.3199m))),
        ("BALANCE_TOO_LOW", Given.Input(risk: Given.Risk(49.99m))),
        ("DAILY_LOSS", Given.Input(risk: Stopped("DAILY_LOSS"))),
        ("CONSECUTIVE_LOSSES", Given.Input(risk: Stopped("CONSECUTIVE_LOSSES"))),
        ("TRADES_PER_DAY", Given.Input(risk: Stopped("TRADES_PER_DAY"))),
        ("BREAKER", Given.Input(risk: Given.Risk() with { Breakers = [new(Given.Noon.AddTicks(1), Given.Noon), new(default, default), new(default, default)] })),
        ("TOO_MANY_POSITIONS", Given.Input(risk: Given.Risk() with { Totals = new ExposureTotals { Count = 5 } })),
        ("NO_ATR", Given.Input(view: Given.View(atr: null))),
        ("NO_PRICE", Given.Input(view: Given.View() with { Mark = Price.None })),
        ("PRICE_OFF_MARK", Given.Input(Given.Signal() with { Price = new Price(101_010) })),
        ("STOP_WRONG_SIDE", Given.Input(Given.Signal() with { StopLoss = new Price(100_200) })),
        ("STOP_WRONG_SIDE", Given.Input(Given.Signal() with { StopLoss = new Price(100_050) })),
        ("STOP_WRONG_SIDE", Given.Input(Given.Signal(SignalTarget.Short) with { StopLoss = new Price(99_950) })),
        ("TAKE_PROFIT_WRONG_SIDE", Given.Input(Given.Signal() with { TakeProfit = new Price(99_000) })),
        ("TAKE_PROFIT_WRONG_SIDE", Given.Input(Given.Signal(SignalTarget.Short) with { TakeProfit = new Price(101_000) })),
        ("STOP_TOO_WIDE", Given.Input(view: Given.View(atr: 70_000))),
        ("STOP_TOO_WIDE", Given.Input(Given.Signal() with { StopLoss = new Price(40_000) })),
        ("NO_ROOM", Given.Input(risk: Given.Risk() with { Totals = new ExposureTotals { Count = 1, Margin = new Money(8_000) } })),
        ("OUT_OF_ORDER", Given.Input(slot: Given.Slot() with { LastSignalAt = Given.Noon.AddSeconds(1) })),
        ("SYMBOL_HELD", Given.Input(slot: Given.Slot(Given.Hold("mean")))),
        ("NOT_OWNER", Given.Input(Given.Signal(SignalTarget.Flat), slot: Given.Slot(Given.Hold("mean")))),
        ("ALREADY_IN_POSITION", Given.Input(slot: Given.Slot(Given.Hold()))),
        ("NOTHING_TO_CLOSE", Given.Input(Given.Signal(SignalTarget.Close))),
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
    public void A_frame_shorter_than_the_signals_says_nothing_and_a_signal_without_an_interval_is_one_of_the_policys()
    {
        var view = Given.View(policy: Given.Policy() with { Frames = QuarterDown });
        Assert.Empty(EntryDecider.Decide(Given.Input(view: view), Given.Options).Refusals);
        Assert.Empty(EntryDecider.Decide(Given.Input(Given.Signal() with { Interval = CandleInterval.FifteenMinutes }, view), Given.Options).Refusals);
        Assert.Empty(EntryDecider.Decide(Given.Input(Given.Signal(SignalTarget.Short) with { Interval = CandleInterval.ThreeMinutes }, view), Given.Options).Refusals);
    }

    [Fact]
    public void The_veto_can_be_switched_off_and_never_holds_up_an_exit()
    {
        var view = Given.View(policy: Given.Policy() with { Frames = Given.Frames((CandleInterval.OneDay, Regime.Trending, TrendDirection.Down)) });
        var none = Given.Options with { Frames = Given.Options.Frames with { Veto = [] } };
        Assert.Empty(EntryDecider.Decide(Given.Input(view: view), none).Refusals);
        Assert.Empty(EntryDecider.Decide(Given.Input(view: Given.View(policy: Given.Policy() with { Frames = default })), none).Refusals);
        Assert.Empty(EntryDecider.Decide(Given.Input(Given.Signal(SignalTarget.Flat), view, slot: Given.Slot(Given.Hold(side: PositionSide.Long))), Given.Options).Refusals);
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
        var input = Given.Input(view: Given.View() with { ValidUntil = tomorrow, Policy = Given.Policy() with { ValidUntil = tomorrow, Frames = EquatableList.From(Given.Frames().Select(f => f with { AsOf = tomorrow })) } }, vix: Given.Vix() with { ValidUntil = tomorrow }, risk: Stopped("TRADES_PER_DAY") with { EquityAt = tomorrow });
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

    [Fact]
    public void Each_refusal_says_its_numbers() =>
        Assert.Equal(
            """
            HALTED: Entries are halted since 2026-03-10T12:00:00.000Z: test (POST /api/resume ends it).
            SYMBOL_HALTED: Entries on BTCUSDT are halted since 2026-03-10T12:00:00.000Z: test.
            SYMBOL_UNKNOWN: The outcome of an order on BTCUSDT is unknown since 2026-03-10T12:00:00.000Z: no entry until it is known.
            FOREIGN_POSITION: The exchange holds 0.5 on BTCUSDT that is not ours, since 2026-03-10T12:00:00.000Z; entries there wait until it is gone (POST /api/flatten?scope=all closes it).
            VENUE_BANNED: The exchange has banned this address until 2026-03-10T12:00:00.000Z: too many requests.
            RISK_UNKNOWN: The account has not been reconciled with the exchange yet.
            STALE_EQUITY: Balance and equity are of 2026-03-10T11:56:59.999Z; at most 180 s old.
            POLICY_UNKNOWN: There is no policy for BTCUSDT yet.
            STALE_PRICES: Prices of BTCUSDT are of 2026-03-10T12:00:00.000Z; valid until 2026-03-10T11:59:59.999Z.
            STALE_POLICY: The policy of BTCUSDT is of 2026-03-10T12:00:00.000Z; valid until 2026-03-10T11:59:59.999Z.
            NO_NEW_TRADES: The policy allows no new trades: because
            NOT_TRADING: The exchange's status of BTCUSDT is SETTLING.
            VIX_UNKNOWN: There is no Crypto-VIX reading yet.
            STALE_VOLATILITY_INDEX: The Crypto-VIX is of 2026-03-10T12:00:00.000Z; valid until 2026-03-10T11:59:59.999Z.
            HIGHER_FRAME_AGAINST: 1d is trending Down against a Long entry of 1h. told.
            HIGHER_FRAME_AGAINST: 15m is trending Down against a Long entry of 3m. told.
            HIGHER_FRAME_UNKNOWN: The regime of 1d is missing or stale; entries of 1h need it.
            CONFIDENCE_TOO_LOW: Confidence 0.3199 is under 0.32, the least for Trending with Normal volatility.
            BALANCE_TOO_LOW: The balance of 49.99 USDT is under 50 USDT.
            DAILY_LOSS: The day's loss limit of 8 % was reached; entries return with the next UTC day.
            CONSECUTIVE_LOSSES: 0 losses in a row today; entries return with the next UTC day or by POST /api/resume.
            TRADES_PER_DAY: 0 entries today are all that the day's tiers allow; entries return with the next UTC day.
            BREAKER: A loss breaker pauses entries until 2026-03-10T12:00:00.000Z.
            TOO_MANY_POSITIONS: 5 positions are open or reserved; at most 5.
            NO_ATR: There is no ATR of BTCUSDT, and the alert gives no stopLoss.
            NO_PRICE: There is no mark price of BTCUSDT.
            PRICE_OFF_MARK: The price 101010 is 1.01 % off the mark 100000; at most 1 %.
            STOP_WRONG_SIDE: The stop 100200 is not below the price 100000 (mark 100000) of a Long position.
            STOP_WRONG_SIDE: The stop 100050 is not below the price 100000 (mark 100000) of a Long position.
            STOP_WRONG_SIDE: The stop 99950 is not above the price 100000 (mark 100000) of a Short position.
            TAKE_PROFIT_WRONG_SIDE: The take-profit 99000 is not above the entry 100100 of a Long position.
            TAKE_PROFIT_WRONG_SIDE: The take-profit 101000 is not below the entry 99900 of a Short position.
            STOP_TOO_WIDE: A stop of 1.5 × ATR 70000 lies below zero.
            STOP_TOO_WIDE: The stop is 60.04 % away; even at 1x the liquidation would lie nearer than 2 stop distances.
            NO_ROOM: The cap 'margin-and-reserve' leaves no room for another position.
            OUT_OF_ORDER: The alert of 2026-03-10T12:00:00.000Z is older than the last one handled for BTCUSDT (2026-03-10T12:00:01.000Z).
            SYMBOL_HELD: BTCUSDT is held by strategy 'mean'.
            NOT_OWNER: BTCUSDT is held by strategy 'mean'; only it closes it.
            ALREADY_IN_POSITION: BTCUSDT is already Long by this strategy.
            NOTHING_TO_CLOSE: There is no open position on BTCUSDT.
            """,
            string.Join('\n', Cases.Select(c => EntryDecider.Decide(c.Input, Given.Options).Refusals[0])));

    // What the trace's one step of all guards says of each code (requirements §0.1: all are reported).
    [Theory]
    [InlineData("halt", "HALTED SYMBOL_HALTED")]
    [InlineData("equity", "RISK_UNKNOWN STALE_EQUITY")]
    [InlineData("prices", "STALE_PRICES")]
    [InlineData("policy", "POLICY_UNKNOWN STALE_POLICY NO_NEW_TRADES")]
    [InlineData("market", "NOT_TRADING")]
    [InlineData("volatility-index", "VIX_UNKNOWN STALE_VOLATILITY_INDEX")]
    [InlineData("frames", "HIGHER_FRAME_AGAINST HIGHER_FRAME_UNKNOWN")]
    [InlineData("confidence", "CONFIDENCE_TOO_LOW")]
    [InlineData("balance", "BALANCE_TOO_LOW")]
    [InlineData("day-limits", "DAILY_LOSS CONSECUTIVE_LOSSES TRADES_PER_DAY")]
    [InlineData("breakers", "BREAKER")]
    [InlineData("signal", "OUT_OF_ORDER SYMBOL_HELD ALREADY_IN_POSITION")]
    [InlineData("positions", "TOO_MANY_POSITIONS")]
    public void The_trace_names_the_guard_that_objects(string guard, string codes)
    {
        foreach (var code in codes.Split(' '))
        {
            var step = EntryDecider.Decide(Cases.First(c => c.Code == code).Input, Given.Options).Trace.Single(s => s.Rule == "guards");
            Assert.Equal((1m, 1m, "refusals"), (step.Output, step.Running, step.Unit));
            Assert.All(step.Inputs, i => Assert.Equal(i.Name == guard ? code : "ok", i.Text));
            Assert.Contains(step.Inputs, i => i.Name == guard);
        }
    }

    [Theory]
    [InlineData(LeverageModel.Rules, null, "ABNORMAL_MARKET")]
    [InlineData(LeverageModel.Rules, AbnormalMarket.OneTimes, null)]
    [InlineData(LeverageModel.Rules, AbnormalMarket.Ignore, null)]
    [InlineData(null, null, null)]
    [InlineData(null, AbnormalMarket.Refuse, "ABNORMAL_MARKET")]
    public void An_abnormal_market_refuses_where_the_rule_is_on(LeverageModel? model, AbnormalMarket? abnormal, string? code)
    {
        var decision = EntryDecider.Decide(Given.Input(Given.Signal(confidence: 0.9m), Given.View(policy: Given.Policy(volatility: VolatilityLevel.Extreme)) with { Book = Calm }), Given.Options with { Leverage = new() { Model = model, Abnormal = abnormal } });
        Assert.Equal(code, decision.Refusals.SingleOrDefault()?.Code);
        Assert.Equal((code is null, abnormal == AbnormalMarket.OneTimes), (decision.Entry is not null, decision.Entry?.Leverage.Value == 1));
    }

    // The book's spread is 10 bp, there is none, or the volatility is EXTREME (requirements §6.5, §7).
    [Fact]
    public void What_is_abnormal_is_said()
    {
        var view = Given.View() with { Book = Calm };
        Assert.Null(AbnormalRule.Why(view, Given.Options));
        Assert.Null(AbnormalRule.Why(view with { Book = Calm with { Spread = 0.00099m, Vpin = 0.69m } }, Given.Options));
        Assert.Equal("its risk level is CRITICAL (spread 10.00 bp)", AbnormalRule.Why(view with { Book = Calm with { Spread = 0.0010m, Vpin = 0.69m } }, Given.Options));
        Assert.Equal("its risk level is CRITICAL (VPIN 0.70)", AbnormalRule.Why(view with { Book = Calm with { Vpin = 0.7m } }, Given.Options));
        Assert.Equal("its book could not be read, so its risk level counts as CRITICAL", AbnormalRule.Why(view with { Book = null }, Given.Options));
        Assert.Equal("its volatility is EXTREME", AbnormalRule.Why(view with { Policy = Given.Policy(volatility: VolatilityLevel.Extreme) }, Given.Options));

        var refusal = EntryDecider.Decide(Given.Input(view: view with { Book = null }), Given.Options with { Leverage = new() { Model = LeverageModel.Rules } }).Refusals[0];
        Assert.Equal("The market of BTCUSDT is abnormal: its book could not be read, so its risk level counts as CRITICAL.", refusal.Text);
    }

    [Fact]
    public void A_correlation_that_is_too_high_or_not_known_refuses_by_its_own_guard()
    {
        var eth = new Symbol("ETHUSDT");
        var input = Given.Input(risk: Given.Risk() with { Totals = new ExposureTotals { Count = 1 } }) with { Held = [new(eth, PositionSide.Long)] };
        SymbolCorrelations Known(decimal value) => new(Given.Btc, [new(eth, value)], 100, Given.Noon, Given.Noon.AddHours(3));

        Assert.Equal(("CORRELATION_UNKNOWN", "There are no correlations of BTCUSDT yet, and ETHUSDT is open."), Refusal(input));
        Assert.Equal(("STALE_CORRELATION", "The correlations of BTCUSDT are of 2026-03-10T12:00:00.000Z; valid until 2026-03-10T11:59:59.000Z."), Refusal(input with { Correlations = Known(0) with { ValidUntil = Given.Noon.AddSeconds(-1) } }));
        Assert.Equal(("CORRELATION_UNKNOWN", "The correlation of BTCUSDT with ETHUSDT, which is open, is not known: fewer than 20 common one-hour candles."), Refusal(input with { Correlations = Known(0) with { Pairs = [] } }));
        Assert.Equal(("TOO_CORRELATED", "A Long of BTCUSDT has a side-adjusted correlation of 0.80 with the open position on ETHUSDT; refused from 0.8 on."), Refusal(input with { Correlations = Known(0.8m) }));

        static (string, string) Refusal(DecisionInput input)
        {
            var decision = EntryDecider.Decide(input, Given.Options);
            var reason = Assert.Single(decision.Refusals);
            Assert.Equal(reason.Code, decision.Trace.Single(s => s.Rule == "guards").Inputs.Single(i => i.Name == "correlation").Text);
            return (reason.Code, reason.Text);
        }
    }

    private static readonly BookReading Calm = new(0.0001m, 0.1m, Given.Noon) { BidDepth = new Money(1_000_000), AskDepth = new Money(1_000_000) };

    private static RiskRecord Stopped(string by) => Given.Risk() is var risk ? risk with { Day = risk.Day with { Stops = [by] } } : throw new InvalidOperationException();
}
