using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.Running;

/// <summary>Where open orders with our prefix come from, besides those of running epochs.</summary>
/// <param name="Strays">Ours, from an earlier epoch: to be cancelled.</param>
/// <param name="Unknown">Nobody here ever made them: a second deployment trades this account.</param>
public sealed record OrderOrigins(EquatableList<ClientOrderId> Strays, EquatableList<VenueOrder> Unknown);

/// <summary>
/// Tells our own leftovers from another deployment's orders. An order is committed before it is sent, so the state is read after the
/// venue's answer: what stands in no state then either ended earlier, and is in the list of orders by its id, or was never ours.
/// </summary>
public sealed class OrderOriginReader(IStateStore store)
{
    public async ValueTask<OrderOrigins> ReadAsync(string account, IEnumerable<VenueOrder> open, CancellationToken cancel)
    {
        var strays = new List<ClientOrderId>();
        var unknown = new List<VenueOrder>();
        foreach (var bySymbol in open.Where(o => OrderIds.IsOurs(o.Id)).GroupBy(o => o.Symbol))
        {
            var state = (await PositionAggregate.ReadAsync(store, account, bySymbol.Key, cancel)).State;
            foreach (var order in bySymbol.Where(o => state.Find(o.Id) is null))
            {
                if (state.Outbox.Any(o => o is Outgoing.EndedOrder ended && ended.Order.Id == order.Id)
                    || await store.ReadAsync(Tables.Orders, $"{account}|ids", order.Id.Value, cancel) is not null)
                {
                    strays.Add(order.Id);
                }
                else
                {
                    unknown.Add(order);
                }
            }
        }

        return new OrderOrigins(EquatableList.From(strays), EquatableList.From(unknown));
    }
}
