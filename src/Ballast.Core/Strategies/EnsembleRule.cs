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

    /// <summary>The step of the trace: each model's word, the mode, and MODEL_MISSING where it fell back to rules only.</summary>
    public static void Explain(in EnsembleResult result, SymbolOpinions? opinions, DateTimeOffset now, EnsembleOptions options, Trace trace)
    {
        var inputs = new List<TraceInput>(options.Models.Count + 3)
        {
            new("mode", result.Mode.ToString()),
            new("vote", result.Votes.Count == 0 ? "unknown" : result.Votes.Action.ToString()),
        };
        foreach (var model in options.Models)
        {
            inputs.Add(new TraceInput(model.Name(), opinions?.Of(model)?.OpinionAt(now, options.MaxAgeCandles) is { } opinion ? FormattableString.Invariant($"{opinion.Action} {opinion.Confidence}") : "missing"));
        }

        if (result.IsFallback)
        {
            inputs.Add(new TraceInput("fallback", $"MODEL_MISSING: there is no learned model for {options.Mode}, rules only"));
        }

        trace.Add("ensemble", "§9", result.Votes.Confidence, result.Votes.Confidence, "fraction", EquatableList.From(inputs));
    }

    private static bool IsFor(ModelAction action, PositionSide side) => action == (side == PositionSide.Long ? ModelAction.Buy : ModelAction.Sell);
}
