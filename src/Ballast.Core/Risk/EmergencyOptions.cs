namespace Ballast.Core.Risk;

/// <summary>Settings of the automatic stop after a critical error. Source: requirements §9.</summary>
public sealed record EmergencyOptions
{
    /// <summary>Entries restart this long after the day's first critical error; after each further one twice as long. Default 5 min.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Restarts in one UTC day; the next critical error waits for a person. Default 3.</summary>
    public int MaxRestarts { get; init; } = 3;

    /// <summary>A balance that differs from the books by more is a critical error. A fraction of the balance, default 0.01 (ours).</summary>
    public decimal MaxUnexplained { get; init; } = 0.01m;

    /// <summary>
    /// The dead-man countdown of symbols with a resting plain order, armed anew each minute; 0 is off, else at least 180 s, as the timer
    /// runs once a minute. It is not documented to cancel conditional orders (facts.md §4). Default 0 s.
    /// </summary>
    public TimeSpan DeadMan { get; init; } = TimeSpan.Zero;
}
