using Ballast.Core.Traces;

namespace Ballast.Core.Sizing;

/// <summary>Sizes by the model that the settings choose.</summary>
public static class Sizers
{
    /// <param name="leverage">The engine's choice; only the progressive sizer looks at it.</param>
    public static SizeResult Size(in SizingInput input, Market.Leverage leverage, SizingOptions options, Trace? trace) => options.Model switch
    {
        SizingModel.AtrRisk => AtrRiskSizer.Size(in input, options.AtrRisk, trace),
        SizingModel.Tier => TierSizer.Size(in input, options.Tier, trace),
        SizingModel.Progressive => ProgressiveSizer.Size(in input, leverage, options.Progressive, trace),
        SizingModel.Fixed => FixedSizer.Size(in input, options.Fixed, trace),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
