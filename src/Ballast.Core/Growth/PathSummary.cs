using Ballast.Core.Market;

namespace Ballast.Core.Growth;

/// <summary>What many paths say together. Source: requirements §1.4.</summary>
public sealed record PathSummary
{
    /// <summary>Paths.</summary>
    public required int Count { get; init; }

    /// <summary>Average end balance.</summary>
    public required Money Mean { get; init; }

    /// <summary>One standard error of <see cref="Mean"/>, USDT.</summary>
    public required Money StandardError { get; init; }

    public required Percentiles Percentiles { get; init; }

    /// <summary>The share of paths that fell under the least balance at any time.</summary>
    public required double ProbabilityOfRuin { get; init; }

    /// <summary>The share of paths that reached the target at any time.</summary>
    public required double ProbabilityOfTarget { get; init; }

    /// <summary>Signals to the target: the median of all paths; null when fewer than half arrive.</summary>
    public required int? SignalsToTarget { get; init; }

    /// <summary>Orders <paramref name="ends"/> by balance and sums them in that order, so that the sum is the same however they were computed.</summary>
    public static PathSummary Of(PathEnd[] ends)
    {
        var balances = Array.ConvertAll(ends, e => e.Balance);
        Array.Sort(balances);
        var mean = balances.Sum() / ends.Length;
        var variance = balances.Sum(b => (b - mean) * (b - mean)) / Math.Max(1, ends.Length - 1);
        var arrivals = ends.Where(e => e.HasReached).Select(e => e.ReachedAfter).Order().ToArray();
        var middle = (ends.Length - 1) / 2;
        return new PathSummary
        {
            Count = ends.Length,
            Mean = Percentiles.Shown(mean),
            StandardError = Percentiles.Shown(Math.Sqrt(variance / ends.Length)),
            Percentiles = Percentiles.Of(balances),
            ProbabilityOfRuin = (double)ends.Count(e => e.IsRuined) / ends.Length,
            ProbabilityOfTarget = (double)arrivals.Length / ends.Length,
            SignalsToTarget = middle < arrivals.Length ? arrivals[middle] : null,
        };
    }
}
