namespace Ballast.Core.Strategies;

/// <summary>Settings of <see cref="MeanReversion"/>. Bands and RSI are the usual ones; nothing was fitted.</summary>
public sealed record MeanReversionOptions
{
    public StrategyPlace Place { get; init; } = new();

    /// <summary>Candles of the Bollinger bands. 2–400, default 20.</summary>
    public int Length { get; init; } = 20;

    /// <summary>Half the width of the bands. Deviations, 0.5–5, default 2.</summary>
    public double Width { get; init; } = 2;

    /// <summary>Candles of the RSI. 2–100, default 14.</summary>
    public int RsiLength { get; init; } = 14;

    /// <summary>An RSI up to it is oversold, from 100 less it on overbought. 1–50, default 30.</summary>
    public double Oversold { get; init; } = 30;
}
