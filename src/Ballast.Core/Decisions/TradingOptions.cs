using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Sizing;
using Ballast.Core.Volatility;

namespace Ballast.Core.Decisions;

/// <summary>All trading settings of an account, each default beside its rule.</summary>
public sealed record TradingOptions
{
    /// <summary>Which sizer: atr-risk (default), tier or fixed.</summary>
    public SizingModel Sizing { get; init; } = SizingModel.AtrRisk;

    public AtrRiskOptions AtrRisk { get; init; } = new();

    public TierSizerOptions TierSizer { get; init; } = new();

    public FixedSizerOptions FixedSizer { get; init; } = new();

    public TierLeverageOptions TierLeverage { get; init; } = new();

    public SafetyOptions Safety { get; init; } = new();

    public CapOptions Caps { get; init; } = new();

    public PolicyOptions Policy { get; init; } = new();

    public VixOptions Vix { get; init; } = new();

    public SignalOptions Signals { get; init; } = new();

    public EntryOptions Entry { get; init; } = new();

    public ExitOptions Exits { get; init; } = new();

    /// <summary>Core coins; every other is alt. Default BTC and ETH (ours).</summary>
    public EquatableList<string> CoreCoins { get; init; } = ["BTC", "ETH"];

    public CoinClass ClassOf(Instrument instrument)
    {
        foreach (var coin in CoreCoins)
        {
            if (coin == instrument.BaseAsset)
            {
                return CoinClass.Core;
            }
        }

        return CoinClass.Alt;
    }
}

public enum SizingModel
{
    AtrRisk,
    Tier,
    Fixed,
}

/// <summary>Settings of an entry. Source: requirements §0.2 and §9.</summary>
public sealed record EntryOptions
{
    /// <summary>The stop's distance in ATRs where the alert gives none. Default 1.5.</summary>
    public decimal StopAtrs { get; init; } = 1.5m;

    /// <summary>ATR length. Default 14.</summary>
    public int AtrLength { get; init; } = 14;

    /// <summary>Worst price accepted against the reference price. A fraction, default 0.0010 (ours).</summary>
    public decimal SlippageBound { get; init; } = 0.0010m;

    /// <summary>A ticket not sent within it expires. Default 60 s.</summary>
    public TimeSpan ValidFor { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>Settings of the caps. Source: requirements §0.5.</summary>
public sealed record CapOptions
{
    /// <summary>Share of the balance that one position may lose at its stop. Default 0.20.</summary>
    public decimal MaxLossAtStop { get; init; } = 0.20m;

    /// <summary>Liquidation lies at least this many stop distances away. Default 2.</summary>
    public decimal LiquidationStopDistances { get; init; } = 2;

    /// <summary>Share of the total exposure limit that one side may use. Default 0.70 (ours).</summary>
    public decimal MaxSideShare { get; init; } = 0.70m;

    /// <summary>Open or reserved positions. Default 5 (ours).</summary>
    public int MaxPositions { get; init; } = 5;

    /// <summary>Share of the balance never committed as margin. Default 0.20 (ours).</summary>
    public decimal Reserve { get; init; } = 0.20m;
}
