using Ballast.Application.UseCases;
using Ballast.Simulation.World;

namespace Ballast.Simulation.Invariants;

/// <summary>Invariant 9: what was acknowledged is stored, and comes to an end: no hold, ticket, message or outgoing row is left behind.</summary>
internal sealed class NothingLost() : Invariant("nothing-lost")
{
    private readonly Dictionary<string, string> _acknowledged = new(StringComparer.Ordinal);

    public override void OnAnswered(string alertId, AlertReply reply)
    {
        if (reply is AlertReply.Decided { Decision: var decision })
        {
            _acknowledged[decision.DecisionId] = alertId;
        }
    }

    public override Task OnEndAsync(Sight sight, EndState end)
    {
        foreach (var (decision, alert) in _acknowledged)
        {
            Require(end.Decisions.Contains(decision), $"The alert {alert} was acknowledged as decision {decision}, which is not stored.");
        }

        foreach (var slot in end.Account.Slots.Values.OrderBy(s => s.Symbol))
        {
            Require(slot.Reserved is null && slot.Open is null, $"{slot.Symbol} still holds {slot.Reserved?.DecisionId ?? slot.Open?.DecisionId} at the end.");
        }

        foreach (var position in end.Positions)
        {
            Require(position.Waiting is null && position.Outbox.Count == 0, $"{position.Symbol} still has a waiting ticket or {position.Outbox.Count} undelivered facts at the end.");
        }

        Require(end.Outbox.Count == 0, $"{end.Outbox.Count} rows are still in the outbox at the end.");
        Require(end.Queues.All(q => q.Active == 0 && q.DeadLettered == 0), $"Messages are still in the queues at the end: {string.Join(", ", end.Queues)}.");
        return Task.CompletedTask;
    }
}
