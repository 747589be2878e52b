using System.Globalization;

namespace Ballast.Research.Optimising;

/// <summary>How a walk-forward cuts the data. Windows are whole UTC days, since figures are daily; purge and embargo are any time.</summary>
public sealed record WalkForwardOptions
{
    public const string Shape = "train=DAYSd,test=DAYSd[,step=DAYSd][,anchored], the step at least the test, such as train=180d,test=30d";

    public const string DurationShape = "a time such as 2d, 12h or 30m";

    private const int MostDays = 36_500;

    /// <summary>Days before each test window. 1–36,500.</summary>
    public required int TrainDays { get; init; }

    /// <summary>Days of each test window. 1–36,500.</summary>
    public required int TestDays { get; init; }

    /// <summary>Days from one test window's beginning to the next one's; not under <see cref="TestDays"/>, or days would count twice.</summary>
    public required int StepDays { get; init; }

    /// <summary>Training always begins with the data: it grows.</summary>
    public bool IsAnchored { get; init; }

    /// <summary>Training ends so long before its test window. Under the training's length, default none.</summary>
    public TimeSpan Purge { get; init; }

    /// <summary>So long after a test window nothing is trained on. Under the step, default none.</summary>
    public TimeSpan Embargo { get; init; }

    /// <summary>Reads <c>train=180d,test=30d,anchored</c>; null where it is none.</summary>
    public static WalkForwardOptions? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var days = new Dictionary<string, int>(StringComparer.Ordinal);
        var isAnchored = false;
        foreach (var part in text.Split(','))
        {
            if (part == "anchored" && !isAnchored)
            {
                isAnchored = true;
            }
            else if (part.Split('=') is not [("train" or "test" or "step") and var name, var length] || WholeDays(length) is not { } count || !days.TryAdd(name, count))
            {
                return null;
            }
        }

        return days.TryGetValue("train", out var train) && days.TryGetValue("test", out var test) && days.GetValueOrDefault("step", test) is var step && step >= test
            ? new WalkForwardOptions { TrainDays = train, TestDays = test, StepDays = step, IsAnchored = isAnchored }
            : null;
    }

    /// <summary>Reads <c>2d</c>, <c>12h</c> or <c>30m</c>; null where it is none.</summary>
    public static TimeSpan? Duration(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        TimeSpan? unit = text.Length < 2 ? null : text[^1] switch
        {
            'd' => TimeSpan.FromDays(1),
            'h' => TimeSpan.FromHours(1),
            'm' => TimeSpan.FromMinutes(1),
            _ => null,
        };
        return unit is { } length && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && length.TotalDays * count <= MostDays ? length * count : null;
    }

    public override string ToString() => FormattableString.Invariant($"train={TrainDays}d,test={TestDays}d,step={StepDays}d{(IsAnchored ? ",anchored" : "")} purge {Purge} embargo {Embargo}");

    private static int? WholeDays(string text) => Duration(text) is { } length && length >= TimeSpan.FromDays(1) && length.Ticks % TimeSpan.TicksPerDay == 0 ? (int)length.TotalDays : null;
}
