using Ballast.Core.Market;

namespace Ballast.Research.Trials;

/// <summary>
/// What searches, walk-forwards and experiments ask of an engine: trade a point of settings over parts of the data. The same question has the same
/// answer, on whatever thread. Every range begins without a position, with the same cash; what is needed to know (means, ranges) may be read from
/// bars before it, never from bars after it.
/// </summary>
public interface ITrialEngine
{
    /// <summary>The settings of numbers that a point may have, and the numbers that each takes.</summary>
    IReadOnlyDictionary<string, NumberRange> Allowed { get; }

    /// <summary>All of the data.</summary>
    TrialRange Whole { get; }

    /// <summary>Whether the values go together; each is allowed by itself.</summary>
    bool Allows(SettingPoint point);

    /// <summary>One run for each range; null where it was stopped before all were done.</summary>
    IReadOnlyList<TrialRun>? Run(SettingPoint point, IReadOnlyList<TrialRange> ranges, CancellationToken cancel = default);
}

/// <summary>Bars that open from a moment on and before another, milliseconds since 1970-01-01 UTC.</summary>
/// <param name="ToMs">Exclusive.</param>
/// <param name="DropsOpen">
/// What becomes of a position that is open at the end. False: it is closed at the last close and counts, as at the end of a file. True: it does not
/// count at all, since its outcome lies outside.
/// </param>
public readonly record struct TrialRange(long FromMs, long ToMs, bool DropsOpen = false);

/// <summary>What a run made. A trade belongs to the range within which it is opened, and to no other.</summary>
/// <param name="FirstDay">UTC day of the first return, days since 1970-01-01.</param>
/// <param name="Days">UTC days from the first bar's to the last one's.</param>
/// <param name="DailyReturns">Simple returns of equity, one for each day; fewer where equity fell to nothing, after which there are none.</param>
/// <param name="TradePnls">Net of fees, in the quote asset, in the order of entries.</param>
public sealed record TrialRun(int FirstDay, int Days, ReadOnlyMemory<double> DailyReturns, ReadOnlyMemory<double> TradePnls)
{
    /// <summary>Equity fell to nothing, at the end of a day or, where the engine says so, at any bar: ratios of its returns mean nothing.</summary>
    public bool IsRuined
    {
        get => field || DailyReturns.Length < Days || DailyReturns.Span.ContainsAnyInRange(double.NegativeInfinity, -1);
        init;
    }

    public static TrialRun Empty { get; } = new(0, 0, default, default);

    /// <summary>Runs one after the other as if they were one; days between them are left out.</summary>
    public static TrialRun Join(IReadOnlyList<TrialRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var some = runs.Where(r => r.Days > 0).ToList();
        return some switch
        {
            [] => Empty,
            [var only] => only,
            _ => new TrialRun(some[0].FirstDay, some.Sum(r => r.Days), Join(some, r => r.DailyReturns), Join(some, r => r.TradePnls)) { IsRuined = some.Any(r => r.IsRuined) },
        };
    }

    private static double[] Join(List<TrialRun> runs, Func<TrialRun, ReadOnlyMemory<double>> part)
    {
        var all = new List<double>();
        foreach (var run in runs)
        {
            all.AddRange(part(run).Span);
        }

        return [.. all];
    }
}
