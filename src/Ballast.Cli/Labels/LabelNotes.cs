using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Regimes;

namespace Ballast.Cli.Labels;

/// <summary>What a reader of labels must know: how they came about, and what they leave out.</summary>
internal sealed class LabelNotes(IReadOnlyList<LabelledCandle> candles, CandleInterval interval, RegimeSource model, int trainEvery, TradingOptions options)
{
    /// <summary>Who named the regimes, and what was known then.</summary>
    public string Method() => model == RegimeSource.Rules
        ? FormattableString.Invariant($"Rules: ADX({options.Policy.Length}) from {options.Policy.TrendingAdx} TRENDING, up to {options.Policy.RangingAdx} RANGING, direction by the slope of EMA({options.Regimes.EmaLength}). Nothing later than a candle's close is in its label.")
        : FormattableString.Invariant($"Hidden Markov model, walk-forward: trained after each {trainEvery} candles on the latest {options.HiddenMarkov.FitCandles}. No candle is labelled by a model that has seen it or a later one in training.");

    public IEnumerable<string> All()
    {
        yield return Method();
        yield return "A run goes from the close that gave its label to the close that gave the next: its change is that of whoever followed the label, before costs.";
        yield return $"The label is that of {interval} alone; the app's policy tempers {options.Frames.PolicyFrame} by the frames above it.";
        if (candles.Count(c => c.Label is null) is > 0 and var none)
        {
            yield return FormattableString.Invariant($"The first {none} candles have no label: {(model == RegimeSource.Rules ? "the indicators are warming up" : "there is no model yet, and the app lets the rules decide so long")}.");
        }

        var (missing, gaps) = Missing();
        if (missing > 0)
        {
            yield return FormattableString.Invariant($"{missing} candles are missing (gaps: {gaps}); those on both sides are taken as neighbours, as the app takes them.");
        }

        if (candles.Count < options.Policy.PercentileCandles)
        {
            yield return FormattableString.Invariant($"The ATR's percentile is among the latest {options.Policy.PercentileCandles} candles; here are fewer.");
        }
    }

    private (long Missing, int Gaps) Missing()
    {
        var holes = candles.Skip(1).Zip(candles, (later, earlier) => ((later.Candle.OpenTimeMs - earlier.Candle.OpenTimeMs) / interval.Milliseconds) - 1).Where(missing => missing > 0).ToList();
        return (holes.Sum(), holes.Count);
    }
}
