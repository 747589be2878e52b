using Ballast.Core.Market;

namespace Ballast.Core.Regimes;

/// <summary>A hidden Markov model of one symbol's market, as it was last trained.</summary>
/// <param name="FeatureCandles">Candles that its observations were averaged over: with others it says nothing.</param>
/// <param name="SyntheticCandles">How many of the candles that it learned from were made up to warm up a replay.</param>
/// <param name="AsOf">When it was trained.</param>
/// <param name="ValidUntil">Afterwards it counts no more.</param>
public sealed record TrainedModel(HiddenMarkovModel Model, int FeatureCandles, int SyntheticCandles, DateTimeOffset AsOf, DateTimeOffset ValidUntil)
{
    /// <summary>Fits the model that the latest candles prefer; null with too few of them. Its labels continue those of the model before it, however old.</summary>
    public static TrainedModel? Fit(CandleWindow window, TrainedModel? previous, DateTimeOffset now, HiddenMarkovOptions options)
    {
        var candles = window.Candles.Span;
        var latest = candles[Math.Max(0, candles.Length - options.Candles)..];
        var observed = MarketFeatures.Of(latest, options.FeatureCandles);
        if (observed.Length < options.LeastFitCandles)
        {
            return null;
        }

        var continued = previous?.FeatureCandles == options.FeatureCandles ? previous.Model : null;
        return HiddenMarkovFit.Best(observed, continued, options) is not { } model ? null
            : new TrainedModel(model, options.FeatureCandles, Math.Max(0, window.SyntheticCount - (candles.Length - latest.Length)), now, now + options.MaxAge);
    }
}
