using Ballast.Core.Sizing;
using Ballast.Core.Traces;

namespace Ballast.Core.Leveraging;

/// <summary>A leverage engine's choice before caps.</summary>
/// <param name="Raw">Before rounding and bounds.</param>
/// <param name="Refusal">Set where the engine has nothing to judge by; the choice is then 1x.</param>
public readonly record struct LeverageResult(decimal Raw, Market.Leverage Chosen, Reason? Refusal = null);

/// <summary>Chooses leverage by the engine that the settings name.</summary>
public static class LeverageEngines
{
    public static LeverageResult Choose(in SizingInput input, LeverageOptions options, SizingOptions sizing, Trace? trace) => options.Model switch
    {
        LeverageModel.Tier => TierLeverage.Choose(in input, options.Tier, trace),
        LeverageModel.Rules => RulesLeverage.Choose(in input, options.Rules, trace),
        LeverageModel.Fixed => FixedLeverage.Choose(in input, options.Fixed, trace),
        null when sizing.Model == SizingModel.Progressive => FixedLeverage.Choose(in input, new FixedLeverageOptions { Core = sizing.Progressive.Leverage, Alt = sizing.Progressive.Leverage }, trace),
        null => TierLeverage.Choose(in input, options.Tier, trace),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
