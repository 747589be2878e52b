using Ballast.Application.Ports;
using Ballast.Application.UseCases;
using Ballast.Core.Positions;
using Ballast.Simulation.Invariants;

namespace Ballast.Simulation.World;

/// <summary>Tells every invariant what happens.</summary>
internal sealed class Observers(IReadOnlyList<Invariant> invariants)
{
    public void Sent(AppProcess process, OrderSpec order) => Each(i => i.OnSent(process, order));

    public void Arrived(OrderSpec order, VenueReply<VenueOrder> reply) => Each(i => i.OnArrived(order, reply));

    public void Replied(OrderSpec order, VenueReply<VenueOrder> reply) => Each(i => i.OnReplied(order, reply));

    public void VenueSaid(AppProcess process, int code, bool isBan, TimeSpan? retryAfter) => Each(i => i.OnRefusedByLimit(process, code, isBan, retryAfter));

    public void Called(AppProcess process) => Each(i => i.OnCall(process));

    public void Committed(AppProcess process, string table, string partition, IReadOnlyList<EntityWrite> writes) => Each(i => i.OnCommitted(process, table, partition, writes));

    public void Answered(string alertId, AlertReply reply) => Each(i => i.OnAnswered(alertId, reply));

    public void Told(AppProcess process, Notice notice) => Each(i => i.OnNotice(process, notice));

    public void Looked(Sight sight) => Each(i => i.OnLook(sight));

    private void Each(Action<Invariant> tell)
    {
        for (var i = 0; i < invariants.Count; i++)
        {
            tell(invariants[i]);
        }
    }
}
