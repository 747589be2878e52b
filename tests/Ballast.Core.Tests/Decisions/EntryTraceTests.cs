using Ballast.Core.Decisions;
using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.News;
using Ballast.Core.Portfolio;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;
using Ballast.Core.Volatility;

namespace Ballast.Core.Tests.Decisions;

/// <summary>Whole decisions, every step with what it read: a person recomputes the order from these lines alone (requirements §0).</summary>
public sealed class EntryTraceTests
{
    private const string AllGuards = "(halt=ok, equity=ok, prices=ok, policy=ok, market=ok, news=ok, volatility-index=ok, frames=ok, confidence=ok, balance=ok, day-limits=ok, breakers=ok, ensemble=ok, signal=ok, positions=ok, correlation=ok)";

    private const string NoBook = "there is no reading of the book, the depth that the order takes is not known";

    [Fact]
    public void A_short_by_tier_and_rules_with_every_protection()
    {
        var symbol = new Symbol("ETHUSDT");
        var view = new MarketView(Given.Instrument("ETHUSDT", 0.01m, 0.001m, 20), new Price(2_000), 40, Given.Policy(Regime.Ranging, RiskProfile.Reduced, VolatilityLevel.High), 7, Given.Noon, Given.Noon.AddMinutes(3)) { Book = new BookReading(0.0006m, 0.42m, Given.Noon) { BidDepth = new Money(100_000), AskDepth = new Money(1) } };
        var risk = Given.Risk(16_000, 20) with { Staged = 0.75m, Totals = new ExposureTotals().With(Given.Hold(), 1), Sequence = 6 };
        risk = risk with { Streak = risk.Streak with { Recent = "WWWLLL", Losses = 3 } };
        var signal = Given.Signal(SignalTarget.Short, confidence: 0.86m) with { Symbol = symbol, Strength = 4, Price = new Price(1_990), StopLoss = new Price(2_050.006m), TakeProfit = new Price(1_900), Previous = SignalTarget.Long };
        var decision = Decide(new DecisionInput(signal, view, Given.Vix(VixLevel.Elevated), risk, new SymbolSlot { Symbol = symbol }, Given.Noon)
        {
            Held = [new(Given.Btc, PositionSide.Long)],
            Correlations = new SymbolCorrelations(symbol, [new(Given.Btc, -0.65m)], 100, Given.Noon, Given.Noon.AddHours(3)),
            News = new NewsState([new(Given.Btc, Given.Noon.AddMinutes(10), 5, "wire: elsewhere")]),
            Sentiment = new SentimentState([new("forum", null, 0.8m, "everybody buys", Given.Noon, Given.Noon.AddHours(1))]),
        }, SizingModel.Tier, new() { Model = LeverageModel.Rules });

        // Stop 61.99 above the limit: 0.030995 of 2,000, where notional is reckoned, 0.031182… of the limit, where liquidation is.
        Same(
            $"""
            signal §10: 0 → 0  (target=Short, held=Flat, strategy=trend)
            confidence §4: 0.86 → 0.86 fraction (source=alert)
            guards §0.1: 0 → 0 refusals {AllGuards}
            reference-price §0.2: 0.005 → 1990 USDT (mark=2000, source=alert)
            worst-price §9: 0.001 → 1988.01 USDT (reference=1990, tick=0.01)
            stop §0.2: 2050 → 2050 USDT (source=alert)
            notional-price §0.6: 2000 → 2000 USDT (limit=1988.01, reference=1990, mark=2000)
            rules-leverage §6.1: 5 → 5 x ()
            leverage-confidence §6.1: 1.5 → 7.5 x (confidence=0.86)
            leverage-risk-level §6.1: 0.7 → 5.25 x (riskLevel=WARNING)
            leverage-vpin §6.1: 0.88 → 4.62 x (vpin=0.42, counted=0.42)
            leverage-volatility §6.1: 0.8 → 3.696 x (atrToPrice=0.020100502513)
            leverage §6.1: 3 → 3 x (min=1, max=20)
            tier-ratio §1.2: 0.05 → 0.05 fraction (tier=LARGE, coin=core, balance=16000)
            confidence §1.2: 1.2 → 0.06 fraction (confidence=0.86)
            performance §1.2: 1 → 0.06 fraction (winRate=0.5, trades=6)
            recovery §1.2: 1 → 0.06 fraction (inRecovery=no)
            ratio-bounds §1.2: 0.06 → 0.06 fraction (min=0.015, max=0.1)
            margin §1.2: 960 → 960 USDT margin (balance=16000, ratio=0.06, minimum=50)
            notional §0.3: 2880 → 2880 USDT notional (leverage=3, sizer=Tier)
            profile §4: 0.5 → 1440 USDT notional (profile=Reduced)
            crypto-vix §5: 0.7 → 1008 USDT notional (level=Elevated, score=50)
            correlation §9: 0.5 → 504 USDT notional (sideAdjusted=0.65, with=BTCUSDT)
            sentiment §9: 0.5 → 252 USDT notional (score=0.8, source=forum)
            staged-return §1.3: 0.75 → 189 USDT notional ()
            bracket-notional §0.5: 12000000 → 189 USDT notional ()
            order-quantity §0.5: 2000000000000000 → 189 USDT notional (price=2000, maxQuantity=1000000000000)
            loss-at-stop §0.5: 103242.458461042104 → 189 USDT notional (balance=16000, share=0.2, price=2000, distance=61.99)
            losses-at-all-stops §0.5: 24713.340861429263 → 189 USDT notional (balance=16000, othersAtStops=15, line=15219, less=765.99)
            total-exposure §0.5: 479600 → 189 USDT notional (equity=16020, RM_MAX_LEVERAGE=30, open=1000)
            side-exposure §0.5: 336420 → 189 USDT notional (share=0.7, open=0)
            leverage-limits §0.5: 3 → 3 x (engine=3, RM_MAX_LEVERAGE=30, tier=10)
            liquidation-distance §0.5: 3 → 3 x (stopFraction=0.031181935705, stopDistances=2, maintenanceRate=0.004, maintenanceAmount=0, bracketMaxLeverage=125)
            margin-and-reserve §0.5: 38100 → 189 USDT notional (balance=16000, reserve=0.2, openMargin=100, sizersMost=none, margin=12700, leverage=3)
            leverage-notional §0.5: 12000000 → 189 USDT notional (leverage=3, stopFraction=0.031181935705)
            quantity §0.6: 0.094 → 0.094 base asset (notional=189, price=2000, step=0.001)
            risk-level §7: 0 → 0  (level=WARNING, decidedBy=spread 6.00 bp, sizedFor=WARNING, vpin=0.42, spread=0.0006, imbalance=unknown, notional=188, depth=100000)
            """,
            decision);
        Assert.Equal(["MISSED_SIGNAL: The sender believes that ETHUSDT was Long before; here it was Flat."], decision.Notices.Select(n => n.ToString()));
        Assert.Equal(
            new OrderTicket
            {
                DecisionId = signal.DecisionId,
                Account = "main",
                Symbol = symbol,
                Strategy = "trend",
                Sequence = 7,
                Side = PositionSide.Short,
                Quantity = new Quantity(0.094m),
                ReferencePrice = new Price(1_990),
                LimitPrice = new Price(1_988.01m),
                StopPrice = new Price(2_050),
                TakeProfit = new Price(1_900),
                Leverage = new Leverage(3),
                Notional = new Money(188),
                Margin = new Money(188m / 3),
                LossAtStop = new Money(61.99m * 0.094m),
                Atr = 40,
                TickSize = 0.01m,
                MinQuantity = 0.001m,
                MinNotional = 20,
                StepSize = 0.001m,
                Mode = TradeMode.Swing,
                Regime = Regime.Ranging,
                DecidedAt = Given.Noon,
                ValidUntil = Given.Noon.AddSeconds(60),
            },
            decision.Entry);
    }

    [Fact]
    public void An_abnormal_market_at_1x_under_the_engines_floor()
    {
        var decision = Decide(Given.Input(Given.Signal(confidence: null)), SizingModel.Fixed, new() { Abnormal = AbnormalMarket.OneTimes });

        Same(
            $"""
            signal §10: 0 → 0  (target=Long, held=Flat, strategy=trend)
            confidence §4: 0.7 → 0.7 fraction (source=strategy default)
            guards §0.1: 0 → 0 refusals {AllGuards}
            reference-price §0.2: 0 → 100000 USDT (mark=100000, source=mark)
            worst-price §9: 0.001 → 100100 USDT (reference=100000, tick=0.1)
            stop §0.2: 98500 → 98500 USDT (atr=1000, atrs=1.5, syntheticCandles=0)
            notional-price §0.6: 100100 → 100100 USDT (limit=100100, reference=100000, mark=100000)
            tier-leverage §1.1: 10 → 10 x (tier=LARGE, coin=core)
            leverage-confidence §1.1: 0.4 → 4 x (confidence=0.7)
            leverage-volatility §1.1: 1 → 4 x (atrToPrice=0.01)
            leverage-signal §1.1: 0.5 → 2 x (strength=unknown)
            leverage-recovery §1.1: 1 → 2 x (inRecovery=no)
            leverage §1.1: 3 → 3 x (floor=3, max=10)
            abnormal-market §6.5: 1 → 1 x (why=its book could not be read, so its risk level counts as CRITICAL)
            fixed-margin §0: 500 → 500 USDT margin (balance=10000, ratio=0.05)
            notional §0.3: 500 → 500 USDT notional (leverage=1, sizer=Fixed)
            profile §4: 1 → 500 USDT notional (profile=Normal)
            crypto-vix §5: 1 → 500 USDT notional (level=Normal, score=50)
            staged-return §1.3: 1 → 500 USDT notional ()
            bracket-notional §0.5: 12000000 → 500 USDT notional ()
            order-quantity §0.5: 100100000000000000 → 500 USDT notional (price=100100, maxQuantity=1000000000000)
            loss-at-stop §0.5: 125125 → 500 USDT notional (balance=10000, share=0.2, price=100100, distance=1600)
            losses-at-all-stops §0.5: 31280.624375 → 500 USDT notional (balance=10000, othersAtStops=0, line=9500, less=499.99)
            total-exposure §0.5: 300000 → 500 USDT notional (equity=10000, RM_MAX_LEVERAGE=30, open=0)
            side-exposure §0.5: 210000 → 500 USDT notional (share=0.7, open=0)
            leverage-limits §0.5: 1 → 1 x (engine=1, RM_MAX_LEVERAGE=30, tier=10)
            liquidation-distance §0.5: 1 → 1 x (stopFraction=0.015984015984, stopDistances=2, maintenanceRate=0.004, maintenanceAmount=0, bracketMaxLeverage=125)
            margin-and-reserve §0.5: 8000 → 500 USDT notional (balance=10000, reserve=0.2, openMargin=0, sizersMost=none, margin=8000, leverage=1)
            leverage-notional §0.5: 12000000 → 500 USDT notional (leverage=1, stopFraction=0.015984015984)
            quantity §0.6: 0.004 → 0.004 base asset (notional=500, price=100100, step=0.001)
            risk-level §7: 0 → 0  (level=CRITICAL, decidedBy={NoBook}, sizedFor=unknown, vpin=unknown, spread=unknown, imbalance=unknown, notional=400.4, depth=unknown)
            """,
            decision);
    }

    [Fact]
    public void A_lift_to_the_least_order() =>
        Same(
            $"""
            quantity §0.6: 0 → 0 base asset (notional=30, price=100100, step=0.001)
            lift-to-minimum §0.6: 0.001 → 0.001 base asset (minimumNotional=100.1, lossAtStop=0.85)
            risk-level §7: 0 → 0  (level=CRITICAL, decidedBy={NoBook}, sizedFor=unknown, vpin=unknown, spread=unknown, imbalance=unknown, notional=100.1, depth=unknown)
            """,
            Decide(Given.Input(risk: Given.Risk(300), view: Given.View(atr: 500)), SizingModel.Fixed, new() { Model = LeverageModel.Fixed, Fixed = new() { Core = 2 } }), after: "leverage-notional");

    [Fact]
    public void Less_leverage_for_the_least_margin()
    {
        var view = Given.View(instrument: Given.Instrument(step: 0.00001m, minNotional: 5));
        var signal = Given.Signal(confidence: 0.96m) with { Strength = 5, StopLoss = new Price(97_000) };
        Same(
            $"""
            margin-and-reserve §0.5: 720 → 96.548064516129 USDT notional (balance=60, reserve=0.2, openMargin=0, sizersMost=none, margin=48, leverage=15)
            leverage-notional §0.5: 694039.654543242914 → 96.548064516129 USDT notional (leverage=15, stopFraction=0.030969030969)
            minimum-margin §0.5: 9 → 9 x (minimum=10, notional=96.096)
            quantity §0.6: 0.00096 → 0.00096 base asset (notional=96.548064516129, price=100100, step=0.00001)
            risk-level §7: 0 → 0  (level=CRITICAL, decidedBy={NoBook}, sizedFor=unknown, vpin=unknown, spread=unknown, imbalance=unknown, notional=96.096, depth=unknown)
            """,
            Decide(Given.Input(signal, view, risk: Given.Risk(60)), SizingModel.Tier, new()), after: "liquidation-distance");
    }

    [Fact]
    public void A_refusal_by_guards()
    {
        var input = Given.Input(Given.Signal(confidence: 0.1m), slot: Given.Slot(Given.Hold("mean")), risk: Given.Risk(10) with { Halt = new Halt("MANUAL", "test", Given.Noon) }) with { View = null };
        Same(
            """
            signal §10: 0 → 0  (target=Long, held=Long, strategy=trend)
            confidence §4: 0.1 → 0.1 fraction (source=alert)
            guards §0.1: 4 → 4 refusals (halt=HALTED, equity=ok, prices=ok, policy=POLICY_UNKNOWN, market=ok, news=ok, volatility-index=ok, frames=ok, confidence=ok, balance=BALANCE_TOO_LOW, day-limits=ok, breakers=ok, ensemble=ok, signal=SYMBOL_HELD, positions=ok, correlation=ok)
            """,
            Decide(input, SizingModel.Tier, new()));
    }

    [Fact]
    public void A_stale_override_is_a_notice_and_no_refusal()
    {
        var view = Given.View(instrument: Given.Instrument(step: 0.00001m));
        var decision = EntryDecider.Decide(Given.Input(view: view), Given.Options with { Sizing = new() { Model = SizingModel.Progressive, Progressive = new() { Override = 5 } } });
        Assert.Equal(["STALE_OVERRIDE"], decision.Notices.Select(n => n.Code));
        Assert.NotNull(decision.Entry);
        Assert.Equal("NO_MARKET_DATA", Assert.Single(EntryDecider.Decide(Given.Input(Given.Signal() with { StopLoss = new Price(99_000) }, Given.View(atr: null)), Given.Options with { Leverage = new() { Model = LeverageModel.Rules, Abnormal = AbnormalMarket.Ignore } }).Refusals).Code);
    }

    [Fact]
    public void A_decayed_strategy_has_at_least_the_reduced_profile_once()
    {
        var tier = Given.Options with { Sizing = Given.Options.Sizing with { Model = SizingModel.Tier } };
        foreach (var options in new[] { Given.Options, tier })
        {
            var fine = EntryDecider.Decide(Given.Input(), options);
            var decayed = EntryDecider.Decide(Given.Input() with { IsDecayed = true }, options);

            Assert.DoesNotContain(fine.Trace, s => s.Rule == "decay");
            Assert.Equal("decay §9: 0.5 → 0.5 multiplier of the profile, counted there (strategy=trend, profile=Reduced)", EquatableList.From(decayed.Trace.Where(s => s.Rule == "decay")).Lines());
            Assert.Equal((1m, 0.5m), (fine.Trace.Single(s => s.Rule == "profile").Output, decayed.Trace.Single(s => s.Rule == "profile").Output));
        }

        // EXTREME volatility has reduced it already.
        var extreme = Given.View() with { Policy = Given.View().Policy with { Profile = RiskProfile.Reduced } };
        Assert.Equal(0.5m, EntryDecider.Decide(Given.Input(view: extreme) with { IsDecayed = true }, Given.Options).Trace.Single(s => s.Rule == "profile").Output);
    }

    // A reversal and a close, whole.
    [Fact]
    public void The_closes_of_a_reversal_and_of_an_exit()
    {
        var hold = Given.Hold() with { Epoch = 8 };
        var risk = Given.Risk() with { Sequence = 41, Totals = new ExposureTotals().With(hold, 1) };
        var reversal = EntryDecider.Decide(Given.Input(Given.Signal(SignalTarget.Short), risk: risk, slot: Given.Slot(hold)), Given.Options);
        var id = Given.Signal().DecisionId;
        Assert.Equal(new CloseTicket(id, "main", Given.Btc, 42, 8, "REVERSAL", Given.Noon), reversal.Close);
        Assert.Equal((43L, PositionSide.Short), (reversal.Entry!.Sequence, reversal.Entry.Side));

        // What it replaces binds nothing any more: 8,000 × 3.
        Assert.Equal(24_000m, reversal.Trace.Single(s => s.Rule == "margin-and-reserve").Output);

        var exit = EntryDecider.Decide(Given.Input(Given.Signal(SignalTarget.Close), risk: risk, slot: Given.Slot(hold)), Given.Options);
        Assert.Equal((new CloseTicket(id, "main", Given.Btc, 42, 8, "SIGNAL", Given.Noon), null), (exit.Close, exit.Entry));
        Assert.Equal("signal §10: 0 → 0  (target=Close, held=Long, strategy=trend)", exit.Trace.Lines());
    }

    private static EntryDecision Decide(DecisionInput input, SizingModel model, LeverageOptions leverage) =>
        EntryDecider.Decide(input, Given.Options with { Sizing = new() { Model = model }, Leverage = leverage });

    private static void Same(string lines, EntryDecision decision, string? after = null) =>
        Assert.Equal(lines, (after is null ? decision.Trace : decision.Trace.SkipWhile(s => s.Rule != after).Skip(1)).Lines());
}
