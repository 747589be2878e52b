using Ballast.Core.Sizing;

namespace Ballast.Application.Configuration;

/// <summary>The table of balance tiers. Source: requirements §1.</summary>
internal static class BalanceTierSettings
{
    public static IEnumerable<Setting> All { get; } = [.. BalanceTier.Defaults.Select((t, i) => TierAt(i, $"Safety__Tiers__{t.Name}__")).SelectMany(t => t)];

    private static IEnumerable<Setting> TierAt(int index, string prefix)
    {
        var tier = new SettingGroup<BalanceTier>("Balance tiers", "§1", SettingScope.Account, o => o.Safety.Tiers[index], (o, t) => o with { Safety = o.Safety with { Tiers = o.Safety.Tiers.SetItem(index, t) } });
        if (index > 0)
        {
            // The first tier holds for everything below the second.
            yield return tier.Number(prefix + "From", t => t.From, (t, v) => t with { From = v }, 1, 1_000_000_000, "USDT balance");
        }

        yield return tier.Number(prefix + "CoreRatio", t => t.CoreRatio, (t, v) => t with { CoreRatio = v }, 0.001m, 1, "of the balance");
        yield return tier.Number(prefix + "AltRatio", t => t.AltRatio, (t, v) => t with { AltRatio = v }, 0.001m, 1, "of the balance");
        yield return tier.Whole(prefix + "CoreMaxLeverage", t => t.CoreMaxLeverage, (t, v) => t with { CoreMaxLeverage = v }, 1, 125, "x");
        yield return tier.Whole(prefix + "AltMaxLeverage", t => t.AltMaxLeverage, (t, v) => t with { AltMaxLeverage = v }, 1, 125, "x");
        yield return tier.Number(prefix + "MinPosition", t => t.MinPosition, (t, v) => t with { MinPosition = v }, 0, 1_000_000, "USDT margin");
        yield return tier.Whole(prefix + "MaxTradesPerDay", t => t.MaxTradesPerDay, (t, v) => t with { MaxTradesPerDay = v }, 1, 1_000_000);
        yield return tier.Number(prefix + "MaxDailyLoss", t => t.MaxDailyLoss, (t, v) => t with { MaxDailyLoss = v }, 0.001m, 1, "of the equity at 00:00 UTC");
        yield return tier.Whole(prefix + "MaxConsecutiveLosses", t => t.MaxConsecutiveLosses, (t, v) => t with { MaxConsecutiveLosses = v }, 1, 1_000_000);
    }
}
