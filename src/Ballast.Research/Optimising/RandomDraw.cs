using Ballast.Core.Growth;
using Ballast.Research.Trials;

namespace Ballast.Research.Optimising;

/// <summary>
/// Points drawn at random, none twice. Each has a stream of its own from seed and number, so that the first points of a long search are those of a
/// short one. A draw that is no point, or one that is there already, is drawn again.
/// </summary>
public static class RandomDraw
{
    /// <summary>After so many draws in vain there are no more points.</summary>
    private const int MostDraws = 1_000;

    /// <summary>At most <paramref name="count"/> points; fewer where the axes do not have as many.</summary>
    /// <exception cref="ArgumentException">An axis is named twice, or there are too many points.</exception>
    public static SearchPlan Of(IReadOnlyList<SearchAxis> axes, Func<SettingPoint, bool> allows, int count, long seed)
    {
        ArgumentNullException.ThrowIfNull(axes);
        ArgumentNullException.ThrowIfNull(allows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, SearchPlan.MaxPoints);
        SearchPlan.CheckNames(axes, "search");
        var points = new List<SettingPoint>(count);
        var known = new HashSet<SettingPoint>(count);
        var skipped = 0;
        while (points.Count < count)
        {
            var random = new PathRandom(seed, points.Count);
            if (One(axes, allows, ref random, known, ref skipped) is not { } point)
            {
                break;
            }

            points.Add(point);
        }

        return new SearchPlan { Axes = axes, Points = points, Skipped = skipped, Asked = count, Seed = seed };
    }

    /// <summary>A point that is not known, and is from now on; null where none was found.</summary>
    internal static SettingPoint? One(IReadOnlyList<SearchAxis> axes, Func<SettingPoint, bool> allows, ref PathRandom random, HashSet<SettingPoint> known, ref int skipped)
    {
        for (var draw = 0; draw < MostDraws; draw++)
        {
            var shares = new double[axes.Count];
            for (var i = 0; i < shares.Length; i++)
            {
                shares[i] = random.NextUnit();
            }

            var point = SearchPlan.PointOf(axes, (axis, i) => axis.At(shares[i]));
            if (!allows(point))
            {
                skipped++;
            }
            else if (known.Add(point))
            {
                return point;
            }
        }

        return null;
    }
}
