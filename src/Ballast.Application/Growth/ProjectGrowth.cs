using Ballast.Core.Growth;

namespace Ballast.Application.Growth;

/// <summary>
/// Computes a plan's growth, path by path in parts. Parts depend on the seed only, so the caller may run them one after the other or on
/// all processors: the result is the same to the last digit. Source: requirements §1.4.
/// </summary>
public sealed class ProjectGrowth(GrowthOptions options, Action<int, Action<int>> runParts)
{
    /// <summary>Runs the parts one after the other.</summary>
    public static void InOrder(int parts, Action<int> part)
    {
        for (var i = 0; i < parts; i++)
        {
            part(i);
        }
    }

    /// <exception cref="OperationCanceledException">Looked at between parts.</exception>
    public GrowthProjection Run(GrowthQuestion question, CancellationToken cancel)
    {
        var plan = question.Plan;
        return new GrowthProjection
        {
            Mean = ClosedForm.Mean(plan),
            Median = ClosedForm.Median(plan),
            DaysOfMean = ClosedForm.DaysToTarget(plan),
            Paths = question.Paths is { } paths ? PathSummary.Of(Draw(plan, paths, question.Seed, cancel)) : null,
            Strategies = question.Compare is { } comparison ? Compare(question, comparison, cancel) : null,
        };
    }

    private PathEnd[] Draw(GrowthPlan plan, int paths, long seed, CancellationToken cancel)
    {
        var drawing = new GrowthPaths(plan, options);
        var ends = new PathEnd[paths];
        InParts(paths, plan.Trades, (first, count) => drawing.Run(seed, first, ends.AsSpan(first, count)), cancel);
        return ends;
    }

    private List<StrategySummary> Compare(GrowthQuestion question, ComparisonOptions comparison, CancellationToken cancel)
    {
        var paths = comparison.PathsFor(question.Paths);
        var drawing = new StrategyComparison(question.Plan, comparison, options);
        var ends = StrategyComparison.Strategies.Select(_ => new PathEnd[paths]).ToArray();
        InParts(paths, drawing.Signals * ends.Length, (first, count) => drawing.Run(question.Seed, first, count, ends), cancel);
        return [.. StrategyComparison.Strategies.Select((strategy, i) => new StrategySummary(strategy, PathSummary.Of(ends[i])))];
    }

    private void InParts(int paths, long stepsOfAPath, Action<int, int> draw, CancellationToken cancel)
    {
        var size = (int)Math.Max(1, options.StepsAtATime / stepsOfAPath);
        runParts((int)(((long)paths + size - 1) / size), part =>
        {
            cancel.ThrowIfCancellationRequested();
            var first = part * size;
            draw(first, Math.Min(size, paths - first));
        });
    }
}

/// <summary>What was computed. Amounts in USDT.</summary>
public sealed record GrowthProjection
{
    /// <summary>Closed form: the mean.</summary>
    public required double Mean { get; init; }

    /// <summary>Closed form: the median.</summary>
    public required double Median { get; init; }

    /// <summary>Days until the mean reaches the target; null when there is none or it never does.</summary>
    public required double? DaysOfMean { get; init; }

    /// <summary>Monte Carlo; null when none was asked for.</summary>
    public required PathSummary? Paths { get; init; }

    /// <summary>The comparison; null when none was asked for.</summary>
    public required IReadOnlyList<StrategySummary>? Strategies { get; init; }
}

/// <summary>One strategy's paths; their target is the multiple of the start.</summary>
public sealed record StrategySummary(ComparedStrategy Strategy, PathSummary Paths);
