namespace Ballast.Venue.Limits;

/// <summary>
/// How much may be asked of the simulated exchange. Counts begin anew with each full minute and each full ten seconds of the venue's clock.
/// Source: facts.md §4; length and doubling of a ban: Binance's "2 minutes to 3 days".
/// </summary>
public sealed record VenueLimits
{
    /// <summary>Binance's figures, enforced.</summary>
    public static readonly VenueLimits Binance = new() { IsEnforced = true };

    /// <summary>Nothing is limited, and the figures told say so: for backtests.</summary>
    public static readonly VenueLimits None = new() { WeightPerMinute = int.MaxValue, OrdersPer10Seconds = int.MaxValue, OrdersPerMinute = int.MaxValue };

    /// <summary>True: what is above the limits is refused. Default false: calls are counted and the figures told, so that a caller can pace itself, but nothing is refused.</summary>
    public bool IsEnforced { get; init; }

    /// <summary>Request weight per minute of all callers together (one address), 1 or more, default 2400. Above it: -1003 with a time to wait (HTTP 429).</summary>
    public int WeightPerMinute { get; init; } = 2_400;

    /// <summary>New orders per ten seconds, 1 or more, default 300. Above it: -1015.</summary>
    public int OrdersPer10Seconds { get; init; } = 300;

    /// <summary>New orders per minute, 1 or more, default 1200. Above it: -1015.</summary>
    public int OrdersPerMinute { get; init; } = 1_200;

    /// <summary>How many calls after the first 429 of a minute are only refused; the next one is banned (HTTP 418). 0 or more, default 5: what may have been under way.</summary>
    public int CallsBeforeBan { get; init; } = 5;

    /// <summary>The first ban, 1 second to 3 days, default 2 minutes; each further one within a day of the last is twice as long, at most 3 days.</summary>
    public TimeSpan FirstBan { get; init; } = TimeSpan.FromMinutes(2);
}
