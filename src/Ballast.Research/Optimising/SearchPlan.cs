using Ballast.Core.Market;
using Ballast.Research.Trials;

namespace Ballast.Research.Optimising;

/// <summary>The points that a search tries, in the order in which a tie is decided.</summary>
public sealed record SearchPlan
{
    public const int MaxPoints = 1_000_000;

    public required IReadOnlyList<SearchAxis> Axes { get; init; }

    public required IReadOnlyList<SettingPoint> Points { get; init; }

    /// <summary>Points left out, since their values do not go together.</summary>
    public required int Skipped { get; init; }

    /// <summary>Of a random search; null of a grid.</summary>
    public long? Seed { get; init; }

    /// <summary>What was asked for: two plans of the same text have the same points.</summary>
    public string Text => Seed is { } seed ? FormattableString.Invariant($"random {Points.Count} seed {seed} of {string.Join(' ', Axes)}") : $"grid {string.Join(' ', Axes)}";

    /// <exception cref="ArgumentException">An axis stands there twice.</exception>
    internal static void CheckNames(IReadOnlyList<SearchAxis> axes, string where)
    {
        if (axes.DistinctBy(a => a.Name).Count() < axes.Count)
        {
            throw new ArgumentException($"An axis stands in the {where} twice.");
        }
    }

    /// <summary>A point from one value of each axis.</summary>
    internal static SettingPoint PointOf(IReadOnlyList<SearchAxis> axes, Func<SearchAxis, int, decimal> value) =>
        new(EquatableList.From(axes.Select((axis, i) => new SettingValue(axis.Name, value(axis, i)))));
}
