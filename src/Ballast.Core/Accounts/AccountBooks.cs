using Ballast.Core.Accounting;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Risk;

namespace Ballast.Core.Accounts;

/// <summary>Takes readings of the venue's account: books the ledger, moves equity, and stops where the drawdown forces it.</summary>
internal static class AccountBooks
{
    public static AccountStep Observe(AccountState state, AccountFact.Observed fact, DateTimeOffset now, TradingOptions options)
    {
        if (state.Risk is not { } risk)
        {
            // The balance of the first reading holds every line up to now already: they are marked as booked, not booked.
            var created = RiskRules.Create(state.Account, fact.Balance, fact.UnrealisedPnl, now, options.Safety);
            return new AccountStep(state with { Risk = created with { Ledger = Known(created.Ledger, fact.Income) } });
        }

        if (fact.StartedAt < risk.EquityAt)
        {
            // Overlapping readings: a younger one has been taken already.
            return new AccountStep(state);
        }

        var notices = new List<Notice>();

        // The day begins at the equity before this reading; only then are its transfers taken out.
        risk = Book(RiskRules.Roll(risk, now, options.Safety), fact.Income);
        var explained = Explain(risk, fact.Balance, now, notices);
        var adjusted = explained.Ledger.Adjustments - risk.Ledger.Adjustments;
        risk = RiskRules.Observe(explained, fact.Balance, fact.UnrealisedPnl, now, options.Safety);
        risk = risk with { EquityAt = fact.StartedAt ?? now };
        state = state with { Risk = risk };
        if (Math.Abs(adjusted.Value) > options.Emergency.MaxUnexplained * Math.Abs(fact.Balance.Value))
        {
            var stopped = AccountEmergency.Stop(state, "BALANCE_UNEXPLAINED", $"{adjusted} USDT of the balance {fact.Balance} are explained by no ledger line", isKill: false, now, options);
            return stopped with { Notices = [.. notices, .. stopped.Notices ?? []] };
        }

        if (options.HasForcedStop && risk.Halt is not { Code: Emergency.ForcedStop } && risk.Drawdown >= options.Safety.MaxDrawdown)
        {
            var halt = RiskRules.ForcedStop(risk, now);
            notices.Add(new Notice(NoticeLevel.Critical, halt.Code, $"{state.Account}: {halt.Why}; everything is closed, entries wait for a person."));

            // A halt asked for by hand only stops entries: the forced stop takes its place.
            state = state with { Risk = risk with { Halt = halt } };
            var flattened = AccountDecider.Flatten(state, null, halt.Code, now);
            return flattened with { Notices = notices };
        }

        return new AccountStep(state, Notices: notices);
    }

    private static Ledger Known(Ledger ledger, EquatableList<IncomeEntry> income)
    {
        foreach (var line in income)
        {
            ledger = Passed(ledger, line);
        }

        return ledger;
    }

    /// <summary>Moves the cursor to a line. An id is unique only within its kind (facts.md §4), so both tell lines of one instant apart.</summary>
    private static Ledger Passed(Ledger ledger, IncomeEntry line) => ledger with
    {
        IncomeFrom = line.At > ledger.IncomeFrom ? line.At : ledger.IncomeFrom,
        IncomeIdsAtFrom = line.At > ledger.IncomeFrom ? [KeyOf(line)] : line.At == ledger.IncomeFrom ? ledger.IncomeIdsAtFrom.Add(KeyOf(line)) : ledger.IncomeIdsAtFrom,
    };

    private static string KeyOf(IncomeEntry line) => $"{line.Kind}-{line.Id}";

    private static RiskRecord Book(RiskRecord risk, EquatableList<IncomeEntry> income)
    {
        foreach (var line in income)
        {
            var ledger = risk.Ledger;
            if (line.At < ledger.IncomeFrom || (line.At == ledger.IncomeFrom && ledger.IncomeIdsAtFrom.Contains(KeyOf(line))))
            {
                continue;
            }

            ledger = line.Kind switch
            {
                "REALIZED_PNL" => ledger with { Realised = ledger.Realised + line.Amount },
                "COMMISSION" or "INSURANCE_CLEAR" => ledger with { Fees = ledger.Fees - line.Amount },
                "FUNDING_FEE" => ledger with { Funding = ledger.Funding + line.Amount },
                _ => ledger with { Transfers = ledger.Transfers + line.Amount },
            };
            risk = risk with { Ledger = Passed(ledger, line) };

            // Whatever is neither trading nor funding moves money in or out, and is taken out of every comparison.
            if (line.Kind is not ("REALIZED_PNL" or "COMMISSION" or "INSURANCE_CLEAR" or "FUNDING_FEE"))
            {
                risk = RiskRules.Transfer(risk, line.Amount);
            }
        }

        return risk;
    }

    /// <summary>A difference between the books and the venue counts when it is seen twice, 5 s apart: the ledger may lag behind the balance.</summary>
    private static RiskRecord Explain(RiskRecord risk, Money balance, DateTimeOffset now, List<Notice> notices)
    {
        var difference = balance - risk.Ledger.Balance;
        if (difference == Money.Zero)
        {
            return risk with { Unexplained = null };
        }

        if (risk.Unexplained is not { } seen || seen.Amount != difference)
        {
            return risk with { Unexplained = new Unexplained(difference, now) };
        }

        if (now - seen.Since < TimeSpan.FromSeconds(5))
        {
            return risk;
        }

        notices.Add(new Notice(NoticeLevel.Critical, "LEDGER_MISMATCH", $"{risk.Account}: the venue's balance is {balance}, the books say {risk.Ledger.Balance}; {difference} USDT is booked as an adjustment."));
        return risk with { Unexplained = null, Ledger = risk.Ledger with { Adjustments = risk.Ledger.Adjustments + difference } };
    }
}
