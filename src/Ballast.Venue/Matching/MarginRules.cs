using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Accounts;

namespace Ballast.Venue.Matching;

/// <summary>Isolated margin: what is free, what an order needs, and where a position is liquidated.</summary>
internal static class MarginRules
{
    /// <summary>Balance less the margin of positions and of resting entries (remaining notional / leverage).</summary>
    public static decimal Available(VenueBooks books, Func<string, int> leverageOf)
    {
        var free = books.Account.Balance;
        foreach (var position in books.Positions.Values)
        {
            free -= position.Margin;
        }

        foreach (var order in books.Open.Values)
        {
            if (order.Kind == OrderKind.Limit && !order.ReduceOnly)
            {
                free -= order.Remaining * order.Price / leverageOf(order.Symbol);
            }
        }

        return free;
    }

    /// <summary>-2019 and -2027 for the part of an order that opens or adds.</summary>
    public static Refusal? CheckEntry(VenueBooks books, Instrument instrument, OrderSide side, decimal quantity, decimal price, decimal mark, Func<string, int> leverageOf)
    {
        var symbol = instrument.Symbol.Name;
        var position = books.PositionOf(symbol);
        var opposite = Math.Max(0, -position.Signed * side.Sign());
        var opening = Math.Max(0, quantity - opposite);
        if (opening == 0)
        {
            return null;
        }

        var leverage = leverageOf(symbol);
        var resting = books.Open.Values
            .Where(o => o.Symbol == symbol && o.Kind == OrderKind.Limit && !o.ReduceOnly && o.Side == side)
            .Sum(o => o.Remaining * o.Price);
        var held = Math.Max(0, position.Signed * side.Sign()) * mark;
        if (held + resting + (opening * price) > MostNotional(instrument, leverage))
        {
            return Refusal.AboveBracket;
        }

        var openLoss = Math.Max(0, (price - mark) * side.Sign()) * opening;
        return (opening * price / leverage) + openLoss > Available(books, leverageOf) ? Refusal.NoMargin : null;
    }

    /// <summary>The largest notional that the brackets allow at a leverage.</summary>
    public static decimal MostNotional(Instrument instrument, int leverage) => LeverageBracket.MostNotional(instrument.Brackets, new Leverage(leverage)).Value;

    /// <summary>See <see cref="IsolatedHolding.LiquidationPrice"/>.</summary>
    public static decimal LiquidationPrice(Instrument instrument, PositionRecord position) => position.Holding.LiquidationPrice(instrument.Brackets);
}
