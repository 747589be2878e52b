using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Core.Tests.Support;

/// <summary>The least venue that can keep a position honest: a dictionary of orders, a list of fills, one mark price.</summary>
public sealed class TinyVenue
{
    private readonly Dictionary<ClientOrderId, VenueOrder> _orders = [];
    private readonly List<Fill> _fills = [];
    private long _lastId = 1_000;
    private decimal _cost;

    public decimal Mark { get; private set; } = 100_000;

    public decimal Position { get; private set; }

    /// <summary>The share of an entry that fills; the rest expires (IOC).</summary>
    public decimal EntryFills { get; set; } = 1;

    public IReadOnlyList<Fill> Fills => _fills;

    public IEnumerable<VenueOrder> Open => _orders.Values.Where(o => o.Status == VenueOrderStatus.New);

    public IEnumerable<VenueOrder> All => _orders.Values;

    public OrderEvent Place(OrderSpec spec, DateTimeOffset now)
    {
        if (_orders.ContainsKey(spec.Id))
        {
            return new OrderEvent.Unclear();
        }

        switch (spec)
        {
            case OrderSpec.Limit limit:
                var done = Rounding.DownTo(limit.Quantity.Value * EntryFills, 0.001m);
                return Done(spec, null, done, limit.Quantity, done == limit.Quantity.Value ? VenueOrderStatus.Filled : VenueOrderStatus.Expired, now);
            case OrderSpec.Market market:
                var open = Math.Max(0, Position * -market.Side.Sign());
                return open == 0 ? new OrderEvent.Refused(-2022)
                    : Done(spec, null, Math.Min(open, market.Quantity.Value), market.Quantity, VenueOrderStatus.Filled, now);
            case OrderSpec.Conditional stop when Crosses(stop.Type, stop.Side, stop.Trigger):
                return new OrderEvent.Refused(-2021);
            case OrderSpec.Conditional stop when stop.Quantity is null && Open.Any(o => o.Quantity is null && o.ConditionalType == stop.Type && o.Side == stop.Side):
                return new OrderEvent.Refused(-4130);
            case OrderSpec.Conditional stop when stop.Quantity is null && Position == 0:
                return new OrderEvent.Refused(-4509);
            case OrderSpec.Conditional stop:
                return Seen(Keep(spec, ++_lastId, null, VenueOrderStatus.New, stop.Quantity, 0, now), false);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    public OrderEvent Query(ClientOrderId id, DateTimeOffset now) => _orders.TryGetValue(id, out var order) ? Seen(order, true) : new OrderEvent.NotFound(now);

    public OrderEvent Cancel(ClientOrderId id, DateTimeOffset now)
    {
        if (_orders.TryGetValue(id, out var order) && order.Status == VenueOrderStatus.New)
        {
            _orders[id] = order with { Status = VenueOrderStatus.Canceled, UpdatedAt = now };
        }

        return Query(id, now);
    }

    public void Set(ClientOrderId id, VenueOrderStatus status) => _orders[id] = _orders[id] with { Status = status };

    /// <summary>The mark moves; what it crosses becomes a market order and fills there.</summary>
    public void Move(decimal mark, DateTimeOffset now)
    {
        Mark = mark;
        foreach (var order in Open.ToList())
        {
            if (!Crosses(order.ConditionalType!.Value, order.Side, order.Trigger))
            {
                continue;
            }

            var open = Math.Max(0, Position * -order.Side.Sign());
            var quantity = Math.Min(open, order.Quantity?.Value ?? open);
            var actual = ++_lastId;
            _orders[order.Id] = order with { Status = VenueOrderStatus.Finished, ActualOrderId = actual, ExecutedQuantity = new Quantity(quantity), UpdatedAt = now };
            Fill(actual, order.Side, quantity, now);
        }
    }

    /// <summary>Somebody else, or the liquidation engine, trades on the account.</summary>
    public void ByHand(OrderSide side, decimal quantity, DateTimeOffset now) => Fill(++_lastId, side, quantity, now);

    public PositionFact.VenueSeen Snapshot() => new(Position, EquatableList.From(Open));

    private bool Crosses(ConditionalType type, OrderSide side, Price trigger) =>
        type == ConditionalType.StopMarket == (side == OrderSide.Sell) ? Mark <= trigger.Value : Mark >= trigger.Value;

    private OrderEvent Done(OrderSpec spec, long? actual, decimal done, Quantity ordered, VenueOrderStatus status, DateTimeOffset now)
    {
        var id = ++_lastId;
        Fill(id, spec.Side, done, now);
        return Seen(Keep(spec, id, actual, status, ordered, done, now), false);
    }

    private void Fill(long orderId, OrderSide side, decimal quantity, DateTimeOffset now)
    {
        if (quantity <= 0)
        {
            return;
        }

        var isExit = Position * side.Sign() < 0;
        var entry = Position == 0 ? 0 : _cost / Position;
        var realised = isExit ? (entry - Mark) * quantity * side.Sign() : 0;
        _cost += (isExit ? entry : Mark) * quantity * side.Sign();
        Position += quantity * side.Sign();
        _fills.Add(new Fill(_fills.Count + 1, orderId, Given.Btc, side, new Price(Mark), new Quantity(quantity), new Money(Mark * quantity * 0.0004m), "USDT", new Money(realised), false, now));
    }

    private VenueOrder Keep(OrderSpec spec, long id, long? actual, VenueOrderStatus status, Quantity? ordered, decimal done, DateTimeOffset now)
    {
        var stop = spec as OrderSpec.Conditional;
        return _orders[spec.Id] = new VenueOrder(spec.Id, spec.Symbol, spec.Side, id, actual, stop is not null, stop?.Type, status, Price.None, stop?.Trigger ?? Price.None,
            stop?.WorkingType, ordered, new Quantity(done), new Price(Mark), spec.OnlyReduces, now);
    }

    private static OrderEvent.Seen Seen(VenueOrder order, bool readBack) => new(order, readBack);
}
