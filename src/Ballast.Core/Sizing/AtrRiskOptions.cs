using Ballast.Core.Market;

namespace Ballast.Core.Sizing;

/// <summary>Settings of risk-per-trade sizing, named RM_… in the configuration. Source: requirements §3 (D3).</summary>
public sealed record AtrRiskOptions
{
    /// <summary>The <see cref="MaxPosition"/> that means none.</summary>
    public const decimal NoMaxPosition = 999_999;

    /// <summary>RM_RISK_PER_TRADE_PCT: a fraction of the equity, 0–0.1, default 0.01.</summary>
    public decimal RiskPerTrade { get; init; } = 0.01m;

    /// <summary>RM_MIN_RISK_PCT: default 0.005.</summary>
    public decimal MinRisk { get; init; } = 0.005m;

    /// <summary>RM_MAX_RISK_PCT: default 0.015.</summary>
    public decimal MaxRisk { get; init; } = 0.015m;

    /// <summary>RM_MIN_POSITION_USD: notional, USDT, default 10.</summary>
    public decimal MinPosition { get; init; } = 10;

    /// <summary>RM_MAX_POSITION_USD: notional, USDT, default 1250; <see cref="NoMaxPosition"/> means no maximum.</summary>
    public decimal MaxPosition { get; init; } = 1250;

    /// <summary>The largest notional, USDT.</summary>
    public Money MostNotional => new(MaxPosition == NoMaxPosition ? decimal.MaxValue : MaxPosition);

    /// <summary>RM_MAX_LEVERAGE: default 30.</summary>
    public int MaxLeverage { get; init; } = 30;

    /// <summary>RM_SIGNAL_QUALITY_ADJ: false allows no multiplier above 1; reductions stay. Default true.</summary>
    public bool SignalQualityAdjust { get; init; } = true;

    /// <summary>
    /// Multipliers by confidence: the first rung whose bound the confidence reaches. The default ladder is RM_HIGH_CONF_MULT from 0.85,
    /// RM_LOW_CONF_MULT under 0.60.
    /// </summary>
    public EquatableList<Rung> Ladder { get; init; } = TwoRungs(1.5m, 0.5m);

    /// <summary>A symbol's win rate under it has the least modifier. Default 0.30.</summary>
    public decimal PoorWinRate { get; init; } = 0.30m;

    /// <summary>A symbol's win rate from it on has modifier 1. Default 0.55.</summary>
    public decimal GoodWinRate { get; init; } = 0.55m;

    /// <summary>The least symbol modifier. Default 0.5.</summary>
    public decimal PoorModifier { get; init; } = 0.5m;

    /// <summary>Trades on the symbol before the modifier counts. Default 10.</summary>
    public int MinSymbolTrades { get; init; } = 10;

    /// <summary>Losses in a row from which risk is halved. Default 3.</summary>
    public int StreakFrom { get; init; } = 3;

    /// <summary>Drawdown from which risk is halved. A fraction, default 0.02.</summary>
    public decimal DrawdownFrom { get; init; } = 0.02m;

    /// <summary>Factor of a streak, and of a drawdown; both multiply. Default 0.5.</summary>
    public decimal StateFactor { get; init; } = 0.5m;

    /// <summary>The two-step ladder of the three RM presets.</summary>
    public static EquatableList<Rung> TwoRungs(decimal high, decimal low) => [new(0.85m, high), new(0.60m, 1.0m), new(0m, low)];

    public static AtrRiskOptions Default { get; } = new();

    public static AtrRiskOptions Recommended { get; } = new()
    {
        RiskPerTrade = 0.015m,
        MaxRisk = 0.03m,
        MinPosition = 20,
        MaxPosition = 5000,
        Ladder = TwoRungs(2.0m, 0.3m),
    };

    public static AtrRiskOptions Wide { get; } = new() { RiskPerTrade = 0.02m, MaxRisk = 0.05m, MaxPosition = 10000 };

    public static AtrRiskOptions ConfidenceLadder { get; } = new()
    {
        Ladder = [new(0.90m, 3.0m), new(0.80m, 2.0m), new(0.70m, 1.5m), new(0.50m, 1.0m), new(0m, 0.3m)],
    };

    /// <summary>A preset by its name; null when there is none of that name.</summary>
    public static AtrRiskOptions? Preset(string name) => name switch
    {
        "default" => Default,
        "recommended" => Recommended,
        "wide" => Wide,
        "confidence-ladder" => ConfidenceLadder,
        _ => null,
    };
}
