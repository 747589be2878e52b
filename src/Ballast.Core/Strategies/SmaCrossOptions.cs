namespace Ballast.Core.Strategies;

/// <summary>Settings of <see cref="SmaCross"/>. The lengths are the usual ones; nothing was fitted.</summary>
public sealed record SmaCrossOptions
{
    public StrategyPlace Place { get; init; } = new();

    /// <summary>Candles of the fast mean. 2–200, under <see cref="Slow"/>, default 20 (ours).</summary>
    public int Fast { get; init; } = 20;

    /// <summary>Candles of the slow mean. 3–400, default 50 (ours).</summary>
    public int Slow { get; init; } = 50;

    /// <summary>Candles of the ATR that distances are measured in. 2–100, default 14.</summary>
    public int AtrLength { get; init; } = 14;
}
