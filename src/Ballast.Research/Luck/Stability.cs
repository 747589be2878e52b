using Ballast.Research.Optimising;
using Ballast.Research.Trials;

namespace Ballast.Research.Luck;

/// <summary>A point beside the best one.</summary>
/// <param name="Steps">−2, −1, 1 or 2 steps of the axis; tenths of the way from end to end where it has none. 0: another word, which is no neighbour since words have no order.</param>
/// <param name="Value">Null where the objective means nothing there.</param>
/// <param name="Kept">Of the best point's value, a fraction, 0 without a value; null where the best is not above 0.</param>
public sealed record Neighbour(string Axis, int Steps, SettingValue At, double? Value, double? Kept);

/// <summary>How much of the best point's value its neighbours keep: what is true of a market does not hang on one number.</summary>
/// <param name="Neighbours">Along each axis, and each other word; none beyond its ends, or where the values do not go together.</param>
public sealed record Stability(IReadOnlyList<Neighbour> Neighbours)
{
    /// <summary>Under this share, kept on average by the direct neighbours along an axis, the best is a lonely peak there. Ours.</summary>
    public const double LeastKept = 0.5;

    /// <summary>The axis along which the direct neighbours keep least; null without neighbours or where the best is not above 0.</summary>
    public (string Axis, double Kept)? Weakest => Neighbours.Where(n => n.Kept is not null && Math.Abs(n.Steps) == 1).GroupBy(n => n.Axis)
        .Select(g => ((string, double)?)(g.Key, g.Average(n => n.Kept!.Value))).MinBy(k => k!.Value.Item2);

    public bool IsLonelyPeak => Weakest?.Kept < LeastKept;

    /// <summary>Null where it was stopped.</summary>
    public static Stability? Of(ITrialEngine engine, SearchPlan plan, Goal goal, BestTrial best, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(goal);
        ArgumentNullException.ThrowIfNull(best);
        var places = Places(engine, plan, best.Point).ToList();
        var values = new double?[places.Count];
        Parallel.For(0, values.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            values[i] = engine.Run(places[i].Point, [engine.Whole], cancel) is [var run] ? goal.Of(TrialFigures.Of(run)) : null);
        return cancel.IsCancellationRequested ? null
            : new Stability([.. places.Select((p, i) => new Neighbour(p.Axis, p.Steps, p.At, values[i], best.Value > 0 ? (values[i] ?? 0) / best.Value : null))]);
    }

    private static IEnumerable<(string Axis, int Steps, SettingValue At, SettingPoint Point)> Places(ITrialEngine engine, SearchPlan plan, SettingPoint best)
    {
        foreach (var axis in plan.Axes)
        {
            foreach (var (steps, at) in axis.Around(best.Of(axis.Name)))
            {
                if (best.With(at) is var point && engine.Allows(point))
                {
                    yield return (axis.Name, steps, at, point);
                }
            }
        }
    }
}
