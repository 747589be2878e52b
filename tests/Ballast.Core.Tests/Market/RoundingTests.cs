using Ballast.Core.Market;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Market;

public sealed class RoundingTests
{
    [Theory]
    [InlineData("0.014258", "0.001", "0.014", "0.015")]
    [InlineData("0.014", "0.001", "0.014", "0.014")]
    [InlineData("7", "5", "5", "10")]
    [InlineData("-0.5", "1", "-1", "0")]
    public void Down_and_up_are_the_neighbouring_multiples(string value, string increment, string down, string up)
    {
        Assert.Equal(Number(down), Rounding.DownTo(Number(value), Number(increment)));
        Assert.Equal(Number(up), Rounding.UpTo(Number(value), Number(increment)));
    }

    [Fact]
    public void An_increment_of_nothing_is_a_broken_invariant()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Rounding.DownTo(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rounding.UpTo(1, -0.1m));
    }

    [Fact]
    public void Rounding_lands_on_a_multiple_less_than_one_increment_away() => Sample.Holds(500, random =>
    {
        var increment = random.OneOf(0.00001m, 0.001m, 0.1m, 0.5m, 1m, 10m);
        var value = random.Spread(1e-6, 1e6);
        var down = Rounding.DownTo(value, increment);
        var up = Rounding.UpTo(value, increment);
        return down <= value && value <= up && value - down < increment && up - value < increment
            && down % increment == 0 && up % increment == 0;
    });

    [Fact]
    public void Rounding_never_raises_risk() => Sample.Holds(500, random =>
    {
        var instrument = Given.Instrument(tick: random.OneOf(0.01m, 0.1m, 0.5m), step: random.OneOf(0.001m, 0.1m, 1m));
        var side = random.OneOf(PositionSide.Long, PositionSide.Short);
        var entry = new Price(random.Spread(10, 1e5));
        var stop = new Price(entry.Value * (1 - (side.Sign() * random.Part(0.01m, 0.3m))));
        var quantity = new Quantity(random.Spread(0.001, 1e4));
        var rounded = instrument.RoundStop(stop, side);
        var limit = instrument.RoundLimit(entry, side.Entry());
        return instrument.RoundDown(quantity) <= quantity
            && (entry - rounded) * side.Sign() <= (entry - stop) * side.Sign()
            && (limit - entry) * side.Sign() <= 0;
    });

    [Fact]
    public void Brackets_hold_their_floor_and_not_their_cap()
    {
        var instrument = Given.Instrument();
        Assert.Equal(125, instrument.BracketFor(Money.Zero).MaxLeverage);
        Assert.Equal(125, instrument.BracketFor(new Money(49_999.99m)).MaxLeverage);
        Assert.Equal(100, instrument.BracketFor(new Money(50_000)).MaxLeverage);
        Assert.Equal(50, instrument.BracketFor(new Money(99_000_000)).MaxLeverage);
    }

    [Theory]
    [InlineData("TRADING", true)]
    [InlineData("SETTLING", false)]
    public void Only_one_status_takes_orders(string status, bool isTrading) =>
        Assert.Equal(isTrading, (Given.Instrument() with { Status = status }).IsTrading);

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
