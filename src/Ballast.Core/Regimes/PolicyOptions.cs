namespace Ballast.Core.Regimes;

/// <summary>Settings of the orchestrator policy. Source: requirements §4.</summary>
public sealed record PolicyOptions
{
    /// <summary>Who names the regime of the policy's frame; a model that is missing or stale leaves it to the rules. Default <see cref="RegimeSource.Rules"/>.</summary>
    public RegimeSource Regime { get; init; } = RegimeSource.Rules;

    /// <summary>ADX at or above is TRENDING. 0–100, default 25 (ours).</summary>
    public double TrendingAdx { get; init; } = 25;

    /// <summary>ADX at or below is RANGING. 0–100, default 20 (ours).</summary>
    public double RangingAdx { get; init; } = 20;

    /// <summary>ADX and ATR length in candles. Default 14.</summary>
    public int Length { get; init; } = 14;

    /// <summary>Candles over which the ATR's percentile is taken. Default 500 (ours).</summary>
    public int PercentileCandles { get; init; } = 500;

    /// <summary>ATR percentiles under it are LOW. Default 25.</summary>
    public double LowBelow { get; init; } = 25;

    /// <summary>ATR percentiles up to it are NORMAL. Default 75.</summary>
    public double NormalUpTo { get; init; } = 75;

    /// <summary>ATR percentiles up to it are HIGH, above EXTREME. Default 95.</summary>
    public double HighUpTo { get; init; } = 95;

    public decimal TrendingMinConfidence { get; init; } = 0.32m;

    public decimal RangingMinConfidence { get; init; } = 0.40m;

    public decimal NormalMinConfidence { get; init; } = 0.38m;

    public decimal LowConfidenceAdd { get; init; } = -0.02m;

    public decimal HighConfidenceAdd { get; init; } = 0.02m;

    public decimal ExtremeConfidenceAdd { get; init; } = 0.07m;

    public decimal TrendingMultiplier { get; init; } = 1.0m;

    public decimal NormalMultiplier { get; init; } = 0.9m;

    public decimal RangingMultiplier { get; init; } = 0.8m;

    /// <summary>Multiplied on while volatility is HIGH. Default 0.8 (ours).</summary>
    public decimal HighVolatilityMultiplier { get; init; } = 0.8m;

    /// <summary>Size factor of the REDUCED profile. Default 0.5.</summary>
    public decimal ReducedMultiplier { get; init; } = 0.5m;

    /// <summary>How often the policy is refreshed. Default 1 minute.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A policy older than this many periods is stale. Default 3.</summary>
    public int MaxAgePeriods { get; init; } = 3;

    /// <summary>Until when a policy made now counts.</summary>
    public DateTimeOffset ValidUntil(DateTimeOffset now) => now + (Period * MaxAgePeriods);
}
