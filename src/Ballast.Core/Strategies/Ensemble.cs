using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Core.Strategies;

/// <summary>
/// A vote weighted by confidence among buying, selling and doing nothing; a tie at the top is no trade. A model that is missing leaves the
/// vote to the rules, and that is said: a hybrid without its learned half is another strategy. Source: requirements §9.
/// </summary>
public static class Ensemble
{
    public static EnsembleDecision Vote(EquatableList<ModelOpinion> models, EnsembleMode mode)
    {
        var tally = new EnsembleTally();
        foreach (var model in models)
        {
            tally.Add(model.Kind, model.IsUsable ? model.Opinion : null);
        }

        var result = tally.Count(mode);
        var (used, votes) = (result.Mode, result.Votes);
        var fallback = result.IsFallback ? Missing(models, mode) : null;
        var counted = EquatableList.From(models.Where(m => m.IsUsable && Votes(m.Kind, used)));
        if (votes.Count == 0)
        {
            fallback ??= Reason.Of("MODEL_MISSING", $"No model answered.");
            return new EnsembleDecision(ModelAction.None, 0, used, counted, fallback, "No model answered: no trade.");
        }

        return new EnsembleDecision(votes.Action, votes.Confidence, used, counted, fallback, votes.Why);
    }

    /// <summary>The lower of the alert's and the ensemble's confidence; the strategy's default where neither gives one.</summary>
    public static decimal Confidence(decimal? alert, decimal? ensemble, decimal fallback) =>
        alert is { } told && ensemble is { } voted ? Math.Min(told, voted) : alert ?? ensemble ?? fallback;

    /// <summary>Why the mode cannot be used: a model that it asks is missing, or it has no learned model at all.</summary>
    private static Reason? Missing(EquatableList<ModelOpinion> models, EnsembleMode mode)
    {
        var asked = models.Where(m => Votes(m.Kind, mode)).ToList();
        var missing = asked.Where(m => !m.IsUsable).Select(m => m.Model).ToList();
        return missing.Count > 0 ? Reason.Of("MODEL_MISSING", $"No usable answer from {string.Join(", ", missing)}: rules only.")
            : asked.All(m => m.Kind != ModelKind.Learned) ? Reason.Of("MODEL_MISSING", $"There is no learned model: rules only.")
            : null;
    }

    private static bool Votes(ModelKind kind, EnsembleMode mode) => mode switch
    {
        EnsembleMode.RulesOnly => kind == ModelKind.Rules,
        EnsembleMode.Learned => kind == ModelKind.Learned,
        EnsembleMode.Hybrid => true,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
