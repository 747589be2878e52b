using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Risk;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Decisions;

public sealed class CapsTests
{
    private static readonly CapInput Plain = new(
        new Money(1_000_000), new Leverage(20), PositionSide.Long, new Price(100_000), 0.01m, Given.Instrument() with { Brackets = [new(0, 50_000_000, 125, 0.004m, 0)] },
        20, 30, Given.Risk(), new ExposureTotals(), Given.Noon);

    [Fact]
    public void Leverage_is_the_lowest_of_its_limits()
    {
        Assert.Equal(20, Leverage(Plain));
        Assert.Equal(7, Leverage(Plain with { Leverage = new Leverage(7) }));
        Assert.Equal(6, Leverage(Plain with { TierMaxLeverage = 6 }));
        Assert.Equal(2, Leverage(Plain with { MaxLeverage = 2 }));
        Assert.Equal(5, Leverage(Plain with { Instrument = Plain.Instrument with { Brackets = [new(0, 5_000_000, 5, 0.004m, 0)] } }));
    }

    [Theory]
    [InlineData(0.02, PositionSide.Long, 20)]
    [InlineData(0.05, PositionSide.Long, 9)]
    [InlineData(0.05, PositionSide.Short, 9)]
    [InlineData(0.30, PositionSide.Long, 1)]
    public void Liquidation_lies_two_stop_distances_away(double stopFraction, PositionSide side, int leverage) =>
        Assert.Equal(leverage, Leverage(Plain with { StopFraction = (decimal)stopFraction, Side = side }));

    [Fact]
    public void Where_even_1x_is_too_near_the_entry_is_refused() =>
        Assert.Equal("STOP_TOO_WIDE", Apply(Plain with { StopFraction = 0.6m }).Refusal!.Code);

    [Fact]
    public void The_estimated_liquidation_agrees() => Sample.Holds(500, random =>
    {
        var side = random.OneOf(PositionSide.Long, PositionSide.Short);
        var input = Plain with { Side = side, StopFraction = random.Spread(0.001, 0.45), Instrument = Given.Instrument(tick: 0.00001m), Notional = new Money(random.Spread(10, 1e6)), Leverage = new Leverage(random.Next(1, 126)), TierMaxLeverage = 125, MaxLeverage = 125 };
        var result = Apply(input);
        if (result.Refusal is not null)
        {
            return true;
        }

        var liquidation = Liquidation.Estimate(side, input.Price, result.Notional / input.Price, result.Leverage, input.Instrument);
        var stops = (input.Price - liquidation) * side.Sign() / (input.StopFraction * input.Price.Value);
        return !liquidation.IsSet || stops >= 1.999999m;
    });

    private static readonly (string Name, CapInput Input, decimal Notional)[] Cases =
    [
        ("bracket-notional", Plain with { Notional = new Money(5_000_000), StopFraction = 0.00001m, Risk = Given.Risk(1_000_000), MaxLeverage = 125, Leverage = new Leverage(100), TierMaxLeverage = 125, Instrument = Plain.Instrument with { Brackets = [new(0, 700_000, 125, 0.004m, 0)] } }, 700_000),
        ("order-quantity", Plain with { Instrument = Plain.Instrument with { MaxQuantity = 0.2m } }, 20_000),
        ("order-quantity", Plain with { Instrument = Plain.Instrument with { MaxMarketQuantity = 0.1m } }, 10_000),
        ("margin-and-reserve", Plain with { Leverage = new Leverage(3) }, 24_000),
        ("margin-and-reserve", Plain with { Leverage = new Leverage(3), Others = new ExposureTotals { Margin = new Money(5_000) } }, 9_000),
        ("losses-at-all-stops", Plain, 49_999),
        ("losses-at-all-stops", Plain with { Others = new ExposureTotals { LossAtStop = new Money(300) } }, 19_999),
        ("total-exposure", Plain with { MaxLeverage = 3, StopFraction = 0.001m, Others = new ExposureTotals { Short = new Money(20_000) } }, 10_000),
        ("side-exposure", Plain with { MaxLeverage = 3, StopFraction = 0.001m, Others = new ExposureTotals { Long = new Money(15_000) } }, 6_000),
    ];

    public static IEnumerable<object[]> EachCap => Cases.Select((c, i) => new object[] { i, c.Name });

    [Theory]
    [MemberData(nameof(EachCap))]
    public void Each_cap_binds_where_it_is_the_lowest(int index, string name)
    {
        var result = Apply(Cases[index].Input);
        var notional = new Money(Cases[index].Notional);
        Assert.Equal((name, notional, notional), (result.LowestCap, result.Room, result.Notional));
        Assert.Null(result.Refusal);
    }

    [Fact]
    public void One_positions_loss_at_its_stop_stays_under_a_fifth_of_the_balance()
    {
        // Without breakers the day's limit of 15 % would bind first: it is lifted to 90 %.
        var safety = new SafetyOptions { Breakers = [], Tiers = [Given.Options.Safety.Tiers[0] with { MaxDailyLoss = 0.9m }] };
        var result = Caps.Apply(Plain with { StopFraction = 0.05m, Risk = Given.Risk(safety: safety) }, new CapOptions(), safety, null);
        Assert.Equal(("loss-at-stop", new Money(40_000)), (result.LowestCap, result.Notional));
    }

    [Fact]
    public void No_room_is_a_refusal_that_names_the_cap()
    {
        var result = Apply(Plain with { Others = new ExposureTotals { Margin = new Money(8_000) } });
        Assert.Equal("NO_ROOM", result.Refusal!.Code);
        Assert.Contains("margin-and-reserve", result.Refusal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cap_never_raises_the_notional() => Assert.Equal(new Money(7), Apply(Plain with { Notional = new Money(7) }).Notional);

    private static int Leverage(CapInput input) => Apply(input).Leverage.Value;

    private static CapResult Apply(CapInput input) => Caps.Apply(input, new CapOptions(), new SafetyOptions(), null);
}
