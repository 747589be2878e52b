namespace Ballast.Core.Competing;

/// <summary>When a mode may be proposed for real money. Sharpe, trades and drawdown as an experiment's (requirements §6.4), the rest ours.</summary>
public sealed record PromotionOptions
{
    /// <summary>The mode that is traded now, or the baseline that a new one must beat. Default "0".</summary>
    public string Current { get; init; } = "0";

    /// <summary>Days on which both have equity. 20–3650, default 60.</summary>
    public int LeastDays { get; init; } = 60;

    /// <summary>Its closed trades. 30–100,000, default 1000.</summary>
    public int LeastTrades { get; init; } = 1000;

    /// <summary>How much better its Sharpe must be, a fraction of the current one's. 0–10, default 0.10; against a Sharpe of nothing or less any that is above 0.</summary>
    public double SharpeGain { get; init; } = 0.10;

    /// <summary>The deepest fall from a peak that it may have had. 0.01–1, default 0.20; and never deeper than the current one's.</summary>
    public decimal MaxDrawdown { get; init; } = 0.20m;

    /// <summary>Of the interval of the difference in daily returns, which must lie above 0. 0.8–0.999, default 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Draws of the bootstrap. 200–20,000, default 2000.</summary>
    public int Draws { get; init; } = 2000;

    /// <summary>Days drawn in one piece, since days that follow each other are alike. 1–30, default 5.</summary>
    public int BlockDays { get; init; } = 5;

    /// <summary>Of the bootstrap: the same days give the same interval. Default 1.</summary>
    public long Seed { get; init; } = 1;
}
