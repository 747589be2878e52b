using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Core.Decisions;

/// <summary>The numbers of one size, unrounded where nothing else is said. Amounts in USDT.</summary>
public sealed record SizeFigures
{
    /// <summary>Why there is no order; null when there is one.</summary>
    public Reason? Refusal { get; init; }

    /// <summary>What else would have refused.</summary>
    public EquatableList<Reason> OtherRefusals { get; init; }

    /// <summary>Before rounding to the exchange's step.</summary>
    public Money? Notional { get; init; }

    /// <summary>After it; null where no step is known.</summary>
    public Money? OrderNotional { get; init; }

    /// <summary>Of the notional before rounding; where the caps were applied, of the order.</summary>
    public Money? Margin { get; init; }

    public Leverage? Leverage { get; init; }

    /// <summary>The engine's leverage before rounding, bounds and caps.</summary>
    public decimal? RawLeverage { get; init; }

    /// <summary>In the base asset; null where no step is known.</summary>
    public Quantity? Quantity { get; init; }

    /// <summary>The budget that the stop may cost; null where the model has none.</summary>
    public Money? RiskBudget { get; init; }

    /// <summary>What the stop costs; null without a stop.</summary>
    public Money? LossAtStop { get; init; }

    /// <summary>Of the balance (tier, fixed: margin; progressive: notional) or of the equity at risk (atr-risk).</summary>
    public decimal? Ratio { get; init; }

    public bool LiftedToMinimum { get; init; }

    /// <summary>What a person should know although nothing is refused.</summary>
    public EquatableList<Reason> Notices { get; init; }

    public EquatableList<TraceStep> Trace { get; init; }
}
