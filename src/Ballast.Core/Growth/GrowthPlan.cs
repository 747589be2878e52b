using Ballast.Core.Market;
using Ballast.Core.Sizing;

namespace Ballast.Core.Growth;

/// <summary>What the growth calculator is asked. Fractions are fractions, not percent. Source: requirements §1.4.</summary>
public sealed record GrowthPlan
{
    /// <summary>Start balance, USDT; see <see cref="GrowthLimits.Balance"/>.</summary>
    public required Money Start { get; init; }

    /// <summary>The share of trades won, 0–1.</summary>
    public required decimal WinRate { get; init; }

    /// <summary>What an average win adds, a fraction of the balance before it.</summary>
    public required decimal Win { get; init; }

    /// <summary>What an average loss takes, a fraction of the balance before it, positive.</summary>
    public required decimal Loss { get; init; }

    /// <summary>Signals in a row; each is a trade unless a day limit stops it.</summary>
    public required int Trades { get; init; }

    /// <summary>Signals in one UTC day.</summary>
    public required int TradesPerDay { get; init; }

    /// <summary>USDT; null when none is asked for.</summary>
    public Money? Target { get; init; }

    /// <summary>True: exposure follows the balance's tier, and day limits and recovery mode hold (requirements §1, §1.3).</summary>
    public bool UsesTiers { get; init; }

    /// <summary>Whose ratio and leverage the tiers take.</summary>
    public CoinClass Coin { get; init; } = CoinClass.Core;
}
