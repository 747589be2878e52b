using Ballast.Core.Decisions;
using Ballast.Core.Growth;
using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Sizing;

namespace Ballast.Core.Competing;

/// <summary>The strategies of §1.4 as trading settings, so that a live account trades them: the numbers are those of the comparison.</summary>
public static class ComparedSettings
{
    private static readonly ComparisonOptions Comparison = new();

    /// <summary>The settings with sizer and leverage engine of the strategy; everything else stays.</summary>
    public static TradingOptions Of(ComparedStrategy strategy, TradingOptions options) => strategy switch
    {
        ComparedStrategy.A => Fixed(options),
        ComparedStrategy.B => Plain(options),
        ComparedStrategy.C => options with
        {
            Sizing = options.Sizing with { Model = SizingModel.Tier },
            Leverage = options.Leverage with { Model = LeverageModel.Tier },
        },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>A fixed ratio, and a leverage that only the confidence lowers: the tiers' limits of leverage are those of the strategy, not of the balance.</summary>
    private static TradingOptions Fixed(TradingOptions options)
    {
        var below = options.Leverage.Tier.Confidence.Where(r => r.From < Comparison.FixedFullConfidence);
        return options with
        {
            Sizing = options.Sizing with { Model = SizingModel.Fixed, Fixed = Comparison.Fixed },
            Leverage = options.Leverage with
            {
                Model = LeverageModel.Tier,
                Tier = options.Leverage.Tier with
                {
                    Confidence = [new Rung(Comparison.FixedFullConfidence, 1), .. below],
                    Factors = [LeverageFactor.Confidence],
                    Floor = 1,
                    RecoveryFactor = 1,
                },
            },
            Safety = options.Safety with
            {
                Tiers = EquatableList.From(options.Safety.Tiers.Select(t => t with { CoreMaxLeverage = Comparison.FixedCoreLeverage, AltMaxLeverage = Comparison.FixedAltLeverage })),
            },
        };
    }

    /// <summary>The tier's ratio and maximum leverage; only recovery mode changes them.</summary>
    private static TradingOptions Plain(TradingOptions options) => options with
    {
        Sizing = options.Sizing with { Model = SizingModel.Tier, Tier = options.Sizing.Tier with { Confidence = [new Rung(0, 1)], UsePerformance = false } },
        Leverage = options.Leverage with { Model = LeverageModel.Tier, Tier = options.Leverage.Tier with { Factors = [] } },
    };
}
