namespace Ballast.Core.Portfolio;

/// <summary>Settings of correlations over short windows. Source: requirements §9 (ours).</summary>
public sealed record ShrinkageOptions
{
    /// <summary>With fewer common candles nothing is known. 3–1000, default 20.</summary>
    public int LeastCandles { get; init; } = 20;

    /// <summary>From this many common candles on the sample's own correlation is used. 3–1000, default 100.</summary>
    public int FullCandles { get; init; } = 100;
}
