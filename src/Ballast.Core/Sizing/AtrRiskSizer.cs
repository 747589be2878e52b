using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Core.Sizing;

/// <summary>
/// Risks a fraction of the equity between price and stop. Source: requirements §3. The lower clamp is not applied here: a lift to the
/// minimum would put more than the budget at risk, so the last step (§0.6) refuses instead (invariant 5).
/// </summary>
public static class AtrRiskSizer
{
    private const string Section = "§3";

    public static SizeResult Size(in SizingInput input, AtrRiskOptions options, Trace? trace)
    {
        var confidence = Adjust(Ladder.AtLeast(options.Ladder, input.Confidence), options);
        var regime = Adjust(input.RegimeMultiplier, options);
        var raw = options.RiskPerTrade * regime * confidence;
        var clamped = Math.Clamp(raw, options.MinRisk, options.MaxRisk);
        var symbol = SymbolModifier(input.OnSymbol, options);
        var streak = input.LosingStreak >= options.StreakFrom ? options.StateFactor : 1m;
        var drawdown = input.Drawdown >= options.DrawdownFrom ? options.StateFactor : 1m;
        var risk = clamped * input.ProfileMultiplier * symbol * streak * drawdown;
        var budget = input.Equity * risk;
        var unclamped = new Money(budget.Value * input.Price.Value / input.StopDistance);
        var notional = Money.Min(Money.Min(unclamped, options.MostNotional), input.Equity * options.MaxLeverage);

        if (trace is not null)
        {
            trace.Add("risk-per-trade", Section, options.RiskPerTrade, options.RiskPerTrade, "fraction");
            trace.Add("regime", "§4", regime, options.RiskPerTrade * regime, "fraction", new TraceInput("regime", input.Regime.ToString().ToUpperInvariant()));
            trace.Add("confidence", Section, confidence, raw, "fraction", new TraceInput("confidence", input.Confidence));
            trace.Add("risk-bounds", Section, clamped, clamped, "fraction", new("min", options.MinRisk), new("max", options.MaxRisk));
            trace.Add("profile", "§4", input.ProfileMultiplier, clamped * input.ProfileMultiplier, "fraction", new TraceInput("profile", input.Profile.ToString()));
            trace.Add("symbol-record", Section, symbol, clamped * input.ProfileMultiplier * symbol, "fraction", new("winRate", input.OnSymbol.Rate), new("trades", input.OnSymbol.Trades));
            trace.Add("losing-streak", Section, streak, clamped * input.ProfileMultiplier * symbol * streak, "fraction", new TraceInput("losses", input.LosingStreak));
            trace.Add("drawdown", Section, drawdown, risk, "fraction", new TraceInput("drawdown", input.Drawdown));
            trace.Add("risk-budget", Section, budget.Value, budget.Value, "USDT at risk", new("equity", input.Equity.Value), new("risk", risk));
            trace.Add("stop-distance", Section, input.StopFraction, unclamped.Value, "USDT notional", new("distance", input.StopDistance), new("price", input.Price.Value));
            trace.Add("position-bounds", Section, notional.Value, notional.Value, "USDT notional", new("min", options.MinPosition), TraceInput.Most("max", options.MostNotional.Value), new("maxByLeverage", input.Equity.Value * options.MaxLeverage));
        }

        return new SizeResult
        {
            Notional = notional,
            Ratio = risk,
            RiskBudget = budget,
            MinNotional = new Money(options.MinPosition),
            MaxNotional = options.MostNotional,
            AppliedProfile = true,
        };
    }

    /// <summary>The symbol's record: under the poor win rate the least modifier, from the good one on 1, linear between.</summary>
    public static decimal SymbolModifier(WinCount record, AtrRiskOptions options)
    {
        if (record.Trades < options.MinSymbolTrades || record.Rate is var rate && rate >= options.GoodWinRate)
        {
            return 1m;
        }

        return rate < options.PoorWinRate
            ? options.PoorModifier
            : options.PoorModifier + ((rate - options.PoorWinRate) / (options.GoodWinRate - options.PoorWinRate) * (1 - options.PoorModifier));
    }

    private static decimal Adjust(decimal multiplier, AtrRiskOptions options) => options.SignalQualityAdjust ? multiplier : Math.Min(1m, multiplier);
}
