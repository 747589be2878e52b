using Ballast.Core.Decisions;
using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Portfolio;
using Ballast.Core.Positions;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;
using Ballast.Core.Volatility;

namespace Ballast.Core.Tests.Decisions;

/// <summary>What holds for every entry over a wide space of inputs.</summary>
public sealed class EntryPropertyTests
{
    // Quotients are rounded in the 28th digit: a quantity exactly on a step may stand there by that much.
    private const decimal LastDigit = 1e-15m;

    [Fact]
    public void No_accepted_entry_breaks_a_cap() => Sample.Holds(3_000, random =>
    {
        var (input, options) = Draw(random);
        if (EntryDecider.Decide(input, options, false).Entry is not { } ticket)
        {
            return true;
        }

        var risk = input.Risk!;
        var tier = BalanceTier.For(risk.Balance, options.Safety.Tiers);
        var instrument = input.View!.Instrument;
        var loss = ticket.LossAtStop.Value;
        var liquidation = Liquidation.Estimate(ticket.Side, ticket.LimitPrice, ticket.Quantity, ticket.Leverage, instrument with { TickSize = 1e-12m });
        var total = risk.Equity.Value * options.Sizing.AtrRisk.MaxLeverage;
        return loss <= (risk.Balance.Value * 0.20m) + LastDigit
            && risk.Balance.Value - loss - risk.Totals.LossAtStop.Value > Caps.NearestLine(risk, input.Now, options.Safety, options.HasForcedStop).Value
            && ticket.Margin.Value + risk.Totals.Margin.Value <= (risk.Balance.Value * 0.8m) + LastDigit
            && ticket.Leverage.Value <= tier.MaxLeverage(options.ClassOf(instrument))
            && ticket.Leverage.Value <= instrument.BracketFor(ticket.Notional).MaxLeverage
            && ticket.Notional.Value + risk.Totals.Long.Value + risk.Totals.Short.Value <= total + LastDigit
            && ticket.Notional.Value + risk.Totals.Of(ticket.Side).Value <= (total * 0.7m) + LastDigit
            && ticket.Quantity.Value % instrument.StepSize == 0 && ticket.Quantity >= new Quantity(instrument.MinQuantity) && ticket.Notional.Value >= instrument.MinNotional
            && (!liquidation.IsSet || (ticket.LimitPrice - liquidation) * ticket.Side.Sign() >= 1.9999999m * Math.Abs(ticket.LimitPrice - ticket.StopPrice))
            && (ticket.LimitPrice - ticket.StopPrice) * ticket.Side.Sign() > 0;
    });

    [Fact]
    public void A_trace_changes_nothing() => Sample.Holds(2_000, random =>
    {
        var (input, options) = Draw(random);
        return EntryDecider.Decide(input, options) with { Trace = default } == EntryDecider.Decide(input, options, withTrace: false);
    });

    [Fact]
    public void The_drawn_inputs_are_a_fair_mix()
    {
        var accepted = 0;
        for (var seed = 0; seed < 1_000; seed++)
        {
            var (input, options) = Draw(new Random(seed));
            accepted += EntryDecider.Decide(input, options, false).Entry is null ? 0 : 1;
        }

        Assert.InRange(accepted, 150, 850);
    }

    [Fact]
    public void Risk_per_trade_never_loses_more_than_its_budget_at_the_stop() => Sample.Holds(2_000, random =>
    {
        var (input, options) = Draw(random);
        options = options with { Sizing = options.Sizing with { Model = SizingModel.AtrRisk } };
        var decision = EntryDecider.Decide(input, options);
        return decision.Entry is not { } ticket
            || (ticket.LossAtStop.Value <= decision.Trace.Single(s => s.Rule == "risk-budget").Output + LastDigit
                && ticket.Notional.Value - LastDigit <= options.Sizing.AtrRisk.MostNotional.Value);
    });

    [Fact]
    public void The_same_input_gives_the_same_decision() => Sample.Holds(500, random =>
    {
        var (input, options) = Draw(random);
        return EntryDecider.Decide(input, options) == EntryDecider.Decide(input, options)
            && EntryDecider.Decide(input, options, false) == EntryDecider.Decide(input, options) with { Trace = default };
    });

    [Fact]
    public void Every_refused_entry_says_why() => Sample.Holds(2_000, random =>
    {
        var (input, options) = Draw(random);
        var decision = EntryDecider.Decide(input, options, false);
        return decision.Entry is null == decision.Refusals.Count > 0 && decision.Refusals.All(r => r.Code.Length > 0 && r.Text.Length > 0);
    });

    [Fact]
    public void Less_confidence_never_gives_more() => Never(random => random.Part(0, 0.99m), (input, less) =>
        input with { Signal = input.Signal with { Confidence = input.Signal.Confidence * less } });

    [Fact]
    public void A_higher_volatility_index_never_gives_more() => Never(random => random.Next(4), (input, level) =>
        (int)input.Vix!.Level > level ? input : input with { Vix = Given.Vix((VixLevel)level) });

    [Fact]
    public void A_longer_losing_streak_never_gives_more() => Never(random => random.Next(1, 10), (input, more) =>
        input with { Risk = input.Risk! with { Streak = input.Risk.Streak with { Losses = input.Risk.Streak.Losses + more, InRecovery = input.Risk.Streak.InRecovery || input.Risk.Streak.Losses + more >= 3 } } });

    [Fact]
    public void A_deeper_drawdown_never_gives_more() => Never(random => random.Part(1, 2), (input, more) =>
        input with { Risk = input.Risk! with { Peak = input.Risk.Peak * more } });

    [Fact]
    public void Fewer_wins_never_give_more() => Never(random => random.Next(), (input, _) =>
        input with { Slot = input.Slot with { Results = input.Slot.Results.Replace('W', 'L') }, Risk = input.Risk! with { Streak = input.Risk.Streak with { Recent = input.Risk.Streak.Recent.Replace('W', 'L') } } });

    [Fact]
    public void A_smaller_staged_size_never_gives_more() => Never(random => random.Part(0, 1), (input, less) =>
        input with { Risk = input.Risk! with { Staged = input.Risk.Staged * less } });

    [Fact]
    public void A_worse_profile_never_gives_more() => Never(random => random.OneOf(RiskProfile.Reduced, RiskProfile.NoNewTrades), (input, profile) =>
        input.View!.Policy.Profile < profile ? input : input with { View = input.View with { Policy = input.View.Policy with { Profile = profile } } });

    [Fact]
    public void More_volatility_never_gives_more() => NeverMore((random, input) =>
        input.View!.Atr is not { } atr || input.Signal.StopLoss.IsSet ? (input, input)
            : (input, input with { View = input.View with { Atr = atr * random.Part(1, 3) } }));

    [Fact]
    public void A_higher_correlation_never_gives_more() => NeverMore((random, input) =>
    {
        var eth = new Symbol("ETHUSDT");
        var (side, low) = (random.OneOf(PositionSide.Long, PositionSide.Short), random.Part(-1, 1));
        var adjusted = (side == PositionSide.Long) == (input.Signal.Target == SignalTarget.Long) ? 1 : -1;
        DecisionInput With(decimal correlation) => input with
        {
            Held = [new(eth, side)],
            Correlations = new SymbolCorrelations(Given.Btc, [new(eth, correlation * adjusted)], 100, Given.Noon, Given.Noon.AddHours(3)),
        };
        return (With(low), With(low + ((1 - low) * random.Part(0, 1))));
    });

    [Fact]
    public void A_worse_book_never_gives_more() => NeverMore((random, input) =>
        input.View!.Book is not { } book ? (input, input)
            : (input, input with { View = input.View with { Book = book with { Spread = book.Spread * random.Part(1, 3), Vpin = book.Vpin + ((1 - book.Vpin) * random.Part(0, 1)) } } }));

    [Fact]
    public void A_thinner_book_never_gives_more() => NeverMore((random, input) =>
    {
        if (input.View!.Book is not { } book)
        {
            return (input, input);
        }

        var part = random.Part(0, 1);
        return (input, input with { View = input.View with { Book = book with { BidDepth = book.BidDepth * part, AskDepth = book.AskDepth * part } } });
    });

    [Fact]
    public void A_less_certain_market_never_gives_more() => NeverMore((random, input) =>
        input.View!.Policy is { Volatility: VolatilityLevel.Extreme } or { Profile: RiskProfile.Reduced } ? (input, input)
            : (input, input with { View = input.View with { Policy = Given.Policy(input.View.Policy.Regime, RiskProfile.Reduced, VolatilityLevel.Extreme) } }));

    /// <summary>Balances from nothing to a thousand millions, prices from the eighth decimal to ten millions, ATRs from nothing to several prices.</summary>
    [Fact]
    public void Over_the_whole_range_of_inputs_numbers_stay_in_bounds_and_nothing_overflows() => Sample.Holds(3_000, random =>
    {
        var (input, options) = Draw(random);
        var mark = random.Spread(1e-8, 1e7);
        var balance = random.Next(10) == 0 ? 0 : random.Spread(0.01, 1e9);
        var digits = (int)Math.Floor(Math.Log10((double)mark));
        var risk = input.Risk! with { Balance = new Money(balance), UnrealisedPnl = new Money(balance * random.Part(-2, 2)), Peak = new Money(balance * random.Part(0, 3)) };
        input = input with
        {
            Risk = random.Next(2) == 0 ? risk : Given.Risk(balance),
            Signal = input.Signal with { Price = Price.None, StopLoss = random.Next(3) > 0 ? Price.None : new Price(random.Spread(1e-9, 1e8)) },
            View = input.View! with { Mark = new Price(mark), Atr = random.Next(20) == 0 ? 0 : mark * random.Spread(1e-9, 10), Instrument = Given.Instrument(random.OneOf("BTCUSDT", "DOGEUSDT"), Power(digits - random.Next(2, 8)), Power(random.Next(-8, 7)), random.OneOf(0m, 5m, 100m)) },
        };
        var decision = EntryDecider.Decide(input, options);
        if (decision.Entry is not { } ticket)
        {
            return decision.Refusals.Count > 0;
        }

        return ticket.Quantity.Value > 0 && ticket.Margin.Value > 0 && ticket.LossAtStop.Value > 0 && ticket.StopPrice.IsSet && ticket.LimitPrice.IsSet
            && ticket.Margin.Value <= (balance * 0.8m) + LastDigit && ticket.LossAtStop.Value <= (balance * 0.2m) + LastDigit
            && ticket.Leverage.Value is >= 1 and <= 30 && ticket.Notional.Value <= 12_000_000 && decision.Trace.All(s => s.Rule is "signal" || s.Running >= 0);
    });

    /// <summary>
    /// Two refusals say nothing of sizes: a stop so near that it falls on the price is refused where a wider one is not; a margin that protections
    /// brought under the tier's minimum is refused where a cap leaves less leverage, at which the same notional binds enough.
    /// </summary>
    private static void NeverMore(Func<Random, DecisionInput, (DecisionInput Better, DecisionInput Worse)> pair) => Sample.Holds(1_500, random =>
    {
        var (input, options) = Draw(random);
        var (better, worse) = pair(random, input);
        var before = EntryDecider.Decide(better, options, false);
        var after = EntryDecider.Decide(worse, options, false).Entry;
        return after is null || before.Refusals.Any(r => r.Code == "STOP_WRONG_SIDE" || (r.Code == Lots.BelowMinimum && options.Sizing.Model == SizingModel.Tier)) || after.Notional <= (before.Entry?.Notional ?? Money.Zero);
    });

    private static void Never<T>(Func<Random, T> draw, Func<DecisionInput, T, DecisionInput> worsen) => Sample.Holds(1_500, random =>
    {
        var (input, options) = Draw(random);
        var before = EntryDecider.Decide(input, options, false).Entry;
        var after = EntryDecider.Decide(worsen(input, draw(random)), options, false).Entry;
        return after is null || after.Notional <= (before?.Notional ?? Money.Zero);
    });

    private static (DecisionInput Input, TradingOptions Options) Draw(Random random)
    {
        var mark = random.Spread(1e-6, 1e6);
        var tick = Power((int)Math.Floor(Math.Log10((double)mark)) - random.Next(3, 6));
        var step = Power(random.Next(-5, 4));
        var balance = random.Next(20) == 0 ? 0 : random.Spread(1, 1e7);
        var instrument = Given.Instrument(random.OneOf("BTCUSDT", "DOGEUSDT"), tick, step, random.OneOf(0m, 5m, 20m, 100m));
        var side = random.OneOf(SignalTarget.Long, SignalTarget.Short);
        var wins = string.Concat(Enumerable.Range(0, random.Next(0, 50)).Select(_ => random.OneOf('W', 'L', '0')));
        var risk = Given.Risk(balance, random.Part(-0.04m, 0.04m) * balance);
        risk = risk with
        {
            Staged = random.OneOf(0.5m, 0.75m, 1m, 1m),
            Peak = risk.Peak * random.OneOf(1m, 1m, 1.01m, 1.5m),
            Streak = risk.Streak with { Losses = random.OneOf(0, 0, 2, 3), InRecovery = random.Next(4) == 0, Recent = wins[..Math.Min(10, wins.Length)] },
            Totals = random.Next(3) > 0 ? new ExposureTotals() : new ExposureTotals { Long = new Money(balance), Short = new Money(balance / 2), Margin = new Money(balance * random.Part(0, 0.9m)), LossAtStop = new Money(balance * random.Part(0, 0.06m)), Count = random.Next(1, 6) },
        };
        var signal = Given.Signal(side, confidence: random.OneOf(random.Part(0, 1), 0.7m, 0.9m)) with
        {
            Strength = random.OneOf<int?>(null, 1, 3, 5),
            Price = random.Next(3) > 0 ? Price.None : new Price(mark * random.Part(0.98m, 1.02m)),
            StopLoss = random.Next(2) > 0 ? Price.None : new Price(mark * (1 - ((side == SignalTarget.Long ? 1 : -1) * random.Spread(0.0001, 0.9)))),
        };
        var atr = random.Next(10) == 0 ? (decimal?)null : mark * random.Spread(0.0001, 0.9);
        var policy = Given.Policy(random.OneOf(Regime.Trending, Regime.Normal, Regime.Ranging), random.OneOf(RiskProfile.Normal, RiskProfile.Normal, RiskProfile.Reduced), random.OneOf(VolatilityLevel.Normal, VolatilityLevel.Low, VolatilityLevel.High, VolatilityLevel.Extreme));
        var book = random.Next(4) == 0 ? null : new BookReading(random.Part(0, 0.0012m), random.Next(2) == 0 ? null : random.Part(0, 1), Given.Noon)
        {
            BidDepth = random.Next(10) == 0 ? null : new Money(random.Spread(1, 1e9)),
            AskDepth = random.Next(10) == 0 ? null : new Money(random.Spread(1, 1e9)),
        };
        var input = Given.Input(signal, Given.View(mark, atr, policy, instrument) with { Book = book }, Given.Vix(random.OneOf(VixLevel.Calm, VixLevel.Normal, VixLevel.Elevated, VixLevel.Extreme)), risk, Given.Slot() with { Results = wins });
        var options = Given.Options with
        {
            Sizing = new SizingOptions
            {
                Model = random.OneOf(SizingModel.AtrRisk, SizingModel.Tier, SizingModel.Progressive, SizingModel.Fixed),
                AtrRisk = random.OneOf(AtrRiskOptions.Default, AtrRiskOptions.Recommended, AtrRiskOptions.Wide, AtrRiskOptions.ConfidenceLadder, AtrRiskOptions.Wide with { MaxPosition = 999_999 }),
                Progressive = new ProgressiveOptions { Override = random.OneOf(0m, 0m, 60m) },
            },
            Leverage = new LeverageOptions { Model = random.OneOf<LeverageModel?>(null, null, LeverageModel.Rules, LeverageModel.Fixed), Abnormal = random.OneOf<AbnormalMarket?>(null, null, AbnormalMarket.OneTimes, AbnormalMarket.Ignore) },
        };
        return (input, options);
    }

    private static decimal Power(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < Math.Abs(exponent); i++)
        {
            power = exponent > 0 ? power * 10 : power / 10;
        }

        return power;
    }
}
