using Ballast.Research.Trials;

namespace Ballast.Research.Optimising;

/// <summary>One window's outcome. Values are the objective's; null where it means nothing.</summary>
/// <param name="Best">Of the training; null where there was none, and nothing is traded.</param>
/// <param name="OutOfSample">Of the same point in the test window, which no choice has seen.</param>
/// <param name="Run">What it made there.</param>
public sealed record WalkOutcome(WalkWindow Window, BestTrial? Best, double? OutOfSample, TrialRun Run);

/// <summary>What choosing anew and again would have made: each test window traded at the point that its training found.</summary>
public sealed record WalkForward
{
    public required IReadOnlyList<WalkOutcome> Outcomes { get; init; }

    /// <summary>The test windows one after the other as one curve.</summary>
    public required TrialRun Joined { get; init; }

    public required TrialFigures Figures { get; init; }

    /// <summary>
    /// The mean value out of sample over the mean value in sample, over the windows that have both, amounts per day; null where training earned nothing.
    /// Near 1: what was found held; near 0 or under: it was fitted to the past. Source: Pardo, The Evaluation and Optimization of Trading Strategies, 2008.
    /// </summary>
    public double? Efficiency { get; init; }

    public required int UnusedDays { get; init; }

    /// <summary>Null where it was stopped.</summary>
    public static WalkForward? Of(ITrialEngine engine, SearchResult found, WalkForwardPlan plan, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(plan);
        var outcomes = new List<WalkOutcome>();
        double before = 0, after = 0;
        for (var i = 0; i < plan.Windows.Count; i++)
        {
            var window = plan.Windows[i];
            var best = found.BestIn(i);

            // Without a best point nothing is traded, and its days are days without a change.
            var point = best?.Point ?? found.Plan.Points[0];
            if (engine.Run(point, [window.Test, .. window.Train], cancel) is not { } runs)
            {
                return null;
            }

            var test = best is null ? Idle(runs[0]) : runs[0];
            var figures = TrialFigures.Of(test);
            outcomes.Add(new WalkOutcome(window, best, best is null ? null : found.Goal.Of(figures), test));
            if (best is not null && found.Goal.PerDay(figures) is { } judged && found.Goal.PerDay(TrialFigures.Of(TrialRun.Join([.. runs.Skip(1)]))) is { } trained)
            {
                (before, after) = (before + trained, after + judged);
            }
        }

        var joined = TrialRun.Join([.. outcomes.Select(o => o.Run)]);
        return new WalkForward { Outcomes = outcomes, Joined = joined, Figures = TrialFigures.Of(joined), Efficiency = before > 0 ? after / before : null, UnusedDays = plan.UnusedDays };
    }

    private static TrialRun Idle(TrialRun run) => run with { DailyReturns = new double[run.Days], TradePnls = default };
}
