using Ballast.Core.Decisions;

namespace Ballast.Core.Desk;

/// <summary>What a desk trades by and what its fills cost. What the bars do not say is assumed here, and nowhere else.</summary>
public sealed record DeskOptions
{
    public TradingOptions Trading { get; init; } = new();

    /// <summary>Of the notional of each fill. A fraction, default 0.0005 (taker, VIP 0, facts.md §4).</summary>
    public decimal FeeRate { get; init; } = 0.0005m;

    /// <summary>Liquidation clearance fee on the notional; never more than the margin that is left. A fraction, default 0.0125.</summary>
    public decimal LiquidationFeeRate { get; init; } = 0.0125m;

    /// <summary>What each fill is worse than its price, in basis points of it. Default 0.</summary>
    public decimal SlippageBasisPoints { get; init; }

    /// <summary>… and as a share of the bar's range. A fraction, default 0.</summary>
    public decimal SlippageOfRange { get; init; }

    /// <summary>… and as the fraction of the price that an order as large as the bar's volume moves it by; a smaller one in proportion, a larger one no more. Default 0.</summary>
    public decimal SlippageOfVolume { get; init; }

    /// <summary>What came first within a bar. Default the worst for the position.</summary>
    public IntraBar IntraBar { get; init; }

    /// <summary>False: decisions come without their trace, for many runs. Default true.</summary>
    public bool WithTrace { get; init; } = true;
}

/// <summary>In which order a bar's prices are taken to have come. The open is always first, the close last.</summary>
public enum IntraBar
{
    /// <summary>The extreme against the position, then the one for it.</summary>
    Pessimistic,

    /// <summary>The extreme for the position, then the one against it.</summary>
    Optimistic,

    /// <summary>By the bar's colour: low then high where it closed at or above its open, else high then low.</summary>
    OpenHighLowClose,
}
