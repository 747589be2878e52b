using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Core.Strategies;

/// <summary>Which members of an ensemble vote. The default is the safest.</summary>
public enum EnsembleMode
{
    RulesOnly,
    Learned,
    Hybrid,
}

/// <summary>What an ensemble decided, and how.</summary>
/// <param name="Confidence">What the winning models are confident of, averaged over all that voted: dissent lowers it. 0–1; 0 without a trade.</param>
/// <param name="Mode">The mode that was used.</param>
/// <param name="Counted">The opinions that voted.</param>
/// <param name="Fallback">MODEL_MISSING where it fell back to rules only, or had nobody to ask; else null.</param>
/// <param name="Why">One sentence with the weights.</param>
public sealed record EnsembleDecision(ModelAction Action, decimal Confidence, EnsembleMode Mode, EquatableList<ModelOpinion> Counted, Reason? Fallback, string Why);
