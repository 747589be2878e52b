using Ballast.Core.Market;

namespace Ballast.Core.Regimes;

/// <summary>What a symbol's hidden Markov model says of the latest candle of the policy's frame: evidence beside the rules, or in their place.</summary>
/// <param name="Posterior">Probability of the phase, 0–1.</param>
/// <param name="Regime">NORMAL where the posterior is too low to say.</param>
/// <param name="States">How many states the model has.</param>
/// <param name="AsOf">When the latest candle that it has seen closed.</param>
public sealed record ModelReading(
    MarketPhase Phase, double Posterior, Regime Regime, TrendDirection Direction, int States, DateTimeOffset AsOf, DateTimeOffset TrainedAt, DateTimeOffset ValidUntil)
{
    public bool IsStale(DateTimeOffset now) => now > ValidUntil;

    /// <summary>Null where the candles are too few, or the model was trained on other observations.</summary>
    public static ModelReading? Of(TrainedModel trained, CandleWindow window, HiddenMarkovOptions options)
    {
        if (trained.FeatureCandles != options.FeatureCandles || window.Candles.Count <= options.FeatureCandles)
        {
            return null;
        }

        var reading = HiddenMarkovReading.Of(trained.Model, window.Candles.Span, options);
        return new ModelReading(
            reading.Phase, reading.Posterior, reading.Regime, reading.Direction, trained.Model.States.Count,
            DateTimeOffset.FromUnixTimeMilliseconds(window.Candles[^1].CloseTimeMs + 1), trained.AsOf, trained.ValidUntil);
    }
}
