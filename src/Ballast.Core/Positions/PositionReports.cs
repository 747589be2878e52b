using System.Globalization;
using Ballast.Core.Market;
using Ballast.Core.Risk;

namespace Ballast.Core.Positions;

/// <summary>What the position tells its account, numbered so that each fact is taken once and in order.</summary>
internal static class PositionReports
{
    public static PositionState Add(PositionState state, PositionReport report)
    {
        var number = state.AccountFacts + 1;
        var id = string.Create(CultureInfo.InvariantCulture, $"account-{number}");
        return state with { AccountFacts = number, Outbox = state.Outbox.Add(new Outgoing.ToAccount(id, number, report)) };
    }

    /// <summary>What a person should read of this step: an entry that came to nothing and why, a trade and what it gave.</summary>
    public static void AddNews(List<Notice> notices, PositionState before, PositionState after)
    {
        foreach (var item in after.Outbox)
        {
            if (before.Outbox.Any(o => o.Id == item.Id))
            {
                continue;
            }

            switch (item)
            {
                case Outgoing.ToAccount { Report: PositionReport.Dropped dropped }:
                    notices.Add(new Notice(NoticeLevel.Info, "ENTRY_DROPPED", $"{after.Symbol}: the entry of decision {dropped.DecisionId} came to nothing: {dropped.Reason}."));
                    break;
                case Outgoing.ClosedTrade { Trade: var trade }:
                    notices.Add(new Notice(NoticeLevel.Info, "TRADE_CLOSED", string.Create(CultureInfo.InvariantCulture, $"{trade.Symbol}: {trade.Side} {trade.Quantity} from {trade.EntryPrice} to {trade.ExitPrice}, {trade.ExitReason}: net {trade.NetPnl.Value:0.00} USDT ({trade.RoiPercent:0.00} % of the margin).")));
                    break;
            }
        }
    }

    /// <summary>Tells the account what the position binds when that has changed and the entry has ended.</summary>
    public static PositionState Tell(PositionState state)
    {
        var isUnknown = state.Orders.Any(o => o.Stage == OrderStage.Unknown);
        if (isUnknown != state.DoubtTold)
        {
            state = Add(state with { DoubtTold = isUnknown }, new PositionReport.InDoubt(isUnknown));
        }

        if (state.Plan is not { } plan || state.Quantity.IsZero || state.Entry is not { IsLive: false } || state.Tally.Entered.IsZero)
        {
            return state;
        }

        var quantity = state.Quantity;
        var price = state.Tally.EntryPrice;
        var stop = state.TightStop.IsSet ? state.TightStop : plan.StopPrice;
        var loss = Math.Max(0, (price - stop) * plan.Side.Sign() * quantity.Value);
        var notional = price * quantity;
        var hold = new Hold(plan.DecisionId, plan.Strategy, plan.Side, quantity, notional, notional / plan.Leverage, new Money(loss), plan.Sequence, state.Epoch, plan.ValidUntil);
        return hold == state.Told ? state : Add(state with { Told = hold }, new PositionReport.Held(hold));
    }
}
