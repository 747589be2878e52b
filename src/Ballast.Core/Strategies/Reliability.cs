using Ballast.Core.Market;

namespace Ballast.Core.Strategies;

/// <summary>Signals of about one confidence.</summary>
/// <param name="From">Inclusive; bins are a tenth wide.</param>
/// <param name="Confidence">Their mean; 0 without a signal.</param>
/// <param name="Share">Of winners among them; 0 without a signal.</param>
public readonly record struct ReliabilityBin(double From, int Count, double Confidence, double Share);

/// <summary>How well confidences told the winners.</summary>
/// <param name="Brier">Mean squared distance of confidence and outcome: 0 is perfect, 0.25 is what a coin's 0.5 gets.</param>
/// <param name="CalibrationError">Expected calibration error: mean distance of confidence and share of winners over the bins, weighted by count.</param>
public readonly record struct Reliability(int Count, double Brier, double CalibrationError)
{
    private const int Bins = 10;

    /// <param name="told">Confidences 0 to 1 with what became of them, one or more.</param>
    public static Reliability Of(IReadOnlyCollection<(double Confidence, bool IsWon)> told) => new(
        told.Count,
        told.Average(t => (t.Confidence - (t.IsWon ? 1 : 0)) * (t.Confidence - (t.IsWon ? 1 : 0))),
        BinsOf(told).Sum(b => b.Count * Math.Abs(b.Confidence - b.Share)) / told.Count);

    /// <summary>All ten bins.</summary>
    public static EquatableList<ReliabilityBin> BinsOf(IEnumerable<(double Confidence, bool IsWon)> told)
    {
        var bins = told.ToLookup(t => Math.Clamp((int)(t.Confidence * Bins), 0, Bins - 1));
        return EquatableList.From(Enumerable.Range(0, Bins).Select(i => bins[i].ToList()).Select((bin, i) =>
            new ReliabilityBin((double)i / Bins, bin.Count, bin.Count == 0 ? 0 : bin.Average(t => t.Confidence), bin.Count == 0 ? 0 : bin.Average(t => t.IsWon ? 1.0 : 0))));
    }
}
