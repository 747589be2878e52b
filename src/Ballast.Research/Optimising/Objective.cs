using System.Diagnostics;
using Ballast.Research.Trials;

namespace Ballast.Research.Optimising;

/// <summary>What a search looks for the most of.</summary>
public enum Objective
{
    NetPnl,
    Sharpe,
    Sortino,
    Calmar,
    WinRate,

    /// <summary>Logarithm of what a year makes of 1; see <see cref="TrialFigures.Growth"/>.</summary>
    Growth,
}

/// <summary>An objective, and how deep equity may fall for a point to count at all.</summary>
/// <param name="MaxDrawdown">At the ends of UTC days, a fraction of the peak; null: any. <see cref="Objective.Growth"/> has 0.3 unless another is given.</param>
public sealed record Goal(Objective Objective, double? MaxDrawdown = null)
{
    /// <summary>A fraction of the peak. Ours.</summary>
    public const double GrowthDrawdown = 0.3;

    /// <summary>The bound in force; null: any depth counts.</summary>
    public double? Bound => MaxDrawdown ?? (Objective == Objective.Growth ? GrowthDrawdown : null);

    /// <summary>True for a point that does not count, whatever it earned.</summary>
    public bool IsTooDeep(TrialFigures figures) => figures.MaxDrawdown > Bound;

    /// <summary>The value of a run; null where it means nothing or does not count, which no search prefers.</summary>
    public double? Of(TrialFigures figures) => IsTooDeep(figures) ? null : Objective switch
    {
        Objective.NetPnl => figures.NetPnl,
        Objective.Sharpe => figures.Sharpe,
        Objective.Sortino => figures.Sortino,
        Objective.Calmar => figures.Calmar,
        Objective.WinRate => figures.Trades > 0 ? (double)figures.Wins / figures.Trades : null,
        Objective.Growth => figures.Growth,
        _ => throw new UnreachableException(),
    };

    /// <summary>The value where time does not count: an amount grows with the days, ratios and yearly values do not.</summary>
    public double? PerDay(TrialFigures figures) => Objective == Objective.NetPnl ? Of(figures) / Math.Max(1, figures.Days) : Of(figures);
}
