using Ballast.Core.Market;

namespace Ballast.Core.Regimes;

/// <summary>Whose regime the policy's frame has. Source: requirements §4; that a model must be asked for is ours.</summary>
public static class RegimeChoice
{
    /// <summary>
    /// The frames with their regime. Where the settings say so, a fresh model's reading takes the place of the rules' on the policy's frame;
    /// frames above it temper and veto as they do for the rules. Without a fresh model the rules decide, and the reason says so.
    /// </summary>
    public static ChosenRegime Of(EquatableList<FrameReading> readings, ModelReading? model, DateTimeOffset now, FrameOptions frames, PolicyOptions policy)
    {
        if (policy.Regime == RegimeSource.Rules)
        {
            return new ChosenRegime(readings, FrameRules.Combine(readings, now, frames));
        }

        if (model is null || model.IsStale(now))
        {
            var byRules = FrameRules.Combine(readings, now, frames);
            return new ChosenRegime(readings, byRules with { Why = $"{byRules.Why} {(model is null ? "There is no hidden Markov model yet" : "The hidden Markov model is stale")}: the rules decide." });
        }

        var byModel = EquatableList.From(readings.Select(r => r.Interval == frames.PolicyFrame ? Replaced(r, model) : r));
        return new ChosenRegime(byModel, FrameRules.Combine(byModel, now, frames));
    }

    /// <summary>The numbers of the rules stay as evidence.</summary>
    private static FrameReading Replaced(FrameReading rules, ModelReading model) =>
        FrameReading.Of(rules.Interval, new HiddenMarkovReading(model.Phase, model.Posterior, model.Regime, model.Direction), model.AsOf) is not { } reading ? rules
            : reading with { Adx = rules.Adx, Slope = rules.Slope };
}

/// <summary>The regime with the readings it was made of.</summary>
public readonly record struct ChosenRegime(EquatableList<FrameReading> Frames, CombinedRegime Regime);
