using Ballast.Research.Trials;

namespace Ballast.Research.Optimising;

/// <summary>What is kept of a point that was tried: enough to find every best one, and to say how much of it may be luck.</summary>
/// <param name="Index">Its place in the plan.</param>
/// <param name="Figures">Over all of the data.</param>
/// <param name="Windows">The objective's value in each training of the walk-forward; null where it means nothing there.</param>
/// <param name="Blocks">See <see cref="Luck.BlockSums"/>; empty where there are too many points or days are missing.</param>
public sealed record TrialRecord(int Index, TrialFigures Figures, IReadOnlyList<double?> Windows, IReadOnlyList<double> Blocks)
{
    /// <summary>Of a Bayesian search the point itself, since it stands in no plan; else null.</summary>
    public string? Point { get; init; }
}
