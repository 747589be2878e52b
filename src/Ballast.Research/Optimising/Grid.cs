using Ballast.Core.Market;
using Ballast.Research.Backtesting;

namespace Ballast.Research.Optimising;

/// <summary>All points of some axes over fixed settings. The last axis turns fastest, as a person would write nested loops.</summary>
public sealed class Grid
{
    public const int MaxPoints = 1_000_000;

    /// <summary>What an axis may be, and the numbers that it takes.</summary>
    public static readonly IReadOnlyDictionary<string, NumberRange> Allowed = new Dictionary<string, NumberRange>(StringComparer.Ordinal)
    {
        ["fast"] = NumberRange.Whole(1, 10_000),
        ["slow"] = NumberRange.Whole(2, 10_000),
        ["atr-stop"] = new(0, 100),
    };

    private readonly List<BareOptions> _points = [];

    /// <exception cref="ArgumentException">An axis is named twice or unknown, or there are too many points.</exception>
    public Grid(IReadOnlyList<GridAxis> axes, BareOptions options)
    {
        ArgumentNullException.ThrowIfNull(axes);
        ArgumentNullException.ThrowIfNull(options);
        if (axes.DistinctBy(a => a.Name).Count() < axes.Count)
        {
            throw new ArgumentException("An axis stands in the grid twice.");
        }

        Axes = axes;
        var total = axes.Aggregate(1L, (product, axis) => Math.Min(product * axis.Count, (long)MaxPoints + 1));
        if (total > MaxPoints)
        {
            throw new ArgumentException($"The grid has more than {MaxPoints} points.");
        }

        for (var i = 0; i < total; i++)
        {
            var point = At(i, options);
            if (point.Fast < point.Slow)
            {
                _points.Add(point);
            }
            else
            {
                Skipped++;
            }
        }
    }

    public IReadOnlyList<GridAxis> Axes { get; }

    /// <summary>In the order in which a tie is decided.</summary>
    public IReadOnlyList<BareOptions> Points => _points;

    /// <summary>Points left out, since their fast mean is not shorter than their slow one.</summary>
    public int Skipped { get; }

    /// <summary>A point's values along the axes.</summary>
    public IReadOnlyList<(string Name, decimal Value)> ParamsOf(BareOptions point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return [.. Axes.Select(a => (a.Name, a.Name switch { "fast" => point.Fast, "slow" => point.Slow, _ => (decimal)point.AtrStop }))];
    }

    private BareOptions At(long index, BareOptions options)
    {
        for (var axis = Axes.Count - 1; axis >= 0; axis--)
        {
            var value = Axes[axis][(int)(index % Axes[axis].Count)];
            index /= Axes[axis].Count;
            options = Axes[axis].Name switch
            {
                "fast" => options with { Fast = (int)value },
                "slow" => options with { Slow = (int)value },
                "atr-stop" => options with { AtrStop = (double)value },
                var name => throw new ArgumentException($"There is no axis {name}."),
            };
        }

        return options;
    }
}
