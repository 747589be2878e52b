using Ballast.Research.Trials;

namespace Ballast.Research.Optimising;

/// <summary>
/// How a search chooses points by what earlier ones made: a tree-structured Parzen estimator. The first points are drawn at random; then each point is
/// the one of some candidates that is likeliest among the good ones and least likely among the rest. Source: Bergstra, Bardenet, Bengio and Kégl,
/// Algorithms for Hyper-Parameter Optimization, NIPS 2011; kernels of whole points as Falkner, Klein and Hutter, BOHB, ICML 2018.
/// </summary>
public sealed record Bayesian
{
    /// <summary>Choosing takes longer with every point; a search that can try more than this does as well at random.</summary>
    public const int MostPoints = 5_000;

    public const int DefaultRound = 8;

    public const int MostRound = 1_000;

    /// <summary>Candidates of each choice, as hyperopt and Optuna draw.</summary>
    public const int Candidates = 24;

    /// <summary>The share of finished points that is called good, at most <see cref="MostGood"/> of them. As Optuna.</summary>
    public const double GoodShare = 0.1;

    public const int MostGood = 25;

    /// <summary>Each so many points one is drawn at random: what luck is judged by needs points that no result has chosen. Ours.</summary>
    public const int BlindEach = 8;

    private const int LeastStart = 10;

    private const int StartPerAxis = 4;

    /// <summary>
    /// Points that are chosen together, before any of them is tried, so that the result does not depend on the number of processors. 1–1,000. Fewer
    /// learn more, more keep more processors at work.
    /// </summary>
    public int Round { get; init; } = DefaultRound;

    /// <summary>The plan of such a search: its first points are those of <see cref="RandomDraw"/> with the same seed.</summary>
    /// <exception cref="ArgumentException">An axis is named twice, or there are too many points.</exception>
    public static SearchPlan Of(IReadOnlyList<SearchAxis> axes, Func<SettingPoint, bool> allows, int count, long seed, int round = DefaultRound)
    {
        ArgumentNullException.ThrowIfNull(axes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostPoints);
        ArgumentOutOfRangeException.ThrowIfNotEqual(round, Math.Clamp(round, 1, MostRound));
        return RandomDraw.Of(axes, allows, Math.Min(count, Start(axes.Count)), seed) with { Asked = count, Bayesian = new Bayesian { Round = round } };
    }

    /// <summary>True for a point that is drawn at random.</summary>
    public static bool IsBlind(int index, int axes) => index < Start(axes) || index % BlindEach == BlindEach - 1;

    private static int Start(int axes) => Math.Max(LeastStart, StartPerAxis * axes);
}
