using Ballast.Core.Market;

namespace Ballast.Core.Sizing;

/// <summary>Settings of the progressive sizer. Source: requirements §2 (D1).</summary>
public sealed record ProgressiveOptions
{
    /// <summary>Profiles in rising order, each beginning where the one before ends.</summary>
    public EquatableList<ProgressiveProfile> Profiles { get; init; } =
    [
        new("micro", 100, 500, 30, 50),
        new("small", 500, 1500, 50, 150),
        new("medium", 1500, 3500, 150, 200),
        new("large", 3500, 10000, 200, 300),
    ];

    /// <summary>False: each profile's minimum instead of the line to its maximum. Default true.</summary>
    public bool IsProgressive { get; init; } = true;

    /// <summary>Factors by base asset. Default BTC 1.2, ETH 1.0, SOL 0.9, DOGE 0.8, XRP 0.8.</summary>
    public EquatableList<CoinFactor> Multipliers { get; init; } = [new("BTC", 1.2m), new("ETH", 1.0m), new("SOL", 0.9m), new("DOGE", 0.8m), new("XRP", 0.8m)];

    /// <summary>The factor of every other coin. Default 0.8 (ours).</summary>
    public decimal OtherMultiplier { get; init; } = 0.8m;

    /// <summary>A symbol's own notional, USDT; 0 means none. It counts only near the computed one.</summary>
    public decimal Override { get; init; }

    /// <summary>How far an override may lie from the computed base, as a fraction of it, inclusive. Default 0.50.</summary>
    public decimal OverrideBand { get; init; } = 0.50m;

    /// <summary>max_position_size_percent: the most margin as a fraction of the balance. Default 0.20.</summary>
    public decimal MaxMarginShare { get; init; } = 0.20m;

    /// <summary>The leverage where no engine is chosen. Default 5.</summary>
    public int Leverage { get; init; } = 5;
}

/// <summary>One profile: sizes grow on a line from its least to its greatest balance.</summary>
/// <param name="From">USDT of balance.</param>
/// <param name="To">USDT of balance (D1 calls it the threshold).</param>
/// <param name="MinSize">Notional at <paramref name="From"/>, USDT.</param>
/// <param name="MaxSize">Notional at <paramref name="To"/>, USDT.</param>
public sealed record ProgressiveProfile(string Name, decimal From, decimal To, decimal MinSize, decimal MaxSize);

/// <summary>A factor for one base asset.</summary>
public sealed record CoinFactor(string Asset, decimal Factor);
