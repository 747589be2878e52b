using Ballast.Research.Trials;

namespace Ballast.Research.Optimising;

/// <summary>All points of some axes. The last axis turns fastest, as a person would write nested loops.</summary>
public static class Grid
{
    /// <exception cref="ArgumentException">An axis is named twice or has no values that can be counted, or there are too many points.</exception>
    public static SearchPlan Of(IReadOnlyList<SearchAxis> axes, Func<SettingPoint, bool> allows)
    {
        ArgumentNullException.ThrowIfNull(axes);
        ArgumentNullException.ThrowIfNull(allows);
        SearchPlan.CheckNames(axes, "grid");
        var total = CountOf(axes) ?? throw new ArgumentException($"The grid has more than {SearchPlan.MaxPoints} points.");
        var points = Enumerable.Range(0, total).Select(i => At(axes, i)).Where(allows).ToList();
        return new SearchPlan { Axes = axes, Points = points, Skipped = total - points.Count, Asked = points.Count };
    }

    /// <summary>Points of the axes, whether or not their values go together; null where there are too many, or more than can be counted.</summary>
    internal static int? CountOf(IReadOnlyList<SearchAxis> axes)
    {
        var total = axes.Aggregate(1L, (product, axis) => Math.Min(product * (axis.Count ?? int.MaxValue), (long)SearchPlan.MaxPoints + 1));
        return total > SearchPlan.MaxPoints ? null : (int)total;
    }

    internal static SettingPoint At(IReadOnlyList<SearchAxis> axes, int index)
    {
        var turn = new int[axes.Count];
        for (var axis = axes.Count - 1; axis >= 0; axis--)
        {
            (index, turn[axis]) = Math.DivRem(index, axes[axis].Count!.Value);
        }

        return SearchPlan.PointOf(axes, (axis, at) => axis[turn[at]]);
    }
}
