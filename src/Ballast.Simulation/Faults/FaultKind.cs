namespace Ballast.Simulation.Faults;

/// <summary>What can go wrong. The names on the command line are these in kebab case.</summary>
public enum FaultKind
{
    /// <summary>A process dies between two steps and is down for 1–120 s.</summary>
    Crash,

    /// <summary>As a crash, and the disk keeps only some sectors of what was not flushed.</summary>
    PowerLoss,

    /// <summary>The power fails in the middle of a flush.</summary>
    TornWrite,

    /// <summary>The sender sends an alert again, at once or a little later.</summary>
    DuplicateAlert,

    /// <summary>An alert is held up, so that others overtake it.</summary>
    LateAlert,

    /// <summary>A message is handled again after it was handled.</summary>
    DuplicateMessage,

    /// <summary>A message is handed out late, so that others overtake it.</summary>
    ReorderedMessage,

    /// <summary>The lock of a message is lost: its settlement fails and it comes again.</summary>
    LockLoss,

    /// <summary>A conditional write fails although nobody else wrote.</summary>
    StoreConflict,

    /// <summary>The store refuses a call; nothing is written.</summary>
    StoreUnavailable,

    /// <summary>The store writes, but the answer is lost.</summary>
    StoreAnswerLost,

    /// <summary>The store takes seconds to answer.</summary>
    StoreSlow,

    /// <summary>The queue does not take a message.</summary>
    QueueUnavailable,

    /// <summary>-1007: the call takes effect, its answer is lost.</summary>
    TimeoutWithEffect,

    /// <summary>-1007: the call never arrives.</summary>
    TimeoutWithoutEffect,

    /// <summary>The answer "unknown" comes first, the call takes effect seconds later, within its recvWindow.</summary>
    TimeoutThenEffect,

    /// <summary>HTTP 503 or -1001: the call fails; whether it took effect is not said.</summary>
    ServerError,

    /// <summary>-1008: throttled, surely not executed; reduce-only orders are exempt.</summary>
    Throttled,

    /// <summary>HTTP 429 for some seconds.</summary>
    RateLimit,

    /// <summary>HTTP 418 for minutes.</summary>
    Ban,

    /// <summary>-1021: the venue finds our clock off.</summary>
    ClockRefused,

    /// <summary>A process's clock is off by seconds.</summary>
    ClockSkew,

    /// <summary>A call takes 1–8 s.</summary>
    Slow,

    /// <summary>A new order is not found for a while (-2013).</summary>
    LateVisibility,

    /// <summary>Only a part of the entry fills.</summary>
    PartialFill,

    /// <summary>The market jumps by 1–12 %.</summary>
    Gap,

    /// <summary>The market of one symbol jumps by 18 % or more within a second, past stops and liquidation prices.</summary>
    Collapse,

    /// <summary>The venue takes a part of a position, or all of it, away (auto-deleveraging).</summary>
    Deleverage,

    /// <summary>A stop is refused with -2021.</summary>
    StopWouldTrigger,

    /// <summary>A stop is refused with -4120.</summary>
    StopWrongEndpoint,

    /// <summary>A stop is refused with -4130.</summary>
    StopExists,

    /// <summary>A stop is refused with -2019.</summary>
    StopNoMargin,

    /// <summary>Market data is not to be had for minutes: the caches grow stale.</summary>
    StaleData,

    /// <summary>A person cancels a stop on the venue.</summary>
    StopRemoved,

    /// <summary>A person trades on a symbol on the venue.</summary>
    ForeignTrade,

    /// <summary>Two instances of the app run at once.</summary>
    SecondInstance,

    /// <summary>An operator halts, resumes or flattens.</summary>
    Operator,
}

/// <summary>The names of faults.</summary>
public static class FaultKinds
{
    public static IReadOnlyList<FaultKind> All { get; } = Enum.GetValues<FaultKind>();

    /// <summary>Such as <c>stop-would-trigger</c>.</summary>
    public static string NameOf(FaultKind kind) =>
        string.Concat(kind.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary><c>none</c>, <c>all</c> or names separated by commas; null with the sentence that says what is wrong.</summary>
    public static IReadOnlySet<FaultKind>? Parse(string text, out string? problem)
    {
        problem = null;
        switch (text)
        {
            case "none":
                return new SortedSet<FaultKind>();
            case "all":
                return new SortedSet<FaultKind>(All);
            default:
                break;
        }

        var found = new SortedSet<FaultKind>();
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var index = All.Select(NameOf).ToList().IndexOf(name);
            if (index < 0)
            {
                problem = $"'{name}' is no kind of fault; allowed: none, all, or some of {string.Join(", ", All.Select(NameOf))}.";
                return null;
            }

            found.Add(All[index]);
        }

        return found;
    }
}
