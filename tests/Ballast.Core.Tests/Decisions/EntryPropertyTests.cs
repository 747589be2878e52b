using Ballast.Core.Decisions;
using Ballast.Core.Market;
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
        var total = risk.Equity.Value * options.AtrRisk.MaxLeverage;
        return loss <= (risk.Balance.Value * 0.20m) + LastDigit
            && risk.Balance.Value - loss - risk.Totals.LossAtStop.Value > Caps.NearestLine(risk, input.Now, options.Safety).Value
            && ticket.Margin.Value + risk.Totals.Margin.Value <= (risk.Balance.Value * 0.8m) + LastDigit
            && ticket.Leverage.Value <= tier.MaxLeverage(options.ClassOf(instrument))
            && ticket.Leverage.Value <= instrument.BracketFor(ticket.Notional).MaxLeverage
            && ticket.Notional.Value + risk.Totals.Long.Value + risk.Totals.Short.Value <= total + LastDigit
            && ticket.Notional.Value + risk.Totals.Of(ticket.Side).Value <= (total * 0.7m) + LastDigit
            && ticket.Quantity.Value % instrument.StepSize == 0 && ticket.Quantity >= new Quantity(instrument.MinQuantity) && ticket.Notional.Value >= instrument.MinNotional
            && (!liquidation.IsSet || (ticket.LimitPrice - liquidation) * ticket.Side.Sign() >= 1.9999m * Math.Abs(ticket.LimitPrice - ticket.StopPrice))
            && (ticket.LimitPrice - ticket.StopPrice) * ticket.Side.Sign() > 0;
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
        options = options with { Sizing = SizingModel.AtrRisk };
        var decision = EntryDecider.Decide(input, options);
        return decision.Entry is not { } ticket
            || (ticket.LossAtStop.Value <= decision.Trace.Single(s => s.Rule == "risk-budget").Output + LastDigit
                && ticket.Notional.Value <= options.AtrRisk.MaxPosition + LastDigit);
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

    private static void Never<T>(Func<Random, T> draw, Func<DecisionInput, T, DecisionInput> worsen) => Sample.Holds(1_500, random =>
    {
        var (input, options) = Draw(random);

        // One bracket: with several, a larger size may need a lower leverage and then be refused where a smaller one is not.
        var instrument = input.View!.Instrument;
        input = input with { View = input.View with { Instrument = instrument with { Brackets = [instrument.Brackets[^1] with { MaintenanceAmount = 0 }] } } };
        var before = EntryDecider.Decide(input, options, false).Entry;
        var after = EntryDecider.Decide(worsen(input, draw(random)), options, false).Entry;

        // The tier sizer's minimum is a margin: at less leverage a smaller notional reaches it, so a refused entry may become a small one.
        return after is null || (before is null && options.Sizing == SizingModel.Tier) || after.Notional <= (before?.Notional ?? Money.Zero);
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
        var policy = Given.Policy(random.OneOf(Regime.Trending, Regime.Normal, Regime.Ranging), random.OneOf(RiskProfile.Normal, RiskProfile.Normal, RiskProfile.Reduced), random.OneOf(VolatilityLevel.Normal, VolatilityLevel.Low, VolatilityLevel.High));
        var input = Given.Input(signal, Given.View(mark, atr, policy, instrument), Given.Vix(random.OneOf(VixLevel.Calm, VixLevel.Normal, VixLevel.Elevated, VixLevel.Extreme)), risk, Given.Slot() with { Results = wins });
        var options = Given.Options with
        {
            Sizing = random.OneOf(SizingModel.AtrRisk, SizingModel.Tier, SizingModel.Fixed),
            AtrRisk = random.OneOf(AtrRiskOptions.Default, AtrRiskOptions.Recommended, AtrRiskOptions.Wide, AtrRiskOptions.ConfidenceLadder, AtrRiskOptions.Wide with { MaxPosition = 999_999 }),
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
