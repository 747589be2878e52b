using Ballast.Application.Ports;
using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Simulation.Tests.Sabotage;

/// <summary>An exchange that does what the one behind it does; a sabotage overrides one thing.</summary>
internal class Forwarding(IExchange inner) : IExchange
{
    protected IExchange Inner => inner;

    public string Name => inner.Name;

    public VenueUsage Usage => inner.Usage;

    public virtual ValueTask<VenueReply<DateTimeOffset>> ServerTimeAsync(CancellationToken cancel = default) => inner.ServerTimeAsync(cancel);

    public virtual ValueTask<VenueReply<VenueOrder>> PlaceAsync(OrderSpec order, CancellationToken cancel = default) => inner.PlaceAsync(order, cancel);

    public virtual ValueTask<VenueReply<VenueOrder>> CancelAsync(Symbol symbol, ClientOrderId id, bool isConditional, CancellationToken cancel = default) => inner.CancelAsync(symbol, id, isConditional, cancel);

    public virtual ValueTask<VenueReply<VenueOrder>> QueryAsync(Symbol symbol, ClientOrderId id, bool isConditional, CancellationToken cancel = default) => inner.QueryAsync(symbol, id, isConditional, cancel);

    public virtual ValueTask<VenueReply<IReadOnlyList<VenueOrder>>> OpenOrdersAsync(Symbol? symbol, CancellationToken cancel = default) => inner.OpenOrdersAsync(symbol, cancel);

    public virtual ValueTask<VenueReply<IReadOnlyList<VenuePosition>>> PositionsAsync(Symbol? symbol, CancellationToken cancel = default) => inner.PositionsAsync(symbol, cancel);

    public virtual ValueTask<VenueReply<IReadOnlyList<Fill>>> FillsAsync(Symbol symbol, long fromTradeId, CancellationToken cancel = default) => inner.FillsAsync(symbol, fromTradeId, cancel);

    public virtual ValueTask<VenueReply<IReadOnlyList<IncomeEntry>>> IncomeAsync(DateTimeOffset from, CancellationToken cancel = default) => inner.IncomeAsync(from, cancel);

    public virtual ValueTask<VenueReply<VenueAccount>> AccountAsync(CancellationToken cancel = default) => inner.AccountAsync(cancel);

    public virtual ValueTask<VenueReply<Leverage>> PrepareAsync(Symbol symbol, Leverage leverage, CancellationToken cancel = default) => inner.PrepareAsync(symbol, leverage, cancel);

    public virtual ValueTask<VenueReply<IReadOnlyList<VenueOrder>>> ForcedOrdersAsync(Symbol symbol, DateTimeOffset from, CancellationToken cancel = default) => inner.ForcedOrdersAsync(symbol, from, cancel);

    public virtual ValueTask<VenueReply<bool>> ArmCountdownAsync(Symbol symbol, TimeSpan countdown, CancellationToken cancel = default) => inner.ArmCountdownAsync(symbol, countdown, cancel);
}
