using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Market;

public sealed class ValueTypeTests
{
    [Fact]
    public void Every_default_is_valid_and_harmless()
    {
        Assert.Equal(0, default(Money).Value);
        Assert.Equal(Money.Zero, default);
        Assert.False(default(Price).IsSet);
        Assert.True(default(Quantity).IsZero);
        Assert.Equal(1, default(Leverage).Value);
        Assert.Equal(new Leverage(1), default);
        Assert.Equal("", default(Symbol).Name);
        Assert.Equal(new Symbol(""), default);
        Assert.Equal("1m", default(CandleInterval).Name);
        Assert.Equal(CandleInterval.OneMinute, default);
        Assert.Equal("", default(ClientOrderId).Value);
        Assert.Empty(default(EquatableList<int>));
    }

    [Fact]
    public void Only_meaningful_products_exist_and_they_are_exact()
    {
        Assert.Equal(new Money(12.5m), new Price(100) * new Quantity(0.125m));
        Assert.Equal(new Money(300), new Money(15) * new Leverage(20));
        Assert.Equal(new Money(15), new Money(300) / new Leverage(20));
        Assert.Equal(new Quantity(0.125m), new Money(12.5m) / new Price(100));
        Assert.Equal(0.25m, new Money(1) / new Money(4));
        Assert.Equal(-5m, new Price(95) - new Price(100));
        Assert.Equal(new Price(95), new Price(100) - 5m);
        Assert.Equal(new Price(105), new Price(100) + 5m);
        Assert.Equal(new Money(-3), -new Money(3));
        Assert.Equal(new Quantity(0.5m), new Quantity(2) * 0.25m);
    }

    [Fact]
    public void Orderings_agree_with_the_values()
    {
        Assert.True(new Money(1) < new Money(2) && new Money(2) > new Money(1) && new Money(2) >= new Money(2) && new Money(2) <= new Money(2));
        Assert.True(new Price(1) < new Price(2) && new Price(2) > new Price(1) && new Price(2) >= new Price(2) && new Price(2) <= new Price(2));
        Assert.True(new Quantity(1) < new Quantity(2) && new Quantity(2) > new Quantity(1) && new Quantity(2) >= new Quantity(2) && new Quantity(2) <= new Quantity(2));
        Assert.True(new Leverage(1) < new Leverage(2) && new Leverage(2) > new Leverage(1) && new Leverage(2) >= new Leverage(2) && new Leverage(2) <= new Leverage(2));
        Assert.True(new Symbol("a") < new Symbol("B") && new Symbol("b") > new Symbol("a") && new Symbol("b") >= new Symbol("B") && new Symbol("b") <= new Symbol("B"));
        Assert.Equal(new Money(1), Money.Min(new Money(1), new Money(2)));
        Assert.Equal(new Money(2), Money.Max(new Money(1), new Money(2)));
        Assert.Equal(new Leverage(1), Leverage.Min(new Leverage(1), new Leverage(2)));
        Assert.Equal(new Quantity(1), Quantity.Min(new Quantity(1), new Quantity(2)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void Leverage_under_one_is_a_broken_invariant(int value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Leverage(value));

    [Fact]
    public void Symbols_are_compared_in_capitals() => Assert.Equal(new Symbol("BTCUSDT"), new Symbol("btcusdt"));

    [Theory]
    [InlineData(PositionSide.Long, 1, OrderSide.Buy, OrderSide.Sell, PositionSide.Short)]
    [InlineData(PositionSide.Short, -1, OrderSide.Sell, OrderSide.Buy, PositionSide.Long)]
    public void A_side_knows_its_orders(PositionSide side, int sign, OrderSide entry, OrderSide exit, PositionSide opposite)
    {
        Assert.Equal(sign, side.Sign());
        Assert.Equal(entry, side.Entry());
        Assert.Equal(exit, side.Exit());
        Assert.Equal(opposite, side.Opposite());
        Assert.Equal(sign, entry.Sign());
    }

    [Fact]
    public void Numbers_are_written_the_same_everywhere()
    {
        Assert.Equal("1234.5", new Money(1234.5m).ToString());
        Assert.Equal("0.001", new Quantity(0.001m).ToString());
        Assert.Equal("20", new Leverage(20).ToString());
    }
}
