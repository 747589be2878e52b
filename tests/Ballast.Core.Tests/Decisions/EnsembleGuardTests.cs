using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Signals;
using Ballast.Core.Strategies;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Decisions;

/// <summary>The ensemble in the decision. Source: requirements §9.</summary>
public sealed class EnsembleGuardTests
{
    private static readonly TradingOptions Options = Given.Options with { Ensemble = new EnsembleOptions { Models = [BuiltIn.SmaCross, BuiltIn.Trend] } };

    [Fact]
    public void Without_models_there_is_no_ensemble()
    {
        var input = Given.Input() with { Opinions = Said("S0.9 S0.9") };
        var decision = EntryDecider.Decide(input, Given.Options);

        Assert.NotNull(decision.Entry);
        Assert.DoesNotContain(decision.Trace, s => s.Rule == "ensemble");
        Assert.Equal(EntryDecider.Decide(Given.Input(), Given.Options).Entry, decision.Entry);
    }

    [Theory]
    [InlineData(0.9, "B0.8 B0.6", 0.7, "ensemble")]
    [InlineData(0.6, "B0.8 B0.8", 0.6, "alert")]
    [InlineData(0.7, "B0.8 B0.6", 0.7, "alert")]
    [InlineData(null, "B0.5 B0.5", 0.5, "ensemble")]
    [InlineData(0.9, "B0.8 N0", 0.4, "ensemble")]
    [InlineData(0.9, "B0.8 -", 0.8, "ensemble")]
    public void The_lower_confidence_counts(double? alert, string said, double expected, string source)
    {
        var decision = EntryDecider.Decide(Given.Input(Given.Signal(confidence: (decimal?)alert)) with { Opinions = Said(said) }, Options);

        Assert.NotNull(decision.Entry);
        var step = decision.Trace.Single(s => s.Rule == "confidence" && s.Section == "§4");
        Assert.Equal(((decimal)expected, source), (step.Output, step.Inputs[0].Text));
    }

    [Theory]
    [InlineData("S0.8 S0.6", SignalTarget.Long, "ENSEMBLE_AGAINST: The ensemble is against Long on BTCUSDT: 2 models: buy 0.00, sell 1.40, none 0.00.")]
    [InlineData("B0.8 B0.6", SignalTarget.Short, "ENSEMBLE_AGAINST: The ensemble is against Short on BTCUSDT: 2 models: buy 1.40, sell 0.00, none 0.00.")]
    [InlineData("B0.6 S0.6", SignalTarget.Long, "ENSEMBLE_NO_TRADE: The ensemble would not trade BTCUSDT: 2 models: buy 0.60, sell 0.60, none 0.00, a tie.")]
    [InlineData("N0 N0", SignalTarget.Long, "ENSEMBLE_NO_TRADE: The ensemble would not trade BTCUSDT: 2 models: buy 0.00, sell 0.00, none 0.00, a tie.")]
    [InlineData("- -", SignalTarget.Long, "ENSEMBLE_UNKNOWN: None of the models that are asked has a fresh opinion of BTCUSDT.")]
    public void Against_a_tie_or_nobody_refuses_by_its_own_guard(string said, SignalTarget target, string reason)
    {
        var decision = EntryDecider.Decide(Given.Input(Given.Signal(target)) with { Opinions = Said(said) }, Options);

        Assert.Equal(reason, Assert.Single(decision.Refusals).ToString());
        Assert.Equal(reason.Split(':')[0], decision.Trace.Single(s => s.Rule == "guards").Inputs.Single(i => i.Name == "ensemble").Text);
        Assert.Equal(decision.Refusals, EntryDecider.Decide(Given.Input(Given.Signal(target)) with { Opinions = Said(said) }, Options, withTrace: false).Refusals);
    }

    [Fact]
    public void Opinions_that_are_missing_or_too_old_do_not_vote()
    {
        Assert.Equal("ENSEMBLE_UNKNOWN", EntryDecider.Decide(Given.Input(), Options).Refusals.Single().Code);
        Assert.Equal("ENSEMBLE_UNKNOWN", EntryDecider.Decide(Given.Input() with { Opinions = Said("B0.8 B0.8", Given.Noon.AddHours(-2).AddTicks(-1)) }, Options).Refusals.Single().Code);
        Assert.Empty(EntryDecider.Decide(Given.Input() with { Opinions = Said("B0.8 B0.8", Given.Noon.AddHours(-2)) }, Options).Refusals);
    }

    [Theory]
    [InlineData(EnsembleMode.RulesOnly, "B0.8 -", "mode=RulesOnly vote=Buy sma-cross=Buy 0.8 trend=missing")]
    [InlineData(EnsembleMode.Hybrid, "B0.8 -", "mode=RulesOnly vote=Buy sma-cross=Buy 0.8 trend=missing fallback=MODEL_MISSING: No usable answer from trend: rules only.")]
    [InlineData(EnsembleMode.Hybrid, "B0.8 N0", "mode=RulesOnly vote=Buy sma-cross=Buy 0.8 trend=None 0 fallback=MODEL_MISSING: There is no learned model: rules only.")]
    [InlineData(EnsembleMode.Learned, "B0.8 B0.6", "mode=RulesOnly vote=Buy sma-cross=Buy 0.8 trend=Buy 0.6 fallback=MODEL_MISSING: There is no learned model: rules only.")]
    [InlineData(EnsembleMode.RulesOnly, "- -", "mode=RulesOnly vote=None sma-cross=missing trend=missing fallback=MODEL_MISSING: No model answered.")]
    public void The_trace_says_who_voted_how_and_that_a_mode_fell_back(EnsembleMode mode, string said, string expected)
    {
        var options = Options with { Ensemble = Options.Ensemble with { Mode = mode } };
        var decision = EntryDecider.Decide(Given.Input() with { Opinions = Said(said) }, options);
        var step = decision.Trace.Single(s => s.Rule == "ensemble");

        Assert.Equal(expected, string.Join(' ', step.Inputs.Select(i => $"{i.Name}={i.Text}")));
        Assert.Equal((EnsembleRule.Count(Said(said), Given.Noon, options.Ensemble)!.Value.Votes.Confidence, "§9", "fraction"), (step.Output, step.Section, step.Unit));
    }

    [Fact]
    public void It_holds_up_no_exit()
    {
        var decision = EntryDecider.Decide(Given.Input(Given.Signal(SignalTarget.Flat), slot: Given.Slot(Given.Hold())) with { Opinions = Said("S0.9 S0.9") }, Options);
        Assert.NotNull(decision.Close);
        Assert.Empty(decision.Refusals);
    }

    [Fact]
    public void An_ensemble_never_makes_an_entry_larger() => Sample.Holds(200, random =>
    {
        var input = Given.Input(Given.Signal(random.OneOf(SignalTarget.Long, SignalTarget.Short), confidence: random.Part(0.3m, 1, 2)));
        var said = Said($"{random.OneOf("B", "S", "N")}{random.Part(0, 1, 2)} {random.OneOf("B", "S", "-0")}{random.Part(0, 1, 2)}");
        var alone = EntryDecider.Decide(input, Given.Options, withTrace: false).Entry;
        var voted = EntryDecider.Decide(input with { Opinions = said }, Options, withTrace: false).Entry;
        return voted is null || (alone is not null && voted.Notional <= alone.Notional && voted.LossAtStop <= alone.LossAtStop);
    });

    [Fact]
    public void A_signal_of_a_strategy_of_ours_is_named_by_its_candle()
    {
        var opinion = new StrategyOpinion("breakout", CandleInterval.OneHour, ModelAction.Sell, 0.41m, 0.6m, "why", "raw", Given.Noon);
        var signal = BuiltInSignal.Of("main", Given.Btc, opinion);

        Assert.Equal((SignalTarget.Short, 0.41m, "breakout", Given.Noon, SignalSource.BuiltIn), (signal.Target, signal.Confidence, signal.Strategy, signal.SentAt, signal.Source));
        Assert.Equal(signal, BuiltInSignal.Of("main", Given.Btc, opinion));
        Assert.Equal(SignalTarget.Long, BuiltInSignal.Of("main", Given.Btc, opinion with { Action = ModelAction.Buy }).Target);
        Assert.Throws<ArgumentException>(() => BuiltInSignal.Of("main", Given.Btc, opinion with { Action = ModelAction.None }));
        string[] others =
        [
            BuiltInSignal.Of("other", Given.Btc, opinion).DecisionId,
            BuiltInSignal.Of("main", new Symbol("ETHUSDT"), opinion).DecisionId,
            BuiltInSignal.Of("main", Given.Btc, opinion with { Strategy = "trend" }).DecisionId,
            BuiltInSignal.Of("main", Given.Btc, opinion with { Interval = CandleInterval.OneDay }).DecisionId,
            BuiltInSignal.Of("main", Given.Btc, opinion with { At = Given.Noon.AddHours(1) }).DecisionId,
        ];
        Assert.Equal(6, others.Append(signal.DecisionId).Distinct().Count());
    }

    /// <summary>What the cross and the trend said, such as "B0.8 -".</summary>
    private static SymbolOpinions Said(string votes, DateTimeOffset? at = null) => new(Given.Btc, EquatableList.From(votes.Split(' ').Zip(Options.Ensemble.Models, (vote, model) => new StrategyOpinion(
        model.Name(),
        CandleInterval.OneHour,
        vote[0] switch { 'B' => ModelAction.Buy, 'S' => ModelAction.Sell, 'N' => ModelAction.None, _ => null },
        vote[0] == '-' ? 0 : decimal.Parse(vote[1..], System.Globalization.CultureInfo.InvariantCulture),
        0.5m,
        "because",
        "raw",
        at ?? Given.Noon))));
}
