using Ballast.Core.Decisions;
using Ballast.Core.Positions;
using Ballast.Core.Risk;

namespace Ballast.Core.Accounts;

/// <summary>Takes critical errors: everything of ours is closed and entries halt, in one step; and lets entries return. Source: requirements §9.</summary>
internal static class AccountEmergency
{
    public static AccountStep Stop(AccountState state, string code, string why, bool isKill, DateTimeOffset now, TradingOptions options)
    {
        if (state.Risk is not { } risk)
        {
            return new AccountStep(state);
        }

        risk = RiskRules.Roll(risk, now, options.Safety);
        var halted = isKill
            ? RiskRules.Stop(risk, new Halt(Emergency.Killed, $"{code}: {why}", now))
            : Emergency.Stop(risk, code, why, now, options.Emergency);
        if (isKill && ReferenceEquals(halted, risk))
        {
            // The venue goes on refusing us: the halt stands, and everything was closed when it began.
            return new AccountStep(state with { Risk = risk });
        }

        var isTold = risk.Halt is { Code: Emergency.CriticalError } before && halted.Halt!.Why == before.Why;
        var flattened = AccountDecider.Flatten(state with { Risk = halted }, null, isKill ? Emergency.Killed : Emergency.CriticalError, now);
        return isTold ? flattened : flattened with { Notices = [Told(state.Account, code, why, halted, flattened.Closes?.Count ?? 0, isKill, options)] };
    }

    /// <summary>Nothing when the halt has not waited long enough or something of ours is left.</summary>
    public static AccountStep Restart(AccountState state, DateTimeOffset now, TradingOptions options)
    {
        if (state.Risk is not { Halt: { } halt } risk || !Emergency.MayRestart(risk, now))
        {
            return new AccountStep(state);
        }

        var restarted = Emergency.Restart(risk, now, options.Safety);
        var text = $"{state.Account}: entries restart after {halt.Why}; restart {restarted.Day.Restarts} of {options.Emergency.MaxRestarts} today, size factor {restarted.Staged}.";
        return new AccountStep(state with { Risk = restarted }, Notices: [new Notice(NoticeLevel.Warning, "ENTRIES_RESTARTED", text)]);
    }

    private static Notice Told(string account, string code, string why, RiskRecord halted, int closes, bool isKill, TradingOptions options) =>
        new(NoticeLevel.Critical, isKill ? Emergency.Killed : Emergency.CriticalError, $"{account}: {code}: {why}. {closes} positions or tickets are closed; entries are halted ({Emergency.Outlook(halted, options.Emergency)}).");
}
