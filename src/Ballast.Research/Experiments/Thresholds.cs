namespace Ballast.Research.Experiments;

/// <summary>What a candidate must show against its baseline. Source: requirements §6.4.</summary>
/// <param name="SharpeGain">The Sharpe must be higher by more than this fraction of the baseline's.</param>
/// <param name="DrawdownCut">The largest drawdown must be lower by more than this fraction of the baseline's; null: not asked.</param>
/// <param name="Accuracy">Of the leverage that it chose, ±1x, must be above it; null: not asked.</param>
/// <param name="LeastTrades">Of each arm.</param>
/// <param name="LeastDays">That both have (ours).</param>
public sealed record Thresholds(double SharpeGain, double? DrawdownCut, double? Accuracy, int LeastTrades, int LeastDays)
{
    /// <summary>Rules against fixed leverage, and any other two settings.</summary>
    public static Thresholds Rules { get; } = new(0.10, 0.20, null, 1_000, 60);

    /// <summary>Learned against fixed leverage. The trades are those of the rules, since none are stated.</summary>
    public static Thresholds Learned { get; } = new(0.15, null, 0.70, 1_000, 60);
}
