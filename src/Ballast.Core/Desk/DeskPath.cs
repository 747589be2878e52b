using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Core.Desk;

/// <summary>
/// Leads a position along a bar: at the open, then over its extremes in the assumed order, to the close. On each leg whatever the price meets first
/// happens there; what the open has jumped over happens at the open.
/// </summary>
internal sealed class DeskPath(DeskRun run, DeskSeat seat, DeskMove move, DeskOptions options)
{
    private static readonly TimeSpan Instant = TimeSpan.FromSeconds(1);

    private DeskBand _band = DeskBand.Of(seat.Position, seat.Holding, seat.LiquidationPrice, options);

    public void Follow()
    {
        var due = TimeStopAt();
        run.Books.PassTo(due is { } opening && opening <= move.From + Instant ? opening : move.From);
        Jump(move.Open);
        var (first, second) = Extremes();
        Go(first, move.From + ((move.To - move.From) / 3), due);
        Go(second, move.From + ((move.To - move.From) * 2 / 3), due);

        // A time stop that falls due within the bar closes at its close: where the price was just then is not known.
        Go(move.Close, move.To, null);
        seat.MoveTo(move.Close, move);
    }

    /// <summary>The first moment at which the position has been open for too long.</summary>
    private DateTimeOffset? TimeStopAt() => seat.Position is { Plan: { } plan, Tally.FirstFillAt: { } entered }
        ? entered + options.Trading.For(plan.Strategy, plan.Symbol).Exits.Of(plan.Mode).TimeStop + TimeSpan.FromTicks(1)
        : null;

    private (Price First, Price Second) Extremes()
    {
        var isLowFirst = options.IntraBar switch
        {
            IntraBar.Pessimistic => seat.Position.Side == PositionSide.Long,
            IntraBar.Optimistic => seat.Position.Side == PositionSide.Short,
            IntraBar.OpenHighLowClose => move.Close >= move.Open,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return isLowFirst ? (move.Low, move.High) : (move.High, move.Low);
    }

    /// <summary>The price is there at once: liquidation, then stops, then take-profits, all at this price.</summary>
    private void Jump(Price price)
    {
        seat.MoveTo(price, move);
        var liquidation = seat.LiquidationPrice;
        if (seat.IsOpen && liquidation.IsSet && (price - liquidation) * seat.Position.Side.Sign() <= 0)
        {
            Liquidate();
        }

        See();
        while (seat.IsOpen && Crossed(price) is { } order)
        {
            Trigger(order);
        }
    }

    /// <summary>The price walks from where it is.</summary>
    /// <param name="at">When it arrives; everything on the way happens then.</param>
    /// <param name="due">Until the time stop is due nothing of a later time is told.</param>
    private void Go(Price to, DateTimeOffset at, DateTimeOffset? due)
    {
        if (!seat.IsOpen)
        {
            return;
        }

        run.Books.PassTo(due is { } limit && limit <= at ? limit - TimeSpan.FromTicks(1) : at);
        while (seat.IsOpen && Nearest(to) is var (price, order))
        {
            seat.MoveTo(price, move);
            if (order is null)
            {
                Liquidate();
                continue;
            }

            // What the price reached before the order did counts for the stop that trails it.
            See();
            if (seat.Find(order.Id) is { } still && DeskSeat.IsWorking(still))
            {
                Trigger(still);
            }
        }

        if (seat.IsOpen)
        {
            seat.MoveTo(to, move);
            See();
        }
    }

    /// <summary>What the price meets first on its way: an order, or (null) the liquidation, which goes first at the same price.</summary>
    private (Price Price, VenueOrder? Order)? Nearest(Price to)
    {
        var isFalling = to < seat.Mark;
        (Price Price, VenueOrder? Order)? nearest = null;
        var liquidation = seat.LiquidationPrice;
        if (liquidation.IsSet && seat.Position.Side == PositionSide.Long == isFalling && IsOnTheWay(liquidation))
        {
            nearest = (liquidation, null);
        }

        foreach (var order in seat.Holding.Orders)
        {
            if (DeskSeat.IsWorking(order) && DeskVenue.FiresWhenFalling(order) == isFalling && IsOnTheWay(order.Trigger)
                && (nearest is not { } known || (isFalling ? order.Trigger > known.Price : order.Trigger < known.Price)))
            {
                nearest = (order.Trigger, order);
            }
        }

        return nearest;

        bool IsOnTheWay(Price price) => isFalling ? price >= to && price <= seat.Mark : price <= to && price >= seat.Mark && to != seat.Mark;
    }

    private VenueOrder? Crossed(Price price)
    {
        VenueOrder? crossed = null;
        foreach (var order in seat.Holding.Orders)
        {
            var isCrossed = DeskSeat.IsWorking(order) && (DeskVenue.FiresWhenFalling(order) ? price <= order.Trigger : price >= order.Trigger);
            crossed = isCrossed && (crossed is null || (crossed.ConditionalType == ConditionalType.TakeProfitMarket && order.ConditionalType == ConditionalType.StopMarket)) ? order : crossed;
        }

        return crossed;
    }

    private void Trigger(VenueOrder order) => Run(new PositionFact.OrderHappened(order.Id, new OrderEvent.Seen(run.Venue.Trigger(seat, order), ReadBack: true)));

    private void Liquidate()
    {
        run.Venue.Liquidate(seat);
        Run(new PositionFact.FillsRead(seat.FillsFrom(seat.Position.LastTradeId + 1)));
    }

    /// <summary>A price that changes nothing need not be told.</summary>
    private void See()
    {
        if (seat.IsOpen && !_band.Holds(seat.Mark, run.Books.Now))
        {
            Run(new PositionFact.PriceSeen(seat.Mark));
        }
    }

    private void Run(PositionFact fact)
    {
        run.Run(seat, fact);
        _band = DeskBand.Of(seat.Position, seat.Holding, seat.LiquidationPrice, options);
    }
}
