using Ballast.Core.Microstructure;
using Ballast.Core.Sizing;
using Ballast.Core.Traces;

namespace Ballast.Core.Leveraging;

/// <summary>Leverage by confidence, risk level, order flow and volatility. Source: requirements §6.1.</summary>
public static class RulesLeverage
{
    private const string Section = "§6.1";

    /// <summary>Refuses where there is no market data at all.</summary>
    public static LeverageResult Choose(in SizingInput input, RulesLeverageOptions options, Trace? trace)
    {
        if (input is { RiskLevel: null, Vpin: null, VolatilityRatio: null })
        {
            return new LeverageResult(0, default, Reason.Of("NO_MARKET_DATA", $"The rules engine has neither a risk level nor a VPIN nor an ATR of {input.BaseAsset}."));
        }

        var confidence = Ladder.Above(options.Confidence, input.Confidence);
        var risk = (input.RiskLevel ?? RiskLevel.Critical) switch
        {
            RiskLevel.Safe => options.Safe,
            RiskLevel.Warning => options.Warning,
            RiskLevel.Critical => options.Critical,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var flow = input.Vpin ?? options.MissingVpin;
        var vpin = flow > options.VpinFrom ? 1 - (flow - options.VpinFrom) : 1m;
        var volatility = input.VolatilityRatio is { } ratio && ratio <= options.VolatileFrom ? 1m : options.Volatile;
        var raw = options.Basis * confidence * risk * vpin * volatility;
        var leverage = Math.Clamp((int)raw, options.Min, options.Max);

        if (trace is not null)
        {
            trace.Add("rules-leverage", Section, options.Basis, options.Basis, "x");
            trace.Add("leverage-confidence", Section, confidence, options.Basis * confidence, "x", new TraceInput("confidence", input.Confidence));
            trace.Add("leverage-risk-level", Section, risk, options.Basis * confidence * risk, "x", new TraceInput("riskLevel", input.RiskLevel is { } level ? level.Word() : "unknown"));
            trace.Add("leverage-vpin", Section, vpin, options.Basis * confidence * risk * vpin, "x", TraceInput.Known("vpin", input.Vpin), new TraceInput("counted", flow));
            trace.Add("leverage-volatility", Section, volatility, raw, "x", TraceInput.Known("atrToPrice", input.VolatilityRatio));
            trace.Add("leverage", Section, leverage, leverage, "x", new("min", options.Min), new("max", options.Max));
        }

        return new LeverageResult(raw, new Market.Leverage(leverage));
    }
}
