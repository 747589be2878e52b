using Ballast.Core.Market;

namespace Ballast.Core.Risk;

/// <summary>How critical errors stop entries, and when they restart by themselves. Pure. Source: requirements §9.</summary>
public static class Emergency
{
    /// <summary>The halt that ends by itself while restarts are left.</summary>
    public const string CriticalError = "CRITICAL_ERROR";

    /// <summary>A person halted entries.</summary>
    public const string Manual = "MANUAL";

    /// <summary>The venue refuses our key or our account: only a person ends it.</summary>
    public const string Killed = "KILLED";

    /// <summary>Somebody else trades this account with ids like ours: only a person ends it.</summary>
    public const string SecondDeployment = "SECOND_DEPLOYMENT";

    /// <summary>The drawdown has reached its limit: everything is closed, and only a person ends it.</summary>
    public const string ForcedStop = "FORCED_STOP";

    /// <summary>From the weakest: a halt takes the place of a weaker one only.</summary>
    private static readonly string[] Ranks = [CriticalError, Manual, SecondDeployment, Killed, ForcedStop];

    /// <summary>True when a halt may take the place of the one that stands.</summary>
    public static bool Outranks(Halt halt, Halt? standing) => standing is null || Rank(halt) > Rank(standing);

    /// <summary>
    /// The record after a critical error: halted, with the time of the restart while the day has one left. An error during a halt for
    /// another one begins its delay anew.
    /// </summary>
    public static RiskRecord Stop(RiskRecord record, string code, string why, DateTimeOffset now, EmergencyOptions options)
    {
        var restartAt = record.Day.Restarts < options.MaxRestarts ? now + Delay(record.Day.Restarts, options) : (DateTimeOffset?)null;
        var halt = new Halt(CriticalError, $"{code}: {why}", now) { RestartAt = restartAt };
        return record.Halt switch
        {
            null => record with { Halt = halt },
            { Code: CriticalError, RestartAt: null } => record,
            { Code: CriticalError } standing => record with { Halt = halt with { Since = standing.Since } },
            _ => record,
        };
    }

    /// <summary>5, 10, 20 … minutes.</summary>
    public static TimeSpan Delay(int restarts, EmergencyOptions options) => options.FirstDelay * Math.Pow(2, Math.Min(restarts, 20));

    /// <summary>True when the halt has waited long enough and nothing of ours is open or reserved.</summary>
    public static bool MayRestart(RiskRecord record, DateTimeOffset now) =>
        record is { Halt: { Code: CriticalError, RestartAt: { } at }, Totals.Count: 0 } && now >= at;

    /// <summary>Entries return: one of the day's restarts is used, and size returns in stages.</summary>
    public static RiskRecord Restart(RiskRecord record, DateTimeOffset now, SafetyOptions options)
    {
        record = RiskRules.Roll(record, now, options);
        return RiskRules.Stage(record with { Halt = null, Day = record.Day with { Restarts = record.Day.Restarts + 1 } }, options);
    }

    /// <summary>What a halt says to whoever is refused by it.</summary>
    public static string Outlook(RiskRecord record, EmergencyOptions options) => record.Halt switch
    {
        { RestartAt: { } at } => $"they restart at {at.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} once everything is flat and reconciled, as restart {record.Day.Restarts + 1} of {options.MaxRestarts} today; POST /api/resume ends it at once",
        { Code: CriticalError } => $"the {options.MaxRestarts} restarts of a day are used up: POST /api/resume ends it",
        _ => "POST /api/resume ends it",
    };

    private static int Rank(Halt halt) => Array.IndexOf(Ranks, halt.Code) is >= 0 and var rank ? rank : 1;
}
