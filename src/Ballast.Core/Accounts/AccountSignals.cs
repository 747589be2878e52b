using Ballast.Core.Decisions;
using Ballast.Core.Positions;
using Ballast.Core.Risk;
using Ballast.Core.Signals;

namespace Ballast.Core.Accounts;

/// <summary>Takes a signal: decides, and reserves risk, margin and slot for an accepted entry.</summary>
internal static class AccountSignals
{
    public static AccountStep Take(AccountState state, AccountFact.SignalCame fact, DateTimeOffset now, TradingOptions options, bool withTrace)
    {
        var slot = state.Slot(fact.Signal.Symbol);
        var (input, scoped) = (fact.ToInput(state, now), options.For(fact.Signal.Strategy, fact.Signal.Symbol));

        // Without a reader nobody asks which balance would do, and finding it takes many decisions.
        var decision = withTrace ? EntryDecider.Decide(input, scoped) : EntryDecider.DecideOnce(input, scoped, withTrace: false);
        var notices = decision.Notices.Select(n => new Notice(NoticeLevel.Warning, n.Code, n.Text)).ToList();
        if (state.Risk is not { } risk)
        {
            return new AccountStep(state, decision, Notices: notices);
        }

        slot = Handled(slot, fact.Signal, decision, now);

        risk = RiskRules.Roll(risk, now, options.Safety);
        if (decision.Close is { } close)
        {
            risk = risk with { Sequence = close.Sequence };
        }

        if (decision.Entry is { } ticket)
        {
            var hold = new Hold(ticket.DecisionId, ticket.Strategy, ticket.Side, ticket.Quantity, ticket.Notional, ticket.Margin, ticket.LossAtStop, ticket.Sequence, 0, ticket.ValidUntil);
            var totals = slot.Reserved is { } older ? risk.Totals.With(older, -1) : risk.Totals;
            risk = RiskRules.Enter(risk with { Sequence = ticket.Sequence, Totals = totals.With(hold, +1) }, options.Safety);
            slot = slot with { Reserved = hold };
        }

        return new AccountStep(state.With(slot) with { Risk = risk }, decision, Notices: notices);
    }

    /// <summary>An alert that came too late moves nothing, nor does another strategy's on a symbol that is held; every other one is the last handled.</summary>
    private static SymbolSlot Handled(SymbolSlot slot, Signal signal, EntryDecision decision, DateTimeOffset now)
    {
        if (signal.SentAt > slot.LastSignalAt && ((slot.Reserved ?? slot.Open) is not { } held || held.Strategy == signal.Strategy))
        {
            slot = slot with { LastSignalAt = signal.SentAt };
        }

        var acted = signal.SentAt < now ? signal.SentAt : now;
        return (decision.Entry is not null || decision.Close is not null) && acted > slot.LastActedAt ? slot with { LastActedAt = acted } : slot;
    }
}
