using Ballast.Core.Market;

namespace Ballast.Core.Regimes;

/// <summary>What a hidden Markov model says of the latest candle.</summary>
/// <param name="Posterior">Probability of the phase, 0–1.</param>
/// <param name="Regime">Bull and bear trend, range ranges; NORMAL where the posterior is too low to say.</param>
public readonly record struct HiddenMarkovReading(MarketPhase Phase, double Posterior, Regime Regime, TrendDirection Direction)
{
    /// <summary>After all candles, oldest first; without a posterior where they are too few.</summary>
    public static HiddenMarkovReading Of(HiddenMarkovModel model, ReadOnlySpan<Candle> candles, HiddenMarkovOptions options)
    {
        var filter = new HiddenMarkovFilter(model);
        foreach (var observed in MarketFeatures.Of(candles, options.FeatureCandles))
        {
            filter.Add(observed);
        }

        return filter.Read(options);
    }

    public static HiddenMarkovReading Of(MarketPhase phase, double posterior, HiddenMarkovOptions options) =>
        !(posterior >= options.LeastPosterior) ? new(phase, posterior, Regime.Normal, TrendDirection.Flat) : phase switch
        {
            MarketPhase.Bull => new(phase, posterior, Regime.Trending, TrendDirection.Up),
            MarketPhase.Bear => new(phase, posterior, Regime.Trending, TrendDirection.Down),
            MarketPhase.Range => new(phase, posterior, Regime.Ranging, TrendDirection.Flat),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
