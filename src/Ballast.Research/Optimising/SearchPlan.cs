using Ballast.Core.Market;
using Ballast.Research.Trials;

namespace Ballast.Research.Optimising;

/// <summary>The points that a search tries, in the order in which a tie is decided; of a Bayesian search those that it begins with.</summary>
public sealed record SearchPlan
{
    public const int MaxPoints = 1_000_000;

    public required IReadOnlyList<SearchAxis> Axes { get; init; }

    public required IReadOnlyList<SettingPoint> Points { get; init; }

    /// <summary>Points left out, since their values do not go together.</summary>
    public required int Skipped { get; init; }

    /// <summary>Points that were asked for; the axes may have fewer.</summary>
    public required int Asked { get; init; }

    /// <summary>Of a search that draws; null of a grid.</summary>
    public long? Seed { get; init; }

    /// <summary>How further points follow from what was found; null where all points stand beforehand.</summary>
    public Bayesian? Bayesian { get; init; }

    /// <summary>Most points that one search over these axes tries.</summary>
    public int Most => Bayesian is null ? Points.Count : Asked;

    /// <summary>What was asked for: two plans of the same text have the same points.</summary>
    public string Text => (Bayesian, Seed) switch
    {
        ({ } bayesian, { } seed) => FormattableString.Invariant($"bayes {Asked} round {bayesian.Round} seed {seed} of {string.Join(' ', Axes)}"),
        (_, { } seed) => FormattableString.Invariant($"random {Points.Count} seed {seed} of {string.Join(' ', Axes)}"),
        _ => $"grid {string.Join(' ', Axes)}",
    };

    /// <summary>True for a point that was chosen without a look at any result.</summary>
    public bool IsBlind(int index) => Bayesian is null || Bayesian.IsBlind(index, Axes.Count);

    /// <exception cref="ArgumentException">An axis stands there twice.</exception>
    internal static void CheckNames(IReadOnlyList<SearchAxis> axes, string where)
    {
        if (axes.DistinctBy(a => a.Name).Count() < axes.Count)
        {
            throw new ArgumentException($"An axis stands in the {where} twice.");
        }
    }

    /// <summary>A point from one value of each axis.</summary>
    internal static SettingPoint PointOf(IReadOnlyList<SearchAxis> axes, Func<SearchAxis, int, SettingValue> value) => new(EquatableList.From(axes.Select(value)));
}
