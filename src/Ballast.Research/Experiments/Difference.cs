using Ballast.Core.Growth;

namespace Ballast.Research.Experiments;

/// <summary>One figure of two arms.</summary>
/// <param name="Change">Candidate − baseline.</param>
/// <param name="Relative">The change as a fraction of the baseline; null where that is not above 0.</param>
/// <param name="Low">Of the interval of the change.</param>
public sealed record Difference(double Baseline, double Candidate, double Change, double? Relative, double Low, double High)
{
    /// <param name="changes">Of all resamples; they are sorted here.</param>
    /// <param name="confidence">Of the interval, 0–1: as much is left out at either end (percentiles).</param>
    public static Difference Of(double baseline, double candidate, double[] changes, double confidence)
    {
        ArgumentNullException.ThrowIfNull(changes);
        Array.Sort(changes);
        var change = candidate - baseline;
        return new Difference(baseline, candidate, change, baseline > 0 ? change / baseline : null, Percentiles.Place(changes, (1 - confidence) / 2), Percentiles.Place(changes, (1 + confidence) / 2));
    }
}
