using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Risk;

namespace Ballast.Core.Accounts;

/// <summary>The account's decider: signals reserve, reports replace and return what was reserved, readings move equity and books. Pure.</summary>
public static class AccountDecider
{
    /// <param name="withTrace">False: a decision comes without its trace, and a size under the minimum without the balance that would do.</param>
    public static AccountStep Decide(AccountState state, AccountFact fact, DateTimeOffset now, TradingOptions options, bool withTrace = true)
    {
        now = state.Risk is { } risk && risk.LastAt > now ? risk.LastAt : now;
        return fact switch
        {
            AccountFact.SignalCame signal => AccountSignals.Take(state, signal, now, options, withTrace),
            AccountFact.PositionReported report => AccountReports.Take(state, report, now, options),
            AccountFact.Observed observed => AccountBooks.Observe(state, observed, now, options),
            AccountFact.HaltAsked halt => Halt(state, halt, now),
            AccountFact.ResumeAsked resume => Resume(state, resume, now, options),
            AccountFact.FlattenAsked flatten => Flatten(state, flatten.Symbol, flatten.Reason, now),
            AccountFact.CriticalHappened critical => AccountEmergency.Stop(state, critical.Code, critical.Why, critical.IsKill, now, options),
            AccountFact.ForeignSeen foreign => AccountForeign.Take(state, foreign, now),
            AccountFact.RestartDue => AccountEmergency.Restart(state, now, options),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Closes for everything open or reserved, each with its own sequence number.</summary>
    public static AccountStep Flatten(AccountState state, Symbol? symbol, string reason, DateTimeOffset now)
    {
        if (state.Risk is not { } risk)
        {
            return new AccountStep(state);
        }

        var closes = new List<CloseTicket>();
        foreach (var slot in state.Slots.Values.OrderBy(s => s.Symbol))
        {
            if ((symbol is null || slot.Symbol == symbol) && (slot.Open ?? slot.Reserved) is { } hold)
            {
                risk = risk with { Sequence = risk.Sequence + 1 };
                var id = DerivedId.Of("flatten", $"{state.Account}|{slot.Symbol}|{risk.Sequence}");
                closes.Add(new CloseTicket(id, state.Account, slot.Symbol, risk.Sequence, hold.Epoch, reason, now));
            }
        }

        return new AccountStep(state with { Risk = risk with { LastAt = now } }, Closes: closes);
    }

    private static AccountStep Halt(AccountState state, AccountFact.HaltAsked fact, DateTimeOffset now)
    {
        var halt = new Halt(fact.Code, fact.Why, now);
        if (fact.Symbol is { } symbol)
        {
            var slot = state.Slot(symbol);
            return slot.Halt is null ? new AccountStep(state.With(slot with { Halt = halt }), Notices: Told(state, halt, $"Entries on {symbol} are")) : new AccountStep(state);
        }

        if (state.Risk is not { } risk || !Emergency.Outranks(halt, risk.Halt))
        {
            return new AccountStep(state);
        }

        return new AccountStep(state with { Risk = RiskRules.Stop(risk, halt) }, Notices: Told(state, halt, "Entries are"));
    }

    /// <summary>Who halts by hand knows it.</summary>
    private static Notice[]? Told(AccountState state, Halt halt, string what) =>
        halt.Code == Emergency.Manual ? null : [new Notice(NoticeLevel.Critical, halt.Code, $"{state.Account}: {halt.Why} {what} halted until a person resumes.")];

    private static AccountStep Resume(AccountState state, AccountFact.ResumeAsked fact, DateTimeOffset now, TradingOptions options)
    {
        if (fact.Symbol is { } symbol)
        {
            return new AccountStep(state.Slot(symbol).Halt is null ? state : state.With(state.Slot(symbol) with { Halt = null }));
        }

        return new AccountStep(state.Risk is { } risk ? state with { Risk = RiskRules.Resume(risk, now, options.Safety, fact.Restart) } : state);
    }
}
