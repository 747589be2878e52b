namespace Ballast.Research.Backtesting;

/// <summary>Settings of the bare engine: one strategy, one stop, one size, one fee.</summary>
public sealed record BareOptions
{
    /// <summary>Bars of the fast mean. 1–10,000, under <see cref="Slow"/>, default 20.</summary>
    public int Fast { get; init; } = 20;

    /// <summary>Bars of the slow mean. 2–10,000, default 50.</summary>
    public int Slow { get; init; } = 50;

    /// <summary>Distance of the stop from the signal's close, in ATRs. 0–100, 0: no stop, default 1.5.</summary>
    public double AtrStop { get; init; } = 1.5;

    /// <summary>Of the notional of each fill, a fraction. 0–0.1, default 0.0004.</summary>
    public double FeeRate { get; init; } = 0.0004;

    /// <summary>Base asset of each trade. Above 0, default 1.</summary>
    public double Quantity { get; init; } = 1;

    /// <summary>Equity before the first bar, in the quote asset; drawdown and Sharpe are measured on it, sizes are not. Above 0, default 100,000.</summary>
    public double Cash { get; init; } = 100_000;

    public TradedSides Sides { get; init; } = TradedSides.Both;
}

/// <summary>Which signals open a position; the others only close.</summary>
public enum TradedSides
{
    Both,
    Long,
    Short,
}
