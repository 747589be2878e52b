using Ballast.Research.Optimising;
using Ballast.Research.Trials;

namespace Ballast.Cli.Output;

/// <summary>A walk-forward: what choosing anew and again would have made.</summary>
/// <param name="Efficiency">Out of sample over in sample.</param>
/// <param name="OutOfSample">Of all test windows as one curve.</param>
internal sealed record WalkForwardView(int UnusedDays, double? Efficiency, TrialFigures OutOfSample, IReadOnlyList<WalkWindowView> Windows)
{
    public static WalkForwardView Of(WalkForward walk) => new(walk.UnusedDays, walk.Efficiency, walk.Figures, [.. walk.Outcomes.Select(WalkWindowView.Of)]);
}

/// <summary>One window. Times are UTC, each end exclusive.</summary>
/// <param name="Params">The best point of the training; null where it had none and nothing was traded.</param>
/// <param name="InSample">Its value in the training.</param>
/// <param name="OutOfSample">Its value in the test window.</param>
internal sealed record WalkWindowView(DateTimeOffset TrainFrom, DateTimeOffset TrainTo, DateTimeOffset TestFrom, DateTimeOffset TestTo, IReadOnlyDictionary<string, SettingValue>? Params, double? InSample, double? OutOfSample, TrialFigures Test)
{
    public static WalkWindowView Of(WalkOutcome outcome) => new(
        Time(outcome.Window.Train[0].FromMs),
        Time(outcome.Window.Train[^1].ToMs),
        Time(outcome.Window.Test.FromMs),
        Time(outcome.Window.Test.ToMs),
        outcome.Best is { } best ? BestPoint.ParamsOf(best.Point) : null,
        outcome.Best?.Value,
        outcome.OutOfSample,
        TrialFigures.Of(outcome.Run));

    private static DateTimeOffset Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
