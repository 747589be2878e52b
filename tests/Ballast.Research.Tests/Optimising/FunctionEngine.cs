using Ballast.Core.Market;
using Ballast.Research.Trials;

namespace Ballast.Research.Tests.Optimising;

/// <summary>An engine whose net PnL over any range is a function of the point: what a search can find is known beforehand.</summary>
/// <param name="value">Null: the point makes no trade.</param>
/// <param name="drawdown">A fraction of the peak; none without.</param>
internal sealed class FunctionEngine(Func<SettingPoint, double?> value, Func<SettingPoint, bool>? allows = null, Func<SettingPoint, double>? drawdown = null) : ITrialEngine
{
    private const long Day = 86_400_000;
    private int _runs;

    public IReadOnlyDictionary<string, NumberRange> Allowed { get; } = new Dictionary<string, NumberRange>(StringComparer.Ordinal);

    public TrialRange Whole => new(0, 10 * Day);

    /// <summary>Times that a point was run.</summary>
    public int Runs => _runs;

    public static double Number(SettingPoint point, string name) => (double)point.Of(name).Value;

    public bool Allows(SettingPoint point) => allows?.Invoke(point) ?? true;

    public IReadOnlyList<TrialRun>? Run(SettingPoint point, IReadOnlyList<TrialRange> ranges, CancellationToken cancel = default)
    {
        Interlocked.Increment(ref _runs);
        var days = new[] { -drawdown?.Invoke(point) ?? 0 };
        var run = new TrialRun(0, 1, days, value(point) is { } made ? new[] { made } : default);
        return cancel.IsCancellationRequested ? null : [.. ranges.Select(_ => run)];
    }
}
