using Ballast.Application.Codec;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Simulation.World;

namespace Ballast.Simulation.Invariants;

/// <summary>Invariant 5: no order is larger, dearer or riskier than its ticket, no ticket above its caps, and no stop ever loosens.</summary>
internal sealed class OnlyTighten() : Invariant("protections-tighten")
{
    private readonly Dictionary<string, OrderTicket> _tickets = new(StringComparer.Ordinal);
    private readonly Dictionary<Symbol, (long Epoch, Price Stop)> _stops = [];
    private readonly Dictionary<Symbol, OrderTicket> _plans = [];

    public override void OnCommitted(AppProcess process, string table, string partition, IReadOnlyList<EntityWrite> writes)
    {
        if (World.PositionIn(table, writes) is { Plan: { } plan } state)
        {
            _plans[state.Symbol] = plan;
            if (_stops.TryGetValue(state.Symbol, out var before) && before.Epoch == state.Epoch && before.Stop.IsSet)
            {
                Require((state.TightStop - before.Stop) * plan.Side.Sign() >= 0, $"The stop of {state.Symbol} loosened from {before.Stop} to {state.TightStop}.");
            }

            _stops[state.Symbol] = (state.Epoch, state.TightStop);
            Require(state.Quantity <= plan.Quantity || state.Tally.ForeignQuantity > 0, $"{state.Symbol} holds {state.Quantity}; its ticket allows {plan.Quantity}.");
            return;
        }

        foreach (var write in table == Tables.State ? writes : [])
        {
            if (write is EntityWrite.Insert insert && insert.Row.StartsWith(Tables.AlertPrefix, StringComparison.Ordinal) && StateCodec.Decode<EntryDecision>(insert.Body) is { Entry: { } ticket })
            {
                _tickets[ticket.DecisionId] = ticket;
                var equity = World.RiskIn(table, writes)?.Equity.Value ?? 0;
                Require(ticket.LossAtStop.Value <= equity * World.Trading.Caps.MaxLossAtStop, $"The ticket {ticket.DecisionId} may lose {ticket.LossAtStop} at its stop; equity is {equity}.");
                Require(ticket.Margin.Value <= equity, $"The ticket {ticket.DecisionId} binds {ticket.Margin} of margin; equity is {equity}.");
            }
        }
    }

    public override void OnSent(AppProcess process, OrderSpec order)
    {
        if (order.OnlyReduces)
        {
            return;
        }

        var ticket = _plans.GetValueOrDefault(order.Symbol) is { } plan ? _tickets.GetValueOrDefault(plan.DecisionId) ?? Stored(process, plan) : null;
        Require(ticket is not null, $"The entry {order.Id} on {order.Symbol} belongs to no accepted decision.");
        if (ticket is not null)
        {
            _tickets[ticket.DecisionId] = ticket;
            Require(order is OrderSpec.Limit limit && limit.Side == ticket.Side.Entry() && limit.Quantity <= ticket.Quantity && (ticket.LimitPrice - limit.Price) * ticket.Side.Sign() >= 0, $"The entry {order} is beyond its ticket of {ticket.Quantity} at {ticket.LimitPrice}.");
        }
    }

    /// <summary>A flush in which the power failed may have kept all that it wrote: durable, though nobody was told.</summary>
    private static OrderTicket? Stored(AppProcess process, OrderTicket plan)
    {
        var reading = process.Journal?.Store.ReadAsync(Tables.State, plan.Account, Tables.AlertRow(plan.DecisionId)).AsTask();
        return reading is { IsCompletedSuccessfully: true, Result: { } row } ? StateCodec.Decode<EntryDecision>(row.Body).Entry : null;
    }
}
