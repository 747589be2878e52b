namespace Ballast.Core.Strategies;

/// <summary>Settings of <see cref="Breakout"/>. The channel is Donchian's usual one; nothing was fitted.</summary>
public sealed record BreakoutOptions
{
    public StrategyPlace Place { get; init; } = new();

    /// <summary>Candles of the channel, the breaking one not among them. 2–400, default 20 (ours).</summary>
    public int Length { get; init; } = 20;

    /// <summary>Candles of the ATR. 2–100, default 14.</summary>
    public int AtrLength { get; init; } = 14;

    /// <summary>How far beyond the channel a close must be. ATRs, 0–5, default 0.25 (ours).</summary>
    public double BufferAtrs { get; init; } = 0.25;
}
