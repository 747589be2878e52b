using Ballast.Core.Sizing;

namespace Ballast.Application.Configuration;

/// <summary>Risk per trade: RM_PRESET first, then single values. Source: requirements §3.</summary>
internal static class AtrRiskSettings
{
    public const string Preset = "RM_PRESET";
    public const string Ladder = "RM_CONFIDENCE_LADDER";
    public const string High = "RM_HIGH_CONF_MULT";
    public const string Low = "RM_LOW_CONF_MULT";

    private static readonly string[] Presets = ["default", "recommended", "wide", "confidence-ladder"];

    private static readonly SettingGroup<AtrRiskOptions> Rm = new("Risk per trade", "§3", SettingScope.Entry, o => o.Sizing.AtrRisk, (o, r) => o with { Sizing = o.Sizing with { AtrRisk = r } });

    public static IEnumerable<Setting> All { get; } =
    [
        Rm.Choice(Preset, Presets, r => Presets.FirstOrDefault(p => AtrRiskOptions.Preset(p) == r) ?? "changed", (_, v) => AtrRiskOptions.Preset(v)!) with { IsPreset = true },
        Rm.Number("RM_RISK_PER_TRADE_PCT", r => r.RiskPerTrade, (r, v) => r with { RiskPerTrade = v }, 0.0001m, 0.1m, "of the equity"),
        Rm.Number("RM_MIN_RISK_PCT", r => r.MinRisk, (r, v) => r with { MinRisk = v }, 0, 0.1m, "of the equity"),
        Rm.Number("RM_MAX_RISK_PCT", r => r.MaxRisk, (r, v) => r with { MaxRisk = v }, 0.0001m, 0.1m, "of the equity"),
        Rm.Number("RM_MIN_POSITION_USD", r => r.MinPosition, (r, v) => r with { MinPosition = v }, 0, AtrRiskOptions.NoMaxPosition, "USDT notional"),
        Rm.Number("RM_MAX_POSITION_USD", r => r.MaxPosition, (r, v) => r with { MaxPosition = v }, 1, AtrRiskOptions.NoMaxPosition, "USDT notional; 999999: no maximum"),
        Rm.Whole("RM_MAX_LEVERAGE", r => r.MaxLeverage, (r, v) => r with { MaxLeverage = v }, 1, 125, "x"),
        Rm.Flag("RM_SIGNAL_QUALITY_ADJ", r => r.SignalQualityAdjust, (r, v) => r with { SignalQualityAdjust = v }),
        Rm.Ladder(Ladder, new(0, 1, 10, LadderShape.Falling), r => r.Ladder, (r, v) => r with { Ladder = v }),
        Rm.Number(High, r => r.Ladder[0].Factor, (r, v) => r with { Ladder = AtrRiskOptions.TwoRungs(v, r.Ladder[^1].Factor) }, 1, 10, "factor from 0.85 on"),
        Rm.Number(Low, r => r.Ladder[^1].Factor, (r, v) => r with { Ladder = AtrRiskOptions.TwoRungs(r.Ladder[0].Factor, v) }, 0, 1, "factor under 0.60"),
        Rm.Number("RM_SYMBOL_POOR_WIN_RATE", r => r.PoorWinRate, (r, v) => r with { PoorWinRate = v }, 0, 1),
        Rm.Number("RM_SYMBOL_GOOD_WIN_RATE", r => r.GoodWinRate, (r, v) => r with { GoodWinRate = v }, 0, 1),
        Rm.Number("RM_SYMBOL_POOR_MODIFIER", r => r.PoorModifier, (r, v) => r with { PoorModifier = v }, 0, 1, "factor"),
        Rm.Whole("RM_SYMBOL_MIN_TRADES", r => r.MinSymbolTrades, (r, v) => r with { MinSymbolTrades = v }, 1, 1000, "trades"),
        Rm.Whole("RM_STREAK_FROM", r => r.StreakFrom, (r, v) => r with { StreakFrom = v }, 1, 1000, "losses in a row"),
        Rm.Number("RM_DRAWDOWN_FROM", r => r.DrawdownFrom, (r, v) => r with { DrawdownFrom = v }, 0.001m, 1, "of the equity peak"),
        Rm.Number("RM_STATE_FACTOR", r => r.StateFactor, (r, v) => r with { StateFactor = v }, 0, 1, "factor"),
    ];
}
