using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Regimes;

namespace Ballast.Cli.Labels;

/// <summary>Labels candles one by one as the app would have while they closed: no label knows anything later than its candle.</summary>
internal static class RegimeLabels
{
    /// <summary>By the app's own tracker of one frame.</summary>
    /// <param name="candles">Oldest first, all of the interval.</param>
    public static IReadOnlyList<LabelledCandle> ByRules(Candle[] candles, CandleInterval interval, TradingOptions options, CancellationToken cancel)
    {
        var tracker = new FrameTracker(new FrameSource(interval, interval), options.Policy, options.Regimes);
        return Label(candles, options, i =>
        {
            // With the candle before it: that shows the tracker that nothing was missed between two reads.
            tracker.Take(Window(candles, i, 2), asked: 1, ClosedAt(candles[i]));
            return tracker.Reading is { } reading ? MarketLabels.Of(reading.Regime, reading.Direction) : null;
        }, cancel);
    }

    /// <summary>
    /// By a hidden Markov model, walk-forward: trained anew after so many candles on the latest ones, as the app's timer does, and asked only from the
    /// next candle on. Its posterior is filtered, never smoothed.
    /// </summary>
    public static IReadOnlyList<LabelledCandle> ByModel(Candle[] candles, int trainEvery, TradingOptions options, CancellationToken cancel)
    {
        TrainedModel? model = null;
        var since = 0;
        return Label(candles, options, i =>
        {
            var window = Window(candles, i, WindowOf(options));
            var reading = model is null ? null : ModelReading.Of(model, window, options.HiddenMarkov);
            since++;
            if (model is null || since >= trainEvery)
            {
                (model, since) = (TrainedModel.Fit(window, model, ClosedAt(candles[i]), options.HiddenMarkov) ?? model, 0);
            }

            return reading is null ? null : MarketLabels.Of(reading.Regime, reading.Direction);
        }, cancel);
    }

    private static List<LabelledCandle> Label(Candle[] candles, TradingOptions options, Func<int, MarketLabel?> label, CancellationToken cancel)
    {
        var labelled = new List<LabelledCandle>(candles.Length);
        for (var i = 0; i < candles.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            labelled.Add(new LabelledCandle(candles[i], label(i), PolicyRules.AtrPercentile(Latest(candles, i, WindowOf(options)), options.Policy)));
        }

        return labelled;
    }

    /// <summary>As many candles as the app reads of the policy's frame.</summary>
    private static int WindowOf(TradingOptions options)
    {
        foreach (var read in options.FramePlan.Reads)
        {
            if (read.Interval == options.Frames.PolicyFrame)
            {
                return read.Count;
            }
        }

        throw new System.Diagnostics.UnreachableException();
    }

    private static CandleWindow Window(Candle[] candles, int last, int count) => new(EquatableList.Create(Latest(candles, last, count)), 0);

    private static ReadOnlySpan<Candle> Latest(Candle[] candles, int last, int count) => candles.AsSpan(Math.Max(0, last + 1 - count)..(last + 1));

    private static DateTimeOffset ClosedAt(Candle candle) => DateTimeOffset.FromUnixTimeMilliseconds(candle.CloseTimeMs + 1);
}
