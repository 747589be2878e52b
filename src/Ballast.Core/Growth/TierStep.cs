using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Sizing;

namespace Ballast.Core.Growth;

/// <summary>One balance tier as a path needs it, in double. Source: requirements §1.</summary>
/// <param name="From">The least balance, USDT.</param>
/// <param name="Scale">Exposure (ratio × maximum leverage) as a multiple of the start tier's.</param>
public readonly record struct TierStep(double From, double Scale, int MaxTradesPerDay, double MaxDailyLoss, int MaxConsecutiveLosses)
{
    public static TierStep[] All(Money start, CoinClass coin, SafetyOptions options)
    {
        var given = Exposure(BalanceTier.For(start, options.Tiers), coin);
        return [.. options.Tiers.Select(t => new TierStep((double)t.From, (double)(Exposure(t, coin) / given), t.MaxTradesPerDay, (double)t.MaxDailyLoss, t.MaxConsecutiveLosses))];
    }

    /// <summary>Notional as a multiple of the balance at the tier's full ratio and leverage.</summary>
    public static decimal Exposure(BalanceTier tier, CoinClass coin) => tier.Ratio(coin) * tier.MaxLeverage(coin);

    /// <summary>As <see cref="BalanceTier.For"/>.</summary>
    public static int IndexFor(double balance, TierStep[] steps)
    {
        var found = 0;
        for (var i = 0; i < steps.Length; i++)
        {
            if (balance >= steps[i].From)
            {
                found = i;
            }
        }

        return found;
    }
}
