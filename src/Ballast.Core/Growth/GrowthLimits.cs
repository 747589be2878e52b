using Ballast.Core.Market;

namespace Ballast.Core.Growth;

/// <summary>The values that a growth plan may have, wherever it comes from. (Ours.)</summary>
public static class GrowthLimits
{
    /// <summary>Start and target, USDT.</summary>
    public static NumberRange Balance { get; } = NumberRange.Above(0, 1_000_000_000_000);

    public static NumberRange WinRate { get; } = new(0, 1);

    /// <summary>A fraction of the balance.</summary>
    public static NumberRange Win { get; } = NumberRange.Above(0, 10);

    /// <summary>A fraction of the balance.</summary>
    public static NumberRange Loss { get; } = new(0, 1);

    public static NumberRange Trades { get; } = NumberRange.Whole(1, 1_000_000);

    public static NumberRange TradesPerDay { get; } = NumberRange.Whole(1, 1_000);

    public static NumberRange Days { get; } = NumberRange.Whole(1, 36_500);

    /// <summary>Monte Carlo paths.</summary>
    public static NumberRange Paths { get; } = NumberRange.Whole(1, 10_000_000);

    public static NumberRange Seed { get; } = NumberRange.Whole(0, long.MaxValue);

    /// <summary>How much more often full confidence wins than none: see <see cref="SignalModel.ConfidenceEdge"/>.</summary>
    public static NumberRange ConfidenceEdge { get; } = new(0, 1);
}
