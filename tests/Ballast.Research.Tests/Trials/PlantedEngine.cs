using Ballast.Core.Growth;
using Ballast.Core.Market;
using Ballast.Research.Trials;

namespace Ballast.Research.Tests.Trials;

/// <summary>An engine whose truth is known: one trade a day, whose return is seeded noise of the point and an edge that the test plants.</summary>
/// <param name="edge">Added to a day's return, by point and day.</param>
internal sealed class PlantedEngine(int days, Func<SettingPoint, int, double> edge, double noise = 0.01) : ITrialEngine
{
    private const long Day = 86_400_000;

    public IReadOnlyDictionary<string, NumberRange> Allowed { get; } = new Dictionary<string, NumberRange>(StringComparer.Ordinal) { ["a"] = NumberRange.Whole(0, 1_000), ["b"] = NumberRange.Whole(0, 1_000) };

    public TrialRange Whole => new(0, days * Day);

    public static decimal Value(SettingPoint point, string name) => point.Values.First(v => v.Name == name).Value;

    public bool Allows(SettingPoint point) => true;

    public IReadOnlyList<TrialRun>? Run(SettingPoint point, IReadOnlyList<TrialRange> ranges, CancellationToken cancel = default) =>
        cancel.IsCancellationRequested ? null : [.. ranges.Select(r => Run(point, r))];

    public double Return(SettingPoint point, int day)
    {
        var key = 17L;
        foreach (var (_, value) in point.Values)
        {
            key = (key * 1_009) + (long)value;
        }

        var random = new PathRandom(key, day);
        return (noise * Math.Sqrt(-2 * Math.Log(1 - random.NextUnit())) * Math.Cos(2 * Math.PI * random.NextUnit())) + edge(point, day);
    }

    private TrialRun Run(SettingPoint point, TrialRange range)
    {
        var (first, end) = ((int)Math.Max(0, (range.FromMs + Day - 1) / Day), (int)Math.Min(days, (range.ToMs + Day - 1) / Day));
        var returns = Enumerable.Range(first, Math.Max(0, end - first)).Select(d => Return(point, d)).ToArray();
        return new TrialRun(first, returns.Length, returns, Array.ConvertAll(returns, r => r * 1_000));
    }
}
