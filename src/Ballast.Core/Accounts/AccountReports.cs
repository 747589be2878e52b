using Ballast.Core.Decisions;
using Ballast.Core.Positions;
using Ballast.Core.Risk;

namespace Ballast.Core.Accounts;

/// <summary>Takes what positions report, each report once and in order.</summary>
internal static class AccountReports
{
    public static AccountStep Take(AccountState state, AccountFact.PositionReported fact, DateTimeOffset now, TradingOptions options)
    {
        var slot = state.Slot(fact.Symbol);
        if (state.Risk is not { } risk || fact.Number <= slot.LastPositionFact)
        {
            return new AccountStep(state);
        }

        if (fact.Number != slot.LastPositionFact + 1)
        {
            return new AccountStep(state, IsOutOfOrder: true);
        }

        slot = slot with { LastPositionFact = fact.Number };
        risk = RiskRules.Roll(risk, now, options.Safety);
        switch (fact.Report)
        {
            case PositionReport.Dropped dropped:
                (slot, risk) = Release(slot, risk, dropped.DecisionId);
                break;
            case PositionReport.Held held:
                (slot, risk) = Release(slot, risk, held.Hold.DecisionId);
                var totals = slot.Open is { } before ? risk.Totals.With(before, -1) : risk.Totals;
                risk = risk with { Totals = totals.With(held.Hold, +1) };
                slot = slot with { Open = held.Hold };
                break;
            case PositionReport.Closed closed:
                (slot, risk) = Release(slot, risk, closed.Trade.DecisionId);
                risk = slot.Open is { } open ? risk with { Totals = risk.Totals.With(open, -1) } : risk;
                risk = RiskRules.Close(risk, closed.Trade.NetPnl, now, options.Safety);
                slot = slot with { Open = null, Results = RiskRules.Append(slot.Results, RiskRules.ResultOf(closed.Trade.NetPnl), options.Safety.SymbolTrades) };
                break;
            case PositionReport.InDoubt doubt:
                slot = slot with { UnknownSince = doubt.IsUnknown ? slot.UnknownSince ?? now : null };
                break;
            case PositionReport.Critical critical:
                return AccountEmergency.Stop(state.With(slot) with { Risk = risk }, critical.Code, critical.Why, isKill: false, now, options);
            default:
                throw new System.Diagnostics.UnreachableException();
        }

        return new AccountStep(state.With(slot) with { Risk = risk });
    }

    private static (SymbolSlot Slot, RiskRecord Risk) Release(SymbolSlot slot, RiskRecord risk, string decisionId) =>
        slot.Reserved is { } hold && hold.DecisionId == decisionId
            ? (slot with { Reserved = null }, risk with { Totals = risk.Totals.With(hold, -1) })
            : (slot, risk);
}
