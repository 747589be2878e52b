using Ballast.Core.Market;

namespace Ballast.Core.Strategies;

/// <summary>What history says of a strategy's confidences, as it is cached and shown.</summary>
/// <param name="Rule">What was measured; see <see cref="BuiltIns.Rule"/>.</param>
/// <param name="Samples">Past signals that have ended, of all its symbols.</param>
/// <param name="Wins">Of these, after fees.</param>
/// <param name="Map">Of all samples: what opinions from now on get.</param>
/// <param name="Bins">How the raw confidences did, over all samples.</param>
/// <param name="Before">The raw confidences of the scored signals; null where no part of history had enough before it.</param>
/// <param name="After">The same signals, each by a map of only what had ended before its part began.</param>
public sealed record StrategyCalibration(
    string Strategy,
    string Rule,
    int Samples,
    int Wins,
    CalibrationMap Map,
    EquatableList<ReliabilityBin> Bins,
    Reliability? Before,
    Reliability? After,
    DateTimeOffset AsOf)
{
    public static StrategyCalibration Of(string strategy, string rule, IReadOnlyCollection<PastSignal> signals, DateTimeOffset now, CalibrationOptions options)
    {
        var scored = WalkForward(signals, options);
        return new StrategyCalibration(
            strategy,
            rule,
            signals.Count,
            signals.Count(s => s.IsWon),
            CalibrationMap.Fit(signals, options),
            Reliability.BinsOf(signals.Select(s => (s.Confidence, s.IsWon))),
            scored.Count == 0 ? null : Reliability.Of([.. scored.Select(s => (s.Signal.Confidence, s.Signal.IsWon))]),
            scored.Count == 0 ? null : Reliability.Of([.. scored.Select(s => (s.Calibrated, s.Signal.IsWon))]),
            now);
    }

    /// <summary>Whether it has to be made anew: a day has passed, or the rule is another.</summary>
    public bool IsDue(string rule, DateTimeOffset now, CalibrationOptions options) => Rule != rule || now - AsOf >= options.Period;

    /// <summary>Whether there is enough of it to speak for the rule.</summary>
    public bool Covers(string rule, CalibrationOptions options) => Rule == rule && Samples >= options.MinSamples;

    /// <summary>
    /// Each part of history with a map of the signals that had ended when it began: nothing is calibrated on itself. Parts before which fewer
    /// than half of the needed samples had ended are not scored.
    /// </summary>
    public static IReadOnlyList<(PastSignal Signal, double Calibrated)> WalkForward(IReadOnlyCollection<PastSignal> signals, CalibrationOptions options)
    {
        var ordered = signals.OrderBy(s => s.EntryMs).ThenBy(s => s.ExitMs).ThenBy(s => s.Confidence).ToArray();
        var scored = new List<(PastSignal, double)>();
        var length = (ordered.Length + options.Folds) / (options.Folds + 1);
        for (var from = length; from < ordered.Length; from += length)
        {
            var part = ordered.AsSpan(from, Math.Min(length, ordered.Length - from));
            var begins = part[0].EntryMs;
            var ended = ordered.Where(s => s.ExitMs < begins).ToList();
            if (2 * ended.Count < options.MinSamples)
            {
                continue;
            }

            var map = CalibrationMap.Fit(ended, options);
            foreach (ref readonly var signal in part)
            {
                scored.Add((signal, map.Apply(signal.Confidence)));
            }
        }

        return scored;
    }
}
