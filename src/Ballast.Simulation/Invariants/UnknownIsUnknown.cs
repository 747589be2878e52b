using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Simulation.World;

namespace Ballast.Simulation.Invariants;

/// <summary>Invariant 3: an order of unknown outcome is looked up until it is known, is called rejected or absent only when it never did anything, and meanwhile no other entry goes out on its symbol.</summary>
internal sealed class UnknownIsUnknown() : Invariant("unknown-is-unknown")
{
    private readonly HashSet<string> _executed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _denied = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> _ids = [];
    private readonly Dictionary<Symbol, HashSet<string>> _unknown = [];

    /// <summary>Orders whose outcome was unknown and then known.</summary>
    public int Resolved { get; private set; }

    public override void OnArrived(OrderSpec order, VenueReply<VenueOrder> reply)
    {
        if (reply is VenueReply<VenueOrder>.Accepted { Value: { IsConditional: false } placed })
        {
            _ids[placed.OrderId] = order.Id.Value;
        }
    }

    public override void OnLook(Sight sight)
    {
        foreach (var fill in sight.NewFills)
        {
            if (_ids.TryGetValue(fill.OrderId, out var id))
            {
                _executed.Add(id);
                Require(!_denied.Contains(id), $"{id} was called rejected or absent, and then the venue executed it.");
            }
        }
    }

    public override void OnSent(AppProcess process, OrderSpec order)
    {
        if (!order.OnlyReduces && _unknown.TryGetValue(order.Symbol, out var unknown))
        {
            Require(unknown.All(id => id == order.Id.Value), $"The entry {order.Id} was sent while {string.Join(", ", unknown)} on {order.Symbol} was unknown.");
        }
    }

    public override void OnCommitted(AppProcess process, string table, string partition, IReadOnlyList<EntityWrite> writes)
    {
        if (World.PositionIn(table, writes) is not { } state)
        {
            return;
        }

        var known = _unknown.TryGetValue(state.Symbol, out var before) ? before : _unknown[state.Symbol] = new(StringComparer.Ordinal);
        foreach (var order in state.Orders)
        {
            if (order.Stage == OrderStage.Unknown)
            {
                known.Add(order.Id.Value);
            }
            else if (known.Remove(order.Id.Value))
            {
                Resolved++;
            }

            Deny(order);
        }

        foreach (var ended in state.Outbox.OfType<Outgoing.EndedOrder>())
        {
            Deny(ended.Order);
        }

        // What has left the state has been settled with its epoch.
        Resolved += known.RemoveWhere(id => state.Orders.All(o => o.Id.Value != id));
    }

    /// <summary>Only what did nothing may be called so. An entry and a close stay so for good; a stop is repeated before that is sure, since only one can stand.</summary>
    private void Deny(KnownOrder order)
    {
        if (order.Stage is not (OrderStage.Rejected or OrderStage.Absent))
        {
            return;
        }

        Require(!_executed.Contains(order.Id.Value), $"{order.Id} on {order.Spec.Symbol} is called {order.Stage}, but the venue has executed it.");
        if (order.Role is OrderRole.Entry or OrderRole.Close)
        {
            _denied.Add(order.Id.Value);
        }
    }

    public override Task OnEndAsync(Sight sight, EndState end)
    {
        foreach (var position in end.Positions)
        {
            Require(!position.Orders.Any(o => o.Stage is OrderStage.Unknown or OrderStage.Sending), $"{position.Symbol} still has an order of unknown outcome at the end.");
        }

        return Task.CompletedTask;
    }
}
