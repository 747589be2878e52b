using Ballast.Application.Ports;
using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Positions;

namespace Ballast.Simulation.Tests.Sabotage;

/// <summary>Breaks "once": sends every entry a second time.</summary>
internal sealed class SendsTwice(IExchange inner) : Forwarding(inner)
{
    public override async ValueTask<VenueReply<VenueOrder>> PlaceAsync(OrderSpec order, CancellationToken cancel = default)
    {
        var reply = await Inner.PlaceAsync(order, cancel);
        return order.OnlyReduces ? reply : await Inner.PlaceAsync(order, cancel);
    }
}

/// <summary>Breaks "never naked": says that every stop stands, and sends none.</summary>
internal sealed class PretendsStops(IExchange inner) : Forwarding(inner)
{
    private readonly Dictionary<string, VenueOrder> _pretended = new(StringComparer.Ordinal);

    public override ValueTask<VenueReply<VenueOrder>> PlaceAsync(OrderSpec order, CancellationToken cancel = default)
    {
        if (order is not OrderSpec.Conditional { Type: ConditionalType.StopMarket } stop)
        {
            return Inner.PlaceAsync(order, cancel);
        }

        var pretended = new VenueOrder(stop.Id, stop.Symbol, stop.Side, 1_000_000 + _pretended.Count, null, true, stop.Type, VenueOrderStatus.New, Price.None, stop.Trigger, stop.WorkingType, stop.Quantity, default, Price.None, true, default);
        _pretended[stop.Id.Value] = pretended;
        return Yes(pretended);
    }

    public override ValueTask<VenueReply<VenueOrder>> QueryAsync(Symbol symbol, ClientOrderId id, bool isConditional, CancellationToken cancel = default) =>
        _pretended.TryGetValue(id.Value, out var pretended) ? Yes(pretended) : Inner.QueryAsync(symbol, id, isConditional, cancel);

    public override async ValueTask<VenueReply<IReadOnlyList<VenueOrder>>> OpenOrdersAsync(Symbol? symbol, CancellationToken cancel = default) =>
        await Inner.OpenOrdersAsync(symbol, cancel) is VenueReply<IReadOnlyList<VenueOrder>>.Accepted open
            ? new VenueReply<IReadOnlyList<VenueOrder>>.Accepted([.. open.Value, .. _pretended.Values])
            : new VenueReply<IReadOnlyList<VenueOrder>>.Unknown("no list");

    private static ValueTask<VenueReply<VenueOrder>> Yes(VenueOrder order) => ValueTask.FromResult<VenueReply<VenueOrder>>(new VenueReply<VenueOrder>.Accepted(order));
}

/// <summary>Breaks "unknown is unknown": takes an unknown outcome for a no.</summary>
internal sealed class TakesUnknownForNo(IExchange inner) : Forwarding(inner)
{
    public override async ValueTask<VenueReply<VenueOrder>> PlaceAsync(OrderSpec order, CancellationToken cancel = default) =>
        await Inner.PlaceAsync(order, cancel) is var reply && reply is VenueReply<VenueOrder>.Unknown && !order.OnlyReduces
            ? new VenueReply<VenueOrder>.Rejected(-2010, "sabotage")
            : reply;
}

/// <summary>Breaks "protections only tighten": enters with twice the quantity.</summary>
internal sealed class EntersLarger(IExchange inner) : Forwarding(inner)
{
    public override ValueTask<VenueReply<VenueOrder>> PlaceAsync(OrderSpec order, CancellationToken cancel = default) =>
        Inner.PlaceAsync(order is OrderSpec.Limit { ReduceOnly: false } limit ? limit with { Quantity = new Quantity(limit.Quantity.Value * 2) } : order, cancel);
}

/// <summary>Breaks "money": forgets the fees.</summary>
internal sealed class ForgetsFees(IExchange inner) : Forwarding(inner)
{
    public override async ValueTask<VenueReply<IReadOnlyList<IncomeEntry>>> IncomeAsync(DateTimeOffset from, CancellationToken cancel = default) =>
        await Inner.IncomeAsync(from, cancel) is VenueReply<IReadOnlyList<IncomeEntry>>.Accepted lines
            ? new VenueReply<IReadOnlyList<IncomeEntry>>.Accepted([.. lines.Value.Where(l => l.Kind != "COMMISSION")])
            : new VenueReply<IReadOnlyList<IncomeEntry>>.Unknown("no list");
}

/// <summary>Breaks "nothing left over": lets entries rest away from the market, says that every cancel was done, and does none.</summary>
internal sealed class NeverCancels(IExchange inner) : Forwarding(inner)
{
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);

    public override ValueTask<VenueReply<VenueOrder>> PlaceAsync(OrderSpec order, CancellationToken cancel = default) =>
        Inner.PlaceAsync(order is OrderSpec.Limit { ReduceOnly: false } limit ? limit with { Life = TimeInForce.GTC, Price = AwayFrom(limit) } : order, cancel);

    private static Price AwayFrom(OrderSpec.Limit limit) => new(Math.Round(limit.Price.Value * (limit.Side == OrderSide.Buy ? 0.97m : 1.03m), limit.Price.Value.Scale));

    public override async ValueTask<VenueReply<VenueOrder>> CancelAsync(Symbol symbol, ClientOrderId id, bool isConditional, CancellationToken cancel = default)
    {
        _gone.Add(id.Value);
        return await QueryAsync(symbol, id, isConditional, cancel);
    }

    public override async ValueTask<VenueReply<VenueOrder>> QueryAsync(Symbol symbol, ClientOrderId id, bool isConditional, CancellationToken cancel = default) =>
        await Inner.QueryAsync(symbol, id, isConditional, cancel) is VenueReply<VenueOrder>.Accepted { Value: var order } seen
            ? _gone.Contains(id.Value) && order.Status == VenueOrderStatus.New ? new VenueReply<VenueOrder>.Accepted(order with { Status = VenueOrderStatus.Canceled }) : seen
            : new VenueReply<VenueOrder>.Rejected(-2013, "sabotage");

    public override async ValueTask<VenueReply<IReadOnlyList<VenueOrder>>> OpenOrdersAsync(Symbol? symbol, CancellationToken cancel = default) =>
        await Inner.OpenOrdersAsync(symbol, cancel) is VenueReply<IReadOnlyList<VenueOrder>>.Accepted open
            ? new VenueReply<IReadOnlyList<VenueOrder>>.Accepted([.. open.Value.Where(o => !_gone.Contains(o.Id.Value))])
            : new VenueReply<IReadOnlyList<VenueOrder>>.Unknown("no list");
}

/// <summary>Breaks "limits": hides from the app that the venue told it to wait.</summary>
internal sealed class HidesLimits(IExchange inner) : Forwarding(inner)
{
    public override async ValueTask<VenueReply<VenueAccount>> AccountAsync(CancellationToken cancel = default) => Hide(await Inner.AccountAsync(cancel));

    public override async ValueTask<VenueReply<IReadOnlyList<VenuePosition>>> PositionsAsync(Symbol? symbol, CancellationToken cancel = default) => Hide(await Inner.PositionsAsync(symbol, cancel));

    public override async ValueTask<VenueReply<IReadOnlyList<VenueOrder>>> OpenOrdersAsync(Symbol? symbol, CancellationToken cancel = default) => Hide(await Inner.OpenOrdersAsync(symbol, cancel));

    public static VenueReply<T> Hide<T>(VenueReply<T> reply) => reply is VenueReply<T>.Rejected { Code: -1003 } ? new VenueReply<T>.Unknown("sabotage") : reply;
}

/// <summary>The same for market data.</summary>
internal sealed class HidesDataLimits(IMarketData inner) : IMarketData
{
    public async ValueTask<VenueReply<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel = default) => HidesLimits.Hide(await inner.InstrumentsAsync(cancel));

    public async ValueTask<VenueReply<CandleWindow>> CandlesAsync(Symbol symbol, CandleInterval interval, int count, CancellationToken cancel = default) => HidesLimits.Hide(await inner.CandlesAsync(symbol, interval, count, cancel));

    public async ValueTask<VenueReply<IReadOnlyList<FlowBar>>> FlowAsync(Symbol symbol, int count, CancellationToken cancel = default) => HidesLimits.Hide(await inner.FlowAsync(symbol, count, cancel));

    public async ValueTask<VenueReply<OrderBook>> BookAsync(Symbol symbol, int depth, CancellationToken cancel = default) => HidesLimits.Hide(await inner.BookAsync(symbol, depth, cancel));

    public async ValueTask<VenueReply<IReadOnlyList<MarkPrice>>> MarksAsync(IReadOnlyList<Symbol> symbols, CancellationToken cancel = default) => HidesLimits.Hide(await inner.MarksAsync(symbols, cancel));
}
