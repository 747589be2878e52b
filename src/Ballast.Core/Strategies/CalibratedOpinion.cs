using Ballast.Core.Market;

namespace Ballast.Core.Strategies;

/// <summary>A strategy's opinion with the confidence that its own past gives it.</summary>
public static class CalibratedOpinion
{
    /// <param name="at">The end of the last candle of the path.</param>
    /// <param name="rule">The strategy's rule now; see <see cref="BuiltIns.Rule"/>.</param>
    /// <param name="known">What history says; null when that was never asked.</param>
    public static StrategyOpinion Of(BuiltIn strategy, CandleInterval interval, StrategyPath path, DateTimeOffset at, string rule, StrategyCalibration? known, CalibrationOptions options)
    {
        if (path.Latest is not { } latest)
        {
            return new StrategyOpinion(strategy.Name(), interval, null, 0, 0, path.Why, "none: no opinion", at);
        }

        var raw = latest.Confidence;
        if (latest.Action == ModelAction.None)
        {
            return new StrategyOpinion(strategy.Name(), interval, latest.Action, raw, raw, path.Why, "none: no action", at);
        }

        if (known?.Covers(rule, options) != true)
        {
            var samples = known?.Rule == rule ? known.Samples : 0;
            return new StrategyOpinion(strategy.Name(), interval, latest.Action, raw, raw, path.Why, FormattableString.Invariant($"raw: {samples} past signals, {options.MinSamples} are needed"), at);
        }

        var calibrated = decimal.Round((decimal)Math.Clamp(known.Map.Apply((double)raw), 0, 1), 4);
        return new StrategyOpinion(strategy.Name(), interval, latest.Action, calibrated, raw, path.Why, FormattableString.Invariant($"by {known.Samples} past signals, {known.Wins} of them won"), at);
    }
}
