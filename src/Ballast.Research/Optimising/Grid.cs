using Ballast.Research.Trials;

namespace Ballast.Research.Optimising;

/// <summary>All points of some axes. The last axis turns fastest, as a person would write nested loops.</summary>
public static class Grid
{
    /// <exception cref="ArgumentException">An axis is named twice, or there are too many points.</exception>
    public static SearchPlan Of(IReadOnlyList<SearchAxis> axes, Func<SettingPoint, bool> allows)
    {
        ArgumentNullException.ThrowIfNull(axes);
        ArgumentNullException.ThrowIfNull(allows);
        SearchPlan.CheckNames(axes, "grid");
        var total = axes.Aggregate(1L, (product, axis) => Math.Min(product * axis.Count, (long)SearchPlan.MaxPoints + 1));
        if (total > SearchPlan.MaxPoints)
        {
            throw new ArgumentException($"The grid has more than {SearchPlan.MaxPoints} points.");
        }

        var points = new List<SettingPoint>();
        var turn = new int[axes.Count];
        for (var i = 0; i < total; i++)
        {
            var rest = i;
            for (var axis = axes.Count - 1; axis >= 0; axis--)
            {
                (rest, turn[axis]) = Math.DivRem(rest, axes[axis].Count);
            }

            if (SearchPlan.PointOf(axes, (axis, at) => axis[turn[at]]) is var point && allows(point))
            {
                points.Add(point);
            }
        }

        return new SearchPlan { Axes = axes, Points = points, Skipped = (int)total - points.Count };
    }
}
