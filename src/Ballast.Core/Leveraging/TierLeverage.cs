using Ballast.Core.Sizing;
using Ballast.Core.Traces;

namespace Ballast.Core.Leveraging;

/// <summary>Leverage by tier, confidence, volatility and signal strength. Source: requirements §1.1.</summary>
public static class TierLeverage
{
    private const string Section = "§1.1";

    public static LeverageResult Choose(in SizingInput input, TierLeverageOptions options, Trace? trace)
    {
        var basis = input.Tier.MaxLeverage(input.Coin);
        var confidence = options.Uses(LeverageFactor.Confidence) ? Ladder.AtLeast(options.Confidence, input.Confidence) : 1m;
        var volatility = options.Uses(LeverageFactor.Volatility) ? VolatilityFactor(input.VolatilityRatio, options) : 1m;
        var signal = options.Uses(LeverageFactor.Signal) ? SignalFactor(input.Strength, options) : 1m;
        var recovery = input.InRecovery ? options.RecoveryFactor : 1m;
        var raw = basis * confidence * volatility * signal * recovery;
        var whole = options.Rounding == LeverageRounding.Nearest ? (int)Math.Round(raw, MidpointRounding.AwayFromZero) : (int)raw;
        var leverage = Math.Clamp(whole, Math.Min(options.Floor, basis), basis);

        if (trace is not null)
        {
            trace.Add("tier-leverage", Section, basis, basis, "x", new("tier", input.Tier.Name), new("coin", input.Coin == CoinClass.Core ? "core" : "alt"));
            trace.Add("leverage-confidence", Section, confidence, basis * confidence, "x", new TraceInput("confidence", input.Confidence));
            trace.Add("leverage-volatility", Section, volatility, basis * confidence * volatility, "x", TraceInput.Known("atrToPrice", input.VolatilityRatio));
            trace.Add("leverage-signal", Section, signal, basis * confidence * volatility * signal, "x", TraceInput.Known("strength", input.Strength));
            trace.Add("leverage-recovery", Section, recovery, raw, "x", new TraceInput("inRecovery", input.InRecovery ? "yes" : "no"));
            trace.Add("leverage", Section, leverage, leverage, "x", new("floor", options.Floor), new("max", basis));
        }

        return new LeverageResult(raw, new Market.Leverage(leverage));
    }

    // No ATR is the most volatile reading, never the calmest.
    private static decimal VolatilityFactor(decimal? atrToPrice, TierLeverageOptions options) =>
        atrToPrice is { } ratio ? Ladder.Above(options.Volatility, ratio) : options.Volatility[0].Factor;

    private static decimal SignalFactor(int? strength, TierLeverageOptions options) =>
        strength is { } known ? Ladder.AtLeast(options.Signal, known) : options.UnknownSignal;
}
