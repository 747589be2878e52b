using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Core.Desk;

/// <summary>One symbol while a call is at work on it.</summary>
internal sealed class DeskSeat
{
    private DeskHolding? _measured;
    private Price _liquidation;

    public required Symbol Symbol { get; init; }

    public required PositionState Position { get; set; }

    public required DeskHolding Holding { get; set; }

    public Price Mark { get; set; }

    /// <summary>What an order sent now trades at.</summary>
    public DeskQuote Quote { get; set; }

    public bool IsOpen => !Holding.Held.IsFlat;

    /// <summary>The mark at which the venue takes the position; none while flat or out of reach.</summary>
    public Price LiquidationPrice
    {
        get
        {
            if (!ReferenceEquals(_measured, Holding))
            {
                var isSame = _measured is { } last && last.Held == Holding.Held && last.Brackets == Holding.Brackets;
                _liquidation = !IsOpen ? Price.None : isSame ? _liquidation : new Price(Holding.Held.LiquidationPrice(Holding.Brackets));
                _measured = Holding;
            }

            return _liquidation;
        }
    }

    /// <summary>The price is there now, and so is everything that trades.</summary>
    public void MoveTo(Price price, in DeskMove move) => (Mark, Quote) = (price, DeskQuote.At(price, move.Range, move.Volume));

    public VenueOrder? Find(ClientOrderId id)
    {
        foreach (var order in Holding.Orders)
        {
            if (order.Id == id)
            {
                return order;
            }
        }

        return null;
    }

    public VenueOrder Set(VenueOrder order)
    {
        for (var i = 0; i < Holding.Orders.Count; i++)
        {
            if (Holding.Orders[i].Id == order.Id)
            {
                Holding = Holding with { Orders = Holding.Orders.SetItem(i, order) };
                return order;
            }
        }

        Holding = Holding with { Orders = Holding.Orders.Add(order) };
        return order;
    }

    public EquatableList<Fill> FillsFrom(long tradeId) => EquatableList.From(Holding.Fills.Where(f => f.TradeId >= tradeId));

    public EquatableList<VenueOrder> Open => EquatableList.From(Holding.Orders.Where(IsWorking));

    public static bool IsWorking(VenueOrder order) => order.Status == VenueOrderStatus.New;

    /// <summary>What is left to keep: open orders, ended ones that the position still knows, fills that it has not counted.</summary>
    public void Forget()
    {
        var orders = Holding.Orders;
        if (orders.Any(o => !IsKept(o)))
        {
            orders = EquatableList.From(orders.Where(IsKept));
        }

        var fills = Holding.Fills.Any(f => f.TradeId <= Position.LastTradeId) ? FillsFrom(Position.LastTradeId + 1) : Holding.Fills;
        if (orders.Count != Holding.Orders.Count || fills.Count != Holding.Fills.Count)
        {
            Holding = Holding with { Orders = orders, Fills = fills };
        }
    }

    private bool IsKept(VenueOrder order) => IsWorking(order) || (Position.Plan is not null && (Position.Find(order.Id) is not null || DeskVenue.IsForced(order)));
}
