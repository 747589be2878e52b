using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Core.Strategies;

/// <summary>
/// What the ensemble says to an entry: it may refuse it and lower its confidence, never more. Models of which none has a fresh opinion refuse:
/// whoever asks for a vote does not trade without one. Source: requirements §9.
/// </summary>
public static class EnsembleRule
{
    public const string Unknown = "ENSEMBLE_UNKNOWN";
    public const string Against = "ENSEMBLE_AGAINST";
    public const string NoTrade = "ENSEMBLE_NO_TRADE";

    /// <summary>Null where nobody is asked.</summary>
    public static EnsembleResult? Count(SymbolOpinions? opinions, DateTimeOffset now, EnsembleOptions options)
    {
        if (options.Models.Count == 0)
        {
            return null;
        }

        var tally = new EnsembleTally();
        foreach (var model in options.Models)
        {
            tally.Add(ModelKind.Rules, opinions?.Of(model)?.OpinionAt(now, options.MaxAgeCandles));
        }

        return tally.Count(options.Mode);
    }

    /// <summary>Why an entry on this side is refused; null when the ensemble is for it.</summary>
    public static Reason? Check(in EnsembleResult result, Symbol symbol, PositionSide side) =>
        result.Votes.Count == 0 ? Reason.Of(Unknown, $"None of the models that are asked has a fresh opinion of {symbol}.")
        : result.Votes.Action == ModelAction.None ? Reason.Of(NoTrade, $"The ensemble would not trade {symbol}: {result.Votes.Why}")
        : IsFor(result.Votes.Action, side) ? null
        : Reason.Of(Against, $"The ensemble is against {side} on {symbol}: {result.Votes.Why}");

    /// <summary>What counts beside the alert's confidence; null where the ensemble is not for the side.</summary>
    public static decimal? Confidence(in EnsembleResult result, PositionSide side) => IsFor(result.Votes.Action, side) ? result.Votes.Confidence : null;

    /// <summary>The step of the trace: each model's word, the mode, and MODEL_MISSING where it fell back to rules only or nobody answered.</summary>
    public static void Explain(SymbolOpinions? opinions, DateTimeOffset now, EnsembleOptions options, Trace trace)
    {
        var models = EquatableList.From(options.Models.Select(m => new ModelOpinion(m.Name(), ModelKind.Rules, opinions?.Of(m)?.OpinionAt(now, options.MaxAgeCandles))));
        var decision = Ensemble.Vote(models, options.Mode);
        List<TraceInput> inputs = [new("mode", decision.Mode.ToString()), new("vote", decision.Action.ToString())];
        inputs.AddRange(models.Select(m => new TraceInput(m.Model, m.Opinion is { } opinion ? FormattableString.Invariant($"{opinion.Action} {opinion.Confidence}") : "missing")));
        if (decision.Fallback is { } fallback)
        {
            inputs.Add(new TraceInput("fallback", fallback.ToString()));
        }

        trace.Add("ensemble", "§9", decision.Confidence, decision.Confidence, "fraction", EquatableList.From(inputs));
    }

    private static bool IsFor(ModelAction action, PositionSide side) => action == (side == PositionSide.Long ? ModelAction.Buy : ModelAction.Sell);
}
