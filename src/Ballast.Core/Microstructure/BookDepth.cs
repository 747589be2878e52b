using Ballast.Core.Market;

namespace Ballast.Core.Microstructure;

/// <summary>What a book holds for an order to take.</summary>
public static class BookDepth
{
    /// <summary>USDT on the best levels of the side that the order takes: asks for a buy. Zero when the side is empty.</summary>
    public static Money For(OrderSide side, OrderBook book, int levels)
    {
        var notional = Money.Zero;
        var taken = side == OrderSide.Buy ? book.Asks : book.Bids;
        for (var i = 0; i < Math.Min(levels, taken.Count); i++)
        {
            notional += taken[i].Price * taken[i].Quantity;
        }

        return notional;
    }
}
