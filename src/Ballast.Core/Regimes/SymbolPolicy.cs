using Ballast.Core.Market;

namespace Ballast.Core.Regimes;

/// <summary>The dated policy of one symbol, with the evidence it was made from.</summary>
/// <param name="Adx">ADX of the policy frame; NaN is never stored: a policy without evidence is NO_NEW_TRADES with 0.</param>
/// <param name="AtrPercentile">Percentile of the latest ATR among its own recent values, 0–100.</param>
/// <param name="Why">One sentence for a person.</param>
public sealed record SymbolPolicy(
    Regime Regime,
    VolatilityLevel Volatility,
    RiskProfile Profile,
    decimal MinConfidence,
    decimal RegimeMultiplier,
    double Adx,
    double AtrPercentile,
    int SyntheticCandles,
    string Why,
    DateTimeOffset AsOf,
    DateTimeOffset ValidUntil)
{
    /// <summary>Which way the policy frame moves.</summary>
    public TrendDirection Direction { get; init; }

    /// <summary>What every frame said, shortest first. Empty in rows from before frames were read: they allow no entry until the next refresh.</summary>
    public EquatableList<FrameReading> Frames { get; init; }

    /// <summary>What the hidden Markov model says, whether it decides or not; null without a fresh one.</summary>
    public ModelReading? Model { get; init; }

    /// <summary>Since when the profile is what it is, over all refreshes and restarts; null in rows from before it was kept.</summary>
    public DateTimeOffset? ProfileSince { get; init; }

    /// <summary>What brought the profile then. One sentence for a person; null where <see cref="ProfileSince"/> is.</summary>
    public string? ProfileReason { get; init; }

    public bool IsStale(DateTimeOffset now) => now > ValidUntil;

    /// <summary>The same classification, made at another time from the same candles.</summary>
    public SymbolPolicy At(DateTimeOffset now, PolicyOptions options) => this with { AsOf = now, ValidUntil = options.ValidUntil(now) };
}
