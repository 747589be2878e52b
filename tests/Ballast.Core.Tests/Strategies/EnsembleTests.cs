using Ballast.Core.Market;
using Ballast.Core.Strategies;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Strategies;

public sealed class EnsembleTests
{
    [Theory]
    [InlineData("B0.8", ModelAction.Buy, 0.8)]
    [InlineData("B0.8 B0.6", ModelAction.Buy, 0.7)]
    [InlineData("B0.5 B0.4 S0.8", ModelAction.Buy, 0.3)]
    [InlineData("B0.3 B0.4 S0.8", ModelAction.Sell, 0.8 / 3)]
    [InlineData("B0.5 S0.5", ModelAction.None, 0)]
    [InlineData("B0.3 N0.9", ModelAction.None, 0)]
    [InlineData("B0.5 N0.5", ModelAction.None, 0)]
    [InlineData("B0.5 S0.2 N0.2", ModelAction.Buy, 0.5 / 3)]
    [InlineData("B0", ModelAction.None, 0)]
    public void The_vote_is_weighted_by_confidence(string rules, ModelAction action, double confidence)
    {
        var decision = Ensemble.Vote(Rules(rules), EnsembleMode.RulesOnly);
        Assert.Equal((action, Math.Round((decimal)confidence, 12)), (decision.Action, Math.Round(decision.Confidence, 12)));
        Assert.Null(decision.Fallback);
    }

    [Fact]
    public void A_mode_says_who_votes()
    {
        EquatableList<ModelOpinion> models = [.. Rules("B0.8"), Learned("S0.9")];
        Assert.Equal((ModelAction.Buy, 0.8m), Of(EnsembleMode.RulesOnly));
        Assert.Equal((ModelAction.Sell, 0.9m), Of(EnsembleMode.Learned));
        Assert.Equal((ModelAction.Sell, 0.45m), Of(EnsembleMode.Hybrid));

        (ModelAction Action, decimal Confidence) Of(EnsembleMode mode)
        {
            var decision = Ensemble.Vote(models, mode);
            Assert.Equal((mode, null), (decision.Mode, decision.Fallback));
            return (decision.Action, decision.Confidence);
        }
    }

    [Theory]
    [InlineData(EnsembleMode.Learned)]
    [InlineData(EnsembleMode.Hybrid)]
    public void A_missing_model_leaves_the_vote_to_the_rules_and_says_so(EnsembleMode mode)
    {
        foreach (var absent in new[] { new ModelOpinion("boosted", ModelKind.Learned, null), Learned("S1.7") with { Model = "boosted" } })
        {
            var decision = Ensemble.Vote([.. Rules("B0.8"), Learned("S0.9"), absent], mode);
            Assert.Equal((ModelAction.Buy, 0.8m, EnsembleMode.RulesOnly), (decision.Action, decision.Confidence, decision.Mode));
            Assert.Equal("MODEL_MISSING: No usable answer from boosted: rules only.", decision.Fallback!.ToString());
        }

        Assert.Equal("MODEL_MISSING: There is no learned model: rules only.", Ensemble.Vote(Rules("B0.8"), mode).Fallback!.ToString());
    }

    [Fact]
    public void Nobody_to_ask_is_no_trade()
    {
        var decision = Ensemble.Vote([new ModelOpinion("cross", ModelKind.Rules, null), Learned("B0.9")], EnsembleMode.RulesOnly);
        Assert.Equal((ModelAction.None, 0, "MODEL_MISSING"), (decision.Action, decision.Confidence, decision.Fallback?.Code));
    }

    [Fact]
    public void It_says_the_weights_and_a_tie()
    {
        Assert.Equal("3 models: buy 0.90, sell 0.80, none 0.00.", Ensemble.Vote(Rules("B0.5 B0.4 S0.8"), EnsembleMode.RulesOnly).Why);
        Assert.Equal("2 models: buy 0.50, sell 0.50, none 0.00, a tie.", Ensemble.Vote(Rules("B0.5 S0.5"), EnsembleMode.RulesOnly).Why);
        Assert.Equal("2 models: buy 0.30, sell 0.00, none 0.90.", Ensemble.Vote(Rules("B0.3 N0.9"), EnsembleMode.RulesOnly).Why);
    }

    [Theory]
    [InlineData(0.9, 0.6, 0.6)]
    [InlineData(0.5, 0.6, 0.5)]
    [InlineData(null, 0.6, 0.6)]
    [InlineData(0.9, null, 0.9)]
    [InlineData(null, null, 0.7)]
    public void The_lower_confidence_counts(double? alert, double? ensemble, double expected) =>
        Assert.Equal((decimal)expected, Ensemble.Confidence((decimal?)alert, (decimal?)ensemble, 0.7m));

    [Fact]
    public void Order_changes_nothing_mirrors_turn_and_dissent_never_adds_confidence() => Sample.Holds(300, random =>
    {
        var models = Enumerable.Range(0, random.Next(1, 6)).Select(_ => One("rules", ModelKind.Rules, random.OneOf(ModelAction.Buy, ModelAction.Sell, ModelAction.None), random.Part(0, 1, 1))).ToArray();
        var decision = Ensemble.Vote(EquatableList.From(models), EnsembleMode.RulesOnly);
        var mirror = Ensemble.Vote(EquatableList.From(models.Select(m => One(m.Model, m.Kind, Opposite(m.Opinion!.Value.Action), m.Opinion!.Value.Confidence))), EnsembleMode.RulesOnly);
        var dissent = Ensemble.Vote(EquatableList.From(models.Append(One("rules", ModelKind.Rules, Opposite(decision.Action), random.Part(0, 1, 1)))), EnsembleMode.RulesOnly);
        random.Shuffle(models);
        var shuffled = Ensemble.Vote(EquatableList.From(models), EnsembleMode.RulesOnly);
        return decision.Confidence is >= 0 and <= 1 && (shuffled.Action, shuffled.Confidence) == (decision.Action, decision.Confidence)
            && (mirror.Action, mirror.Confidence) == (Opposite(decision.Action), decision.Confidence)
            && (decision.Action == ModelAction.None || dissent.Action != decision.Action || dissent.Confidence <= decision.Confidence);
    });

    private static ModelAction Opposite(ModelAction action) => action switch
    {
        ModelAction.Buy => ModelAction.Sell,
        ModelAction.Sell => ModelAction.Buy,
        _ => ModelAction.None,
    };

    private static EquatableList<ModelOpinion> Rules(string votes) => EquatableList.From(votes.Split(' ').Select(v => Parse(v, ModelKind.Rules)));

    private static ModelOpinion Learned(string vote) => Parse(vote, ModelKind.Learned);

    private static ModelOpinion Parse(string vote, ModelKind kind) => One(
        "model", kind, vote[0] switch { 'B' => ModelAction.Buy, 'S' => ModelAction.Sell, _ => ModelAction.None },
        decimal.Parse(vote[1..], System.Globalization.CultureInfo.InvariantCulture));

    private static ModelOpinion One(string model, ModelKind kind, ModelAction action, decimal confidence) => new(model, kind, new Opinion(action, confidence, "because"));
}
