using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Core.Desk;

/// <summary>
/// The venue of a desk: takes orders, triggers, liquidates, funds, by the rules of the simulated exchange where a price is all that is known. Its
/// book is one level on each side. Source: facts.md §4.
/// </summary>
internal sealed class DeskVenue(DeskBooks books, IReadOnlyList<DeskSeat> seats, DeskOptions options)
{
    private const int NoMargin = -2019;
    private const int WouldTrigger = -2021;
    private const int NothingToReduce = -2022;
    private const int AboveBracket = -2027;
    private const int ClosePositionExists = -4130;

    private const string ForcedPrefix = "autoclose-";

    public static bool IsForced(VenueOrder order) => order.Id.Value.StartsWith(ForcedPrefix, StringComparison.Ordinal);

    /// <summary>A stop fires when the price moves against its position, a take-profit when it moves with it.</summary>
    public static bool FiresWhenFalling(VenueOrder order) => order.ConditionalType == ConditionalType.StopMarket == (order.Side == OrderSide.Sell);

    /// <summary>What an order of this quantity trades at now, slippage in; rounded against it where there is any.</summary>
    public Price PriceOf(DeskSeat seat, OrderSide side, Quantity quantity)
    {
        var (price, sign) = (side == OrderSide.Buy ? seat.Quote.Ask : seat.Quote.Bid, side.Sign());
        var worse = (price.Value * options.SlippageBasisPoints / 10_000) + (seat.Quote.Range * options.SlippageOfRange);
        if (options.SlippageOfVolume > 0 && seat.Quote.Volume > 0)
        {
            worse += price.Value * options.SlippageOfVolume * Math.Min(1, quantity.Value / seat.Quote.Volume);
        }

        if (worse == 0)
        {
            return price;
        }

        var (slipped, tick) = (price.Value + (sign * worse), seat.Holding.TickSize);
        return new Price(tick == 0 ? Math.Max(slipped, 0) : Math.Max(tick, sign > 0 ? Rounding.UpTo(slipped, tick) : Rounding.DownTo(slipped, tick)));
    }

    public OrderEvent Place(DeskSeat seat, OrderSpec spec) => spec switch
    {
        OrderSpec.Limit { Life: TimeInForce.IOC, ReduceOnly: false } entry => Enter(seat, entry),
        OrderSpec.Market { ReduceOnly: true } close => Close(seat, close),
        OrderSpec.Conditional { MayOpen: false, Type: not ConditionalType.TrailingStopMarket } conditional => Keep(seat, conditional),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public OrderEvent Query(DeskSeat seat, ClientOrderId id) => seat.Find(id) is { } order ? new OrderEvent.Seen(order, ReadBack: true) : new OrderEvent.NotFound(books.Now);

    public OrderEvent Cancel(DeskSeat seat, ClientOrderId id)
    {
        if (seat.Find(id) is { } order && DeskSeat.IsWorking(order))
        {
            seat.Set(order with { Status = VenueOrderStatus.Canceled, UpdatedAt = books.Now });
        }

        return Query(seat, id);
    }

    /// <summary>A conditional order becomes a market order of its own id, cut to what is open, and ends with it.</summary>
    public VenueOrder Trigger(DeskSeat seat, VenueOrder order)
    {
        var quantity = Quantity.Min(order.Quantity ?? new Quantity(seat.Holding.Held.Size), new Quantity(seat.Holding.Held.Size));
        var actual = books.NextId();
        var price = Fill(seat, actual, order.Side, quantity);
        return seat.Set(order with { Status = VenueOrderStatus.Finished, ActualOrderId = actual, ExecutedQuantity = quantity, AveragePrice = price, UpdatedAt = books.Now });
    }

    /// <summary>
    /// Sells the position where the price is; INSURANCE_CLEAR takes the clearance fee out of the margin that is left, or gives back the loss beyond it.
    /// The position's own orders stay until it cancels them: there is nothing left for them to do.
    /// </summary>
    public void Liquidate(DeskSeat seat)
    {
        var (held, before) = (seat.Holding.Held, books.Wallet);
        var side = held.Signed > 0 ? OrderSide.Sell : OrderSide.Buy;
        var (id, quantity) = (books.NextId(), new Quantity(held.Size));
        var price = Fill(seat, id, side, quantity);
        var left = held.Margin + (books.Wallet - before).Value;
        var fee = Math.Round((price * quantity).Value * options.LiquidationFeeRate, IsolatedHolding.Decimals);
        var cleared = left > 0 ? -Math.Min(fee, left) : -left;
        books.Book("INSURANCE_CLEAR", seat.Symbol, cleared);
        seat.Holding = seat.Holding with { Cleared = seat.Holding.Cleared + new Money(cleared) };
        var name = new ClientOrderId(FormattableString.Invariant($"{ForcedPrefix}{id}"));
        seat.Set(new VenueOrder(name, seat.Symbol, side, id, null, false, null, VenueOrderStatus.Filled, Price.None, Price.None, null, quantity, quantity, price, true, books.Now));
    }

    /// <summary>−(signed quantity × mark × rate), into wallet and isolated margin.</summary>
    public void Fund(DeskSeat seat, decimal rate, Price mark)
    {
        var amount = Math.Round(-seat.Holding.Held.Signed * mark.Value * rate, IsolatedHolding.Decimals);
        books.Book("FUNDING_FEE", seat.Symbol, amount);
        seat.Holding = seat.Holding with { Held = seat.Holding.Held with { Margin = seat.Holding.Held.Margin + amount }, Funding = seat.Holding.Funding + new Money(amount) };
    }

    private OrderEvent Enter(DeskSeat seat, OrderSpec.Limit spec)
    {
        var price = PriceOf(seat, spec.Side, spec.Quantity);
        var notional = spec.Price * spec.Quantity;
        if (notional > LeverageBracket.MostNotional(seat.Holding.Brackets, seat.Holding.Leverage))
        {
            return new OrderEvent.Refused(AboveBracket);
        }

        var openLoss = Math.Max(0, (spec.Price - seat.Mark) * spec.Side.Sign()) * spec.Quantity.Value;
        if ((notional / seat.Holding.Leverage).Value + openLoss > Available())
        {
            return new OrderEvent.Refused(NoMargin);
        }

        var isBeyond = (price - spec.Price) * spec.Side.Sign() > 0;
        if (!isBeyond)
        {
            seat.Holding = seat.Holding with { Funding = Money.Zero, Cleared = Money.Zero };
        }

        return Done(seat, spec, isBeyond ? Quantity.Zero : spec.Quantity, spec.Price, isBeyond ? VenueOrderStatus.Expired : VenueOrderStatus.Filled, spec.Quantity);
    }

    private OrderEvent Close(DeskSeat seat, OrderSpec.Market spec)
    {
        var open = Math.Max(0, -seat.Holding.Held.Signed * spec.Side.Sign());
        return open == 0 ? new OrderEvent.Refused(NothingToReduce) : Done(seat, spec, new Quantity(Math.Min(open, spec.Quantity.Value)), Price.None, VenueOrderStatus.Filled, spec.Quantity);
    }

    private OrderEvent Keep(DeskSeat seat, OrderSpec.Conditional spec)
    {
        var order = new VenueOrder(spec.Id, spec.Symbol, spec.Side, 0, null, true, spec.Type, VenueOrderStatus.New, Price.None, spec.Trigger, spec.WorkingType, spec.Quantity, Quantity.Zero, Price.None, true, books.Now);
        int? refusal = seat.Holding.Held.Signed * spec.Side.Sign() >= 0 ? NothingToReduce
            : spec.Quantity is null && seat.Open.Any(o => o.Quantity is null && o.Side == spec.Side) ? ClosePositionExists
            : (FiresWhenFalling(order) ? seat.Mark <= spec.Trigger : seat.Mark >= spec.Trigger) ? WouldTrigger
            : null;
        return refusal is { } code ? new OrderEvent.Refused(code) : new OrderEvent.Seen(seat.Set(order with { OrderId = books.NextId() }), ReadBack: false);
    }

    private OrderEvent.Seen Done(DeskSeat seat, OrderSpec spec, Quantity done, Price limit, VenueOrderStatus status, Quantity ordered)
    {
        var id = books.NextId();
        var price = done.IsZero ? Price.None : Fill(seat, id, spec.Side, done);
        return new OrderEvent.Seen(seat.Set(new VenueOrder(spec.Id, seat.Symbol, spec.Side, id, null, false, null, status, limit, Price.None, null, ordered, done, price, spec.OnlyReduces, books.Now)), ReadBack: false);
    }

    private Price Fill(DeskSeat seat, long orderId, OrderSide side, Quantity quantity)
    {
        var price = PriceOf(seat, side, quantity);
        var (held, realised) = seat.Holding.Held.Fill(side, price.Value, quantity.Value, seat.Holding.Leverage);
        var fee = Math.Round((price * quantity).Value * options.FeeRate, IsolatedHolding.Decimals);
        var fill = new Fill(books.NextId(), orderId, seat.Symbol, side, price, quantity, new Money(fee), "USDT", new Money(realised), IsMaker: false, books.Now);
        books.Book("REALIZED_PNL", seat.Symbol, realised);
        books.Book("COMMISSION", seat.Symbol, -fee);
        seat.Holding = seat.Holding with { Held = held, Fills = seat.Holding.Fills.Add(fill) };
        return price;
    }

    private decimal Available()
    {
        var free = books.Wallet.Value;
        foreach (var seat in seats)
        {
            free -= seat.Holding.Held.Margin;
        }

        return free;
    }
}
