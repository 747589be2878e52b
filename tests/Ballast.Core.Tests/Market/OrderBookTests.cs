using Ballast.Core.Market;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Market;

public sealed class OrderBookTests
{
    private static readonly OrderBook Book = new(Given.Btc, Given.Noon,
        [new(new Price(99), new Quantity(1)), new(new Price(98), new Quantity(2))],
        [new(new Price(101), new Quantity(1)), new(new Price(102), new Quantity(3)), new(new Price(110), new Quantity(100))]);

    [Fact]
    public void A_walk_takes_the_best_levels_first()
    {
        var walk = Book.Walk(OrderSide.Buy, new Quantity(3));
        Assert.Equal(new Quantity(3), walk.Filled);
        Assert.Equal(new Price((101m + 102 + 102) / 3), walk.Average);
        Assert.Equal(new Price(102), walk.Worst);
        Assert.True(walk.IsComplete);
    }

    [Fact]
    public void A_limit_stops_the_walk()
    {
        var walk = Book.Walk(OrderSide.Buy, new Quantity(10), new Price(102));
        Assert.Equal(new Quantity(4), walk.Filled);
        Assert.False(walk.IsComplete);
        Assert.Equal(new Quantity(1), Book.Walk(OrderSide.Sell, new Quantity(10), new Price(98.5m)).Filled);
    }

    [Fact]
    public void A_book_that_is_too_thin_says_so()
    {
        var walk = Book.Walk(OrderSide.Sell, new Quantity(5));
        Assert.Equal(new Quantity(3), walk.Filled);
        Assert.False(walk.IsComplete);
    }

    [Fact]
    public void Nothing_fills_beyond_the_limit_and_nothing_wanted_is_complete()
    {
        Assert.Equal(new BookWalk(Quantity.Zero, Price.None, Price.None, false), Book.Walk(OrderSide.Buy, new Quantity(1), new Price(100)));
        Assert.True(Book.Walk(OrderSide.Buy, Quantity.Zero).IsComplete);
    }

    [Fact]
    public void Best_prices_and_middle()
    {
        Assert.Equal(new Price(100), Book.Mid);
        Assert.False(Book.IsCrossed);
        var empty = new OrderBook(Given.Btc, Given.Noon, default, default);
        Assert.True(empty.IsEmpty);
        Assert.Equal((Price.None, Price.None, Price.None), (empty.BestBid, empty.BestAsk, empty.Mid));
        Assert.True((Book with { Bids = [new(new Price(101), new Quantity(1))] }).IsCrossed);
    }
}
