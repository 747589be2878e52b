using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Sizing;

namespace Ballast.Core.Growth;

/// <summary>Margin and leverage of each compared strategy, by the sizers and leverage engine that the decision uses. Source: requirements §1.4.</summary>
public sealed class StrategyRules
{
    private readonly ComparisonOptions _options;
    private readonly GrowthOptions _growth;
    private readonly TierSizerOptions _plainSizer;
    private readonly TierLeverageOptions _plainLeverage;
    private readonly TierLeverageOptions _fixedLeverage;
    private readonly BalanceTier _fixedTier;

    public StrategyRules(ComparisonOptions options, GrowthOptions growth)
    {
        _options = options;
        _growth = growth;
        _plainSizer = growth.Sizer with { UsePerformance = false };
        _plainLeverage = growth.Leverage with { Factors = [] };
        _fixedLeverage = growth.Leverage with { Factors = [LeverageFactor.Confidence], Floor = 1 };
        _fixedTier = growth.Safety.Tiers[0] with { CoreMaxLeverage = options.FixedCoreLeverage, AltMaxLeverage = options.FixedAltLeverage };
    }

    /// <summary>What the strategy puts into a signal; a margin above the balance is cut to it.</summary>
    public Stake For(ComparedStrategy strategy, Money balance, GrowthSignal signal, WinCount recent, bool inRecovery)
    {
        var input = new SizingInput
        {
            Balance = balance,
            Equity = balance,
            Coin = signal.Coin,
            Tier = strategy == ComparedStrategy.A ? _fixedTier : BalanceTier.For(balance, _growth.Safety.Tiers),
            Price = new Price(1),
            StopDistance = 1,
            Confidence = strategy == ComparedStrategy.B ? _options.NeutralConfidence : signal.Confidence,
            Strength = signal.Strength,
            VolatilityRatio = signal.Volatility,
            Recent = recent,
            InRecovery = inRecovery && strategy != ComparedStrategy.A,
        };
        var (size, leverage) = strategy switch
        {
            ComparedStrategy.A => (FixedSizer.Size(input, _options.Fixed, null), FixedLeverage(input)),
            ComparedStrategy.B => (TierSizer.Size(input, _plainSizer, null), TierLeverage.Choose(input, _plainLeverage, null).Chosen),
            _ => (TierSizer.Size(input, _growth.Sizer, null), TierLeverage.Choose(input, _growth.Leverage, null).Chosen),
        };
        return new Stake(Money.Min(size.Margin ?? Money.Zero, balance), leverage);
    }

    private Leverage FixedLeverage(SizingInput input) => input.Confidence >= _options.FixedFullConfidence
        ? new Leverage(_fixedTier.MaxLeverage(input.Coin))
        : TierLeverage.Choose(input, _fixedLeverage, null).Chosen;
}

/// <summary>What goes into one trade.</summary>
public readonly record struct Stake(Money Margin, Leverage Leverage)
{
    /// <summary>
    /// Net PnL of a move: fees of both sides on the entry notional; a move against the position costs at most the margin (isolated).
    /// Source: requirements §1.2's trade arithmetic.
    /// </summary>
    public Money Pnl(decimal move, decimal feeRate)
    {
        var notional = Margin * Leverage;
        return Money.Max(notional * move, -Margin) - (notional * (2 * feeRate));
    }
}
