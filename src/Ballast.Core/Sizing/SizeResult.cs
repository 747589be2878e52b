using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Core.Sizing;

/// <summary>What a sizer wants before protections and caps: a margin or a notional, whichever the model is about.</summary>
public readonly record struct SizeResult()
{
    /// <summary>USDT; set by sizers that size the margin.</summary>
    public Money? Margin { get; init; }

    /// <summary>USDT; set by sizers that size the notional.</summary>
    public Money? Notional { get; init; }

    /// <summary>Fraction of the balance: of margin (tier, fixed) or notional (progressive); or of the equity risked (atr-risk).</summary>
    public decimal Ratio { get; init; }

    /// <summary>The budget that the stop may cost, USDT; zero where the model has none.</summary>
    public Money RiskBudget { get; init; }

    /// <summary>The sizer's own least notional, USDT.</summary>
    public Money MinNotional { get; init; }

    /// <summary>The sizer's own least margin, USDT.</summary>
    public Money MinMargin { get; init; }

    /// <summary>The sizer's own most notional, USDT: no lift goes beyond it.</summary>
    public Money MaxNotional { get; init; } = new(decimal.MaxValue);

    /// <summary>The sizer's own most margin, USDT: no cap on leverage may raise the margin above it.</summary>
    public Money MaxMargin { get; init; } = new(decimal.MaxValue);

    /// <summary>Something a person should know although nothing is refused, such as a stale override.</summary>
    public Reason? Notice { get; init; }

    /// <summary>True when the sizer itself raised its result to its minimum.</summary>
    public bool LiftedToMinimum { get; init; }

    /// <summary>True when the sizer has applied the risk profile itself.</summary>
    public bool AppliedProfile { get; init; }
}
