namespace Ballast.Core.Decisions;

/// <summary>How long history is kept, in whole months besides the running one; what is older is deleted. State, positions and risk are never deleted. All ours.</summary>
public sealed record RetentionOptions
{
    /// <summary>Decisions with their traces, accepted or refused. Default 13 months.</summary>
    public int DecisionMonths { get; init; } = 13;

    /// <summary>Ended orders. Default 25 months.</summary>
    public int OrderMonths { get; init; } = 25;

    /// <summary>Trades, which tax offices ask for. Default 120 months.</summary>
    public int TradeMonths { get; init; } = 120;
}
