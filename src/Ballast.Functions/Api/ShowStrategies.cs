using Ballast.Application.Reading;
using Ballast.Core.Decisions;
using Ballast.Core.Strategies;

namespace Ballast.Functions.Api;

/// <summary>Shows the built-in strategies.</summary>
internal static partial class Show
{
    public static StrategyView Strategy(StrategyRow row, TradingOptions options) => new(
        row.Strategy.Name(),
        row.Rule,
        row.Trades,
        options.Ensemble.Models.Contains(row.Strategy),
        row.Strategy.Place(options.Strategies).Interval.Name,
        [.. row.Symbols.Select(s => s.Name)],
        [.. row.Opinions.Select(o => new OpinionView(o.Symbol.Name, o.Opinion.Action?.ToString(), o.Opinion.Confidence, o.Opinion.Raw, o.Opinion.Calibration, o.Opinion.Why, o.Opinion.At))],
        row.Calibration is { } known ? Calibration(known, row.Rule, options.Strategies.Calibration) : null);

    private static CalibrationView Calibration(StrategyCalibration known, string rule, CalibrationOptions options) => new(
        known.Covers(rule, options),
        known.Rule,
        known.Samples,
        options.MinSamples,
        known.Wins,
        [.. known.Map.Points.Select(p => new CalibrationPointView(p.Confidence, p.Share, p.Count))],
        [.. known.Bins.Where(b => b.Count > 0).Select(b => new ReliabilityBinView(b.From, b.Count, b.Confidence, b.Share))],
        Score(known.Before),
        Score(known.After),
        known.AsOf);

    private static ScoreView? Score(Reliability? score) => score is { } known ? new ScoreView(known.Count, known.Brier, known.CalibrationError) : null;
}
