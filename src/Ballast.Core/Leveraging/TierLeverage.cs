using Ballast.Core.Market;
using Ballast.Core.Sizing;
using Ballast.Core.Traces;

namespace Ballast.Core.Leveraging;

/// <summary>Leverage by tier, confidence, volatility and signal strength. Source: requirements §1.1.</summary>
public static class TierLeverage
{
    private const string Section = "§1.1";

    public static LeverageResult Choose(SizingInput input, TierLeverageOptions options, Trace? trace)
    {
        var basis = input.Tier.MaxLeverage(input.Coin);
        var confidence = options.Uses(LeverageFactor.Confidence) ? ConfidenceFactor(input.Confidence) : 1m;
        var volatility = options.Uses(LeverageFactor.Volatility) ? VolatilityFactor(input.VolatilityRatio) : 1m;
        var signal = options.Uses(LeverageFactor.Signal) ? SignalFactor(input.Strength) : 1m;
        var recovery = input.InRecovery ? options.RecoveryFactor : 1m;
        var raw = basis * confidence * volatility * signal * recovery;
        var whole = options.Rounding == LeverageRounding.Nearest ? (int)Math.Round(raw, MidpointRounding.AwayFromZero) : (int)raw;
        var leverage = Math.Clamp(whole, Math.Min(options.Floor, basis), basis);

        if (trace is not null)
        {
            trace.Add("tier-leverage", Section, basis, basis, "x", new("tier", input.Tier.Name), new("coin", input.Coin == CoinClass.Core ? "core" : "alt"));
            trace.Add("leverage-confidence", Section, confidence, basis * confidence, "x", new TraceInput("confidence", input.Confidence));
            trace.Add("leverage-volatility", Section, volatility, basis * confidence * volatility, "x", new TraceInput("atrToPrice", input.VolatilityRatio));
            trace.Add("leverage-signal", Section, signal, basis * confidence * volatility * signal, "x", input.Strength is { } strength ? new TraceInput("strength", strength) : new TraceInput("strength", "unknown"));
            trace.Add("leverage-recovery", Section, recovery, raw, "x", new TraceInput("inRecovery", input.InRecovery ? "yes" : "no"));
            trace.Add("leverage", Section, leverage, leverage, "x", new("floor", options.Floor), new("max", basis));
        }

        return new LeverageResult(raw, new Market.Leverage(leverage));
    }

    public static decimal ConfidenceFactor(decimal confidence) =>
        confidence >= 0.95m ? 1.0m : confidence >= 0.85m ? 0.8m : confidence >= 0.75m ? 0.6m : 0.4m;

    public static decimal VolatilityFactor(decimal atrToPrice) => atrToPrice > 0.05m ? 0.7m : atrToPrice > 0.03m ? 0.85m : 1.0m;

    public static decimal SignalFactor(int? strength) => strength switch
    {
        5 => 1.0m,
        4 => 0.85m,
        3 => 0.7m,
        2 => 0.5m,
        1 => 0.3m,
        _ => 0.5m,
    };
}

/// <summary>A leverage engine's choice before caps. <paramref name="Raw"/> is unrounded.</summary>
public sealed record LeverageResult(decimal Raw, Market.Leverage Chosen);

/// <summary>Settings of the tier engine.</summary>
public sealed record TierLeverageOptions
{
    /// <summary>The least leverage before caps. Default 3.</summary>
    public int Floor { get; init; } = 3;

    /// <summary>Factor in recovery mode; always applies. Default 0.5.</summary>
    public decimal RecoveryFactor { get; init; } = 0.5m;

    /// <summary>Default truncate.</summary>
    public LeverageRounding Rounding { get; init; } = LeverageRounding.Truncate;

    /// <summary>leverage_factors: a factor left out is 1. Default all three.</summary>
    public EquatableList<LeverageFactor> Factors { get; init; } = [LeverageFactor.Confidence, LeverageFactor.Volatility, LeverageFactor.Signal];

    public bool Uses(LeverageFactor factor)
    {
        foreach (var used in Factors)
        {
            if (used == factor)
            {
                return true;
            }
        }

        return false;
    }
}

public enum LeverageRounding
{
    Truncate,
    Nearest,
}

public enum LeverageFactor
{
    Confidence,
    Volatility,
    Signal,
}
