using Ballast.Core.Market;

namespace Ballast.Core.Risk;

/// <summary>The breaker windows. Source: requirements §1.3.</summary>
public static class Breakers
{
    private const long TicksPerMinute = TimeSpan.TicksPerMinute;

    /// <summary>Adds a reading to the falling staircase of highs and drops what is older than the longest window.</summary>
    public static EquatableList<EquityHigh> AddHigh(EquatableList<EquityHigh> highs, DateTimeOffset at, decimal equity, SafetyOptions options)
    {
        var minute = at.UtcTicks / TicksPerMinute;
        var longest = options.Breakers.Count == 0 ? TimeSpan.Zero : options.Breakers.Max(b => b.Window);
        var oldest = minute - (long)longest.TotalMinutes;
        var kept = new List<EquityHigh>(highs.Count + 1);
        foreach (var high in highs)
        {
            if (high.Minute >= oldest && high.Equity > equity)
            {
                kept.Add(high);
            }
        }

        // A later, lower reading within the same minute adds nothing: the minute's high stands.
        if (kept.Count == 0 || kept[^1].Minute != minute)
        {
            kept.Add(new EquityHigh(minute, equity));
        }

        return EquatableList.From(kept);
    }

    /// <summary>All highs moved by a transfer.</summary>
    public static EquatableList<EquityHigh> Shift(EquatableList<EquityHigh> highs, decimal amount) =>
        EquatableList.From(highs.Select(h => h with { Equity = h.Equity + amount }));

    /// <summary>The highest equity of a breaker's window; null when the window is empty.</summary>
    public static decimal? WindowHigh(RiskRecord record, int index, DateTimeOffset now, SafetyOptions options)
    {
        var from = now - options.Breakers[index].Window;
        var started = record.Breakers[index].WindowFrom;
        var minute = (from > started ? from : started).UtcTicks / TicksPerMinute;
        foreach (var high in record.Highs)
        {
            if (high.Minute >= minute)
            {
                return high.Equity;
            }
        }

        return null;
    }

    /// <summary>Trips each breaker whose window has fallen by its loss. A tripped one rests until its pause ends, then starts with an empty window.</summary>
    public static RiskRecord Check(RiskRecord record, SafetyOptions options)
    {
        for (var i = 0; i < options.Breakers.Count; i++)
        {
            var tier = options.Breakers[i];
            if (record.LastAt < record.Breakers[i].PausedUntil || WindowHigh(record, i, record.LastAt, options) is not { } high || high <= 0)
            {
                continue;
            }

            if ((high - record.Equity.Value) / high >= tier.Loss)
            {
                var until = tier.Pause is { } pause ? record.LastAt + pause : NextUtcDay(record.LastAt);

                // The window restarts in the first whole minute after the pause, so that no high from before it counts again.
                var from = new DateTimeOffset((until.UtcTicks + TicksPerMinute - 1) / TicksPerMinute * TicksPerMinute, TimeSpan.Zero);
                record = RiskRules.Stage(record with { Breakers = record.Breakers.SetItem(i, new BreakerState(until, from)) }, options);
            }
        }

        return record;
    }

    /// <summary>The end of the longest running pause; null when entries are not paused.</summary>
    public static DateTimeOffset? PausedUntil(RiskRecord record, DateTimeOffset now)
    {
        DateTimeOffset? until = null;
        foreach (var breaker in record.Breakers)
        {
            if (now < breaker.PausedUntil && (until is null || breaker.PausedUntil > until))
            {
                until = breaker.PausedUntil;
            }
        }

        return until;
    }

    private static DateTimeOffset NextUtcDay(DateTimeOffset at) => new(at.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
}
