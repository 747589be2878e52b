using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Regimes;

namespace Ballast.Core.Sizing;

/// <summary>Everything that sizers and leverage engines may read. Fractions are fractions, not percent.</summary>
public readonly record struct SizingInput()
{
    /// <summary>Wallet balance, USDT.</summary>
    public required Money Balance { get; init; }

    /// <summary>Balance and open PnL, USDT.</summary>
    public required Money Equity { get; init; }

    public required CoinClass Coin { get; init; }

    /// <summary>The coin, such as BTC.</summary>
    public string BaseAsset { get; init; } = "";

    public required BalanceTier Tier { get; init; }

    /// <summary>The price that the size is computed at.</summary>
    public required Price Price { get; init; }

    /// <summary>Distance from price to stop, in price units, positive.</summary>
    public required decimal StopDistance { get; init; }

    /// <summary>0 to 1.</summary>
    public required decimal Confidence { get; init; }

    /// <summary>1 to 5; null when the alert gives none.</summary>
    public int? Strength { get; init; }

    /// <summary>ATR / price; null when there is no ATR.</summary>
    public decimal? VolatilityRatio { get; init; }

    /// <summary>Order flow, 0–1 (requirements §7); null when it is not measured.</summary>
    public decimal? Vpin { get; init; }

    /// <summary>Null when it is not known: engines that read it count it as CRITICAL.</summary>
    public RiskLevel? RiskLevel { get; init; }

    /// <summary>Wins among the last closed trades, with how many those are.</summary>
    public WinCount Recent { get; init; }

    /// <summary>The same on this symbol.</summary>
    public WinCount OnSymbol { get; init; }

    public bool InRecovery { get; init; }

    /// <summary>Losses in a row.</summary>
    public int LosingStreak { get; init; }

    /// <summary>Fall from the equity peak, a fraction.</summary>
    public decimal Drawdown { get; init; }

    public Regime Regime { get; init; } = Regime.Trending;

    public decimal RegimeMultiplier { get; init; } = 1;

    public RiskProfile Profile { get; init; } = RiskProfile.Normal;

    public decimal ProfileMultiplier { get; init; } = 1;

    /// <summary>Stop distance as a fraction of the price.</summary>
    public decimal StopFraction => StopDistance / Price.Value;
}

/// <summary>Wins among a number of trades.</summary>
public readonly record struct WinCount(int Wins, int Trades)
{
    public decimal Rate => Trades == 0 ? 0 : (decimal)Wins / Trades;
}
