using Ballast.Research.Trials;

namespace Ballast.Research.Optimising;

/// <summary>One step of a walk-forward: where the best point is looked for, and where it is judged.</summary>
/// <param name="Train">Mostly one range; more where embargoes cut pieces out.</param>
/// <param name="Test">Never trained on in this step.</param>
public sealed record WalkWindow(IReadOnlyList<TrialRange> Train, TrialRange Test);

/// <summary>
/// The windows of a walk-forward. Source: López de Prado, Advances in Financial Machine Learning, 2018, chapter 7, for purge and embargo.
/// Purge: a training sample whose outcome reaches into the test window (here a trade still open where training ends) is dropped whole, and training
/// ends the purge before the test window. Embargo: what lies within it after a test window is trained on by no later window.
/// </summary>
public sealed record WalkForwardPlan
{
    private const long Day = 86_400_000;

    public required IReadOnlyList<WalkWindow> Windows { get; init; }

    /// <summary>Days at the end that make no whole test window.</summary>
    public required int UnusedDays { get; init; }

    /// <summary>The windows that fit into the data; the first training begins at the first bar's UTC day. None where the data is too short.</summary>
    /// <exception cref="ArgumentException">Purge or embargo leave nothing to train on.</exception>
    public static WalkForwardPlan Of(WalkForwardOptions options, TrialRange whole)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Purge.TotalDays >= options.TrainDays || options.Embargo.TotalDays >= options.StepDays)
        {
            throw new ArgumentException($"A purge under the training's {options.TrainDays} days and an embargo under the step's {options.StepDays} days are needed.");
        }

        var (first, end) = (whole.FromMs / Day, ((whole.ToMs - 1) / Day) + 1);
        var windows = new List<WalkWindow>();
        var test = first + options.TrainDays;
        for (; test + options.TestDays <= end; test += options.StepDays)
        {
            var from = options.IsAnchored ? first : test - options.TrainDays;
            var train = Train(from * Day, (test * Day) - (long)options.Purge.TotalMilliseconds, windows, (long)options.Embargo.TotalMilliseconds);
            windows.Add(new WalkWindow(train, new TrialRange(test * Day, (test + options.TestDays) * Day)));
        }

        return new WalkForwardPlan { Windows = windows, UnusedDays = windows.Count == 0 ? 0 : (int)(end - (windows[^1].Test.ToMs / Day)) };
    }

    private static List<TrialRange> Train(long from, long to, List<WalkWindow> earlier, long embargo)
    {
        var parts = new List<TrialRange>();
        foreach (var (_, judged) in earlier)
        {
            var (hole, after) = (judged.ToMs, judged.ToMs + embargo);
            if (embargo > 0 && after > from && hole < to)
            {
                if (hole > from)
                {
                    parts.Add(new TrialRange(from, hole, DropsOpen: true));
                }

                from = after;
            }
        }

        if (from < to)
        {
            parts.Add(new TrialRange(from, to, DropsOpen: true));
        }

        return parts;
    }
}
