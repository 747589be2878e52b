using Ballast.Core.Market;

namespace Ballast.Core.Sizing;

/// <summary>One row of the balance tiers. Source: requirements §1 (D0).</summary>
/// <param name="From">The least wallet balance in USDT, inclusive; the tier ends where the next begins.</param>
/// <param name="CoreRatio">Margin of a core position as a fraction of the balance.</param>
/// <param name="AltRatio">The same for other coins.</param>
/// <param name="MinPosition">The least margin, USDT.</param>
/// <param name="MaxTradesPerDay">Accepted entries in a UTC day.</param>
/// <param name="MaxDailyLoss">A fraction of the equity at 00:00 UTC.</param>
/// <param name="MaxConsecutiveLosses">Losses in a row since midnight or resume.</param>
public sealed record BalanceTier(
    string Name,
    decimal From,
    decimal CoreRatio,
    decimal AltRatio,
    int CoreMaxLeverage,
    int AltMaxLeverage,
    decimal MinPosition,
    int MaxTradesPerDay,
    decimal MaxDailyLoss,
    int MaxConsecutiveLosses)
{
    /// <summary>The table of requirements §1.</summary>
    public static EquatableList<BalanceTier> Defaults { get; } =
    [
        new("MICRO", 0, 0.15m, 0.08m, 20, 10, 10, 8, 0.15m, 3),
        new("SMALL", 200, 0.10m, 0.05m, 15, 8, 15, 6, 0.12m, 4),
        new("MEDIUM", 500, 0.07m, 0.03m, 12, 6, 20, 5, 0.10m, 5),
        new("LARGE", 2000, 0.05m, 0.02m, 10, 5, 50, 4, 0.08m, 5),
    ];

    public decimal Ratio(CoinClass coin) => coin == CoinClass.Core ? CoreRatio : AltRatio;

    public int MaxLeverage(CoinClass coin) => coin == CoinClass.Core ? CoreMaxLeverage : AltMaxLeverage;

    /// <summary>The tier of a wallet balance: it follows the balance both ways, without hysteresis.</summary>
    public static BalanceTier For(Money balance, EquatableList<BalanceTier> tiers)
    {
        var found = tiers[0];
        foreach (var tier in tiers)
        {
            if (balance.Value >= tier.From)
            {
                found = tier;
            }
        }

        return found;
    }
}
