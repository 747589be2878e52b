namespace Ballast.Core.Competing;

/// <summary>Settings of the leaderboard. (Ours.)</summary>
public sealed record LeaderboardOptions
{
    /// <summary>Days of returns under which nothing is said of risk. 2–365, default 20.</summary>
    public int LeastDays { get; init; } = 20;

    /// <summary>Closed trades under which nothing is said of risk. 1–10,000, default 20.</summary>
    public int LeastTrades { get; init; } = 20;

    /// <summary>What the second ranking goes by. Default Sharpe.</summary>
    public RiskRatio By { get; init; } = RiskRatio.Sharpe;
}

/// <summary>A result against its risk, of daily equity (requirements §6.4).</summary>
public enum RiskRatio
{
    Sharpe,
    Calmar,
}
