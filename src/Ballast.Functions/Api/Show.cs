using Ballast.Application.Reading;
using Ballast.Core.Accounting;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Traces;

namespace Ballast.Functions.Api;

/// <summary>Turns records into what the API shows.</summary>
internal static partial class Show
{
    public static AlertAnswer Answer(EntryDecision decision) => new()
    {
        Status = decision.IsAccepted ? "accepted" : "refused",
        DecisionId = decision.DecisionId,
        Reason = First(decision),
        OtherReasons = Others(decision),
        Order = Order(decision.Entry),
        Close = Close(decision.Close),
        Notices = decision.Notices.Count > 0 ? decision.Notices : null,
        Trace = TraceView.From(decision.Trace),
    };

    public static DecisionView Decision(EntryDecision decision, bool withTrace) => new()
    {
        DecisionId = decision.DecisionId,
        Status = decision.IsAccepted ? "accepted" : "refused",
        Symbol = decision.Signal.Symbol.Name,
        Strategy = decision.Signal.Strategy,
        Target = decision.Signal.Target.ToString(),
        Source = decision.Signal.Source.ToString().ToLowerInvariant(),
        SentAt = decision.Signal.SentAt,
        DecidedAt = decision.DecidedAt,
        Reason = First(decision),
        OtherReasons = Others(decision),
        Order = Order(decision.Entry),
        Close = Close(decision.Close),
        Notices = decision.Notices.Count > 0 ? decision.Notices : null,
        Trace = withTrace ? TraceView.From(decision.Trace) : null,
    };

    public static TradableView Tradable(TradableSymbol tradable) => new(
        tradable.Decision.Signal.Symbol.Name, tradable.Decision.Entry is not null, tradable.Decision.Entry?.Quantity, tradable.Decision.Entry?.Notional, tradable.Decision.Entry?.Margin,
        tradable.Decision.Entry?.Leverage.Value, tradable.Decision.Entry?.LossAtStop, tradable.FromBalance, First(tradable.Decision), Others(tradable.Decision));

    public static OrderView Order(string decisionId, KnownOrder order)
    {
        (string kind, Quantity? quantity, Price? price, Price? trigger) = order.Spec switch
        {
            OrderSpec.Limit limit => ($"LIMIT_{limit.Life}", (Quantity?)limit.Quantity, (Price?)limit.Price, (Price?)null),
            OrderSpec.Market market => ("MARKET", market.Quantity, null, null),
            OrderSpec.Conditional conditional => (conditional.Type == ConditionalType.StopMarket ? "STOP_MARKET" : "TAKE_PROFIT_MARKET", conditional.Quantity, null, conditional.Trigger),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return new OrderView(order.Id.Value, decisionId, order.Spec.Symbol.Name, order.Role.ToString(), kind, order.Spec.Side.ToString(), quantity, price, trigger,
            StateOf(order), order.Done, order.OrderId == 0 ? null : order.OrderId, order.RejectCode, order.SentAt, order.ConfirmedAt);
    }

    public static PositionView Position(PositionState state, MarketView? view)
    {
        var plan = state.Plan!;
        var entry = state.Tally.EntryPrice;
        var stop = Stop(state);
        var liquidation = view is null ? Price.None : Liquidation.Estimate(plan.Side, entry, state.Tally.Entered, plan.Leverage, view.Instrument);
        Money? open = view is null || !entry.IsSet ? null : new Money((view.Mark - entry) * plan.Side.Sign() * state.Quantity.Value);
        return new PositionView(state.Account, state.Symbol.Name, plan.Side.ToString(), state.Quantity, entry, stop, liquidation.IsSet ? liquidation : null, plan.Strategy,
            PhaseOf(state), plan.Leverage.Value, entry * state.Quantity / plan.Leverage, view?.Mark, open, state.Tally.Fees, plan.DecisionId, state.Epoch, state.Tally.FirstFillAt,
            [.. state.Orders.Where(o => o is { Role: OrderRole.TakeProfit, IsLive: true, Spec: OrderSpec.Conditional }).Select(o => Exit((OrderSpec.Conditional)o.Spec, o))]);
    }

    public static TradeView Trade(Trade trade) => new(
        trade.Id, trade.DecisionId, trade.Symbol.Name, trade.Strategy, trade.Side.ToString(), "closed", trade.Quantity, trade.EntryPrice, trade.ExitPrice, trade.EntryAt, trade.ExitAt,
        trade.Leverage.Value, trade.Margin, trade.RealisedPnl, trade.Fees, trade.Funding, trade.NetPnl, trade.RoiPercent, trade.RiskMultiple, trade.SlippagePercent, trade.ExitReason)
    {
        Mode = trade.Mode?.ToString().ToUpperInvariant(),
        Regime = trade.Regime?.ToString().ToUpperInvariant(),
        EntrySlippage = Achieved(trade.EntrySlippage),
        ExitSlippage = Achieved(trade.ExitSlippage),
    };

    public static SlippageView Slippage(SymbolSlippage slippage, decimal target) => new(
        slippage.Symbol.Name, slippage.Trades, -target * 10_000, Figures(slippage.Entry), Figures(slippage.Exit), Figures(slippage.Reference));

    public static OrderAnswer? Order(OrderTicket? ticket) => ticket is null ? null : new OrderAnswer(
        ticket.Symbol.Name, ticket.Side.ToString(), ticket.Quantity, ticket.LimitPrice, ticket.StopPrice, ticket.TakeProfit.IsSet ? ticket.TakeProfit : null, ticket.Leverage.Value,
        ticket.Notional, ticket.Margin, ticket.LossAtStop, ticket.Sequence, ticket.ValidUntil);

    private static AchievedView? Achieved(Core.Accounting.Slippage? slippage) =>
        slippage is null ? null : new AchievedView(slippage.Expected, slippage.Achieved, slippage.Quantity, slippage.BasisPoints, slippage.Amount);

    private static SlippageFiguresView Figures(SlippageFigures figures) =>
        figures.Count == 0 ? new SlippageFiguresView(0, null, null, null, null) : new SlippageFiguresView(figures.Count, figures.Mean, figures.Worst, figures.Total, figures.WithinTarget);

    private static CloseAnswer? Close(CloseTicket? close) => close is null ? null : new CloseAnswer(close.Symbol.Name, close.Sequence, close.Epoch, close.Reason);

    private static Reason? First(EntryDecision decision) => decision.Refusals.Count > 0 ? decision.Refusals[0] : null;

    private static Reason[]? Others(EntryDecision decision) => decision.Refusals.Count > 1 ? [.. decision.Refusals.Skip(1)] : null;

    /// <summary>The stop nearest to the price that is confirmed, else the newest.</summary>
    private static StopView? Stop(PositionState state)
    {
        var stops = state.Orders.Where(o => o is { IsStop: true, IsLive: true }).ToList();
        var shown = stops.LastOrDefault(o => o is { Role: OrderRole.TighterStop, ConfirmedAt: not null }) ?? stops.FirstOrDefault(o => o.Role == OrderRole.Backstop) ?? stops.LastOrDefault();
        return shown is null ? null : new StopView(((OrderSpec.Conditional)shown.Spec).Trigger, shown.Id.Value, StateOf(shown), shown.ConfirmedAt);
    }

    private static ExitView Exit(OrderSpec.Conditional spec, KnownOrder order) => new(spec.Trigger, spec.Quantity ?? Quantity.Zero, order.Id.Value, StateOf(order));

    private static string StateOf(KnownOrder order) => order is { Stage: OrderStage.Working, ConfirmedAt: not null } ? "CONFIRMED" : order.Stage.ToString().ToUpperInvariant();

    private static string PhaseOf(PositionState state) =>
        state.Closing is not null ? $"closing ({state.Closing.Reason})"
        : state.Quantity.IsZero ? "entering"
        : state.NakedSince is not null ? "protecting"
        : "open";
}
