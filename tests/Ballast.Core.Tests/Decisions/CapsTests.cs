using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Decisions;

public sealed class CapsTests
{
    private static readonly CapInput Plain = new(
        new Money(1_000_000), new Leverage(20), PositionSide.Long, new Price(100_000), new Price(100_000), 1_000m, Given.Instrument() with { Brackets = [new(0, 50_000_000, 125, 0.004m, 0)] },
        20, 30, new Money(decimal.MaxValue), Money.Zero, Given.Risk(), new ExposureTotals(), Given.Noon);

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
        Assert.Equal(leverage, Leverage(Plain with { StopDistance = (decimal)stopFraction * Plain.Price.Value, Side = side }));

    [Fact]
    public void The_liquidation_of_a_short_is_reckoned_from_its_worst_fill()
    {
        // Sold at 99,900 with the mark at 100,000: the stop is 9,760.9 away, so the liquidation must lie at 119,421.8 or above. At 5x it lies at 119,402.4.
        var signal = Given.Signal(SignalTarget.Short, confidence: 0.96m) with { StopLoss = new Price(109_660.9m), Strength = 5 };
        var ticket = EntryDecider.Decide(Given.Input(signal), Given.Options).Entry!;
        var liquidation = Liquidation.Estimate(ticket.Side, ticket.LimitPrice, ticket.Quantity, ticket.Leverage, Given.Instrument());

        Assert.Equal((new Price(99_900), 9_760.9m), (ticket.LimitPrice, ticket.StopPrice - ticket.LimitPrice));
        Assert.Equal(4, ticket.Leverage.Value);
        Assert.True(liquidation - ticket.LimitPrice >= 2 * (ticket.StopPrice - ticket.LimitPrice));
    }

    [Fact]
    public void Where_even_1x_is_too_near_the_entry_is_refused() =>
        Assert.Equal("STOP_TOO_WIDE", Apply(Plain with { StopDistance = 0.6m * Plain.Price.Value }).Refusal!.Code);

    [Fact]
    public void The_estimated_liquidation_agrees() => Sample.Holds(500, random =>
    {
        var side = random.OneOf(PositionSide.Long, PositionSide.Short);
        var input = Plain with { Side = side, StopDistance = random.Spread(0.001, 0.45) * Plain.Price.Value, Instrument = Given.Instrument(tick: 0.00001m), Notional = new Money(random.Spread(10, 1e6)), Leverage = new Leverage(random.Next(1, 126)), TierMaxLeverage = 125, MaxLeverage = 125 };
        var result = Apply(input);
        if (result.Refusal is not null)
        {
            return true;
        }

        var liquidation = Liquidation.Estimate(side, input.Price, result.Notional / input.Price, result.Leverage, input.Instrument);
        var stops = (input.Price - liquidation) * side.Sign() / input.StopDistance;
        return !liquidation.IsSet || stops >= 1.999999m;
    });

    private static readonly (string Name, CapInput Input, decimal Notional)[] Cases =
    [
        ("bracket-notional", Plain with { Notional = new Money(5_000_000), StopDistance = 0.00001m * Plain.Price.Value, Risk = Given.Risk(1_000_000), MaxLeverage = 125, Leverage = new Leverage(100), TierMaxLeverage = 125, Instrument = Plain.Instrument with { Brackets = [new(0, 700_000, 125, 0.004m, 0)] } }, 700_000),
        ("order-quantity", Plain with { Instrument = Plain.Instrument with { MaxQuantity = 0.2m } }, 20_000),
        ("order-quantity", Plain with { Instrument = Plain.Instrument with { MaxMarketQuantity = 0.1m } }, 10_000),
        ("margin-and-reserve", Plain with { Leverage = new Leverage(3) }, 24_000),
        ("margin-and-reserve", Plain with { Leverage = new Leverage(3), Others = new ExposureTotals { Margin = new Money(5_000) } }, 9_000),
        ("losses-at-all-stops", Plain, 49_999),
        ("losses-at-all-stops", Plain with { Others = new ExposureTotals { LossAtStop = new Money(300) } }, 19_999),
        ("total-exposure", Plain with { MaxLeverage = 3, StopDistance = 0.001m * Plain.Price.Value, Others = new ExposureTotals { Short = new Money(20_000) } }, 10_000),
        ("side-exposure", Plain with { MaxLeverage = 3, StopDistance = 0.001m * Plain.Price.Value, Others = new ExposureTotals { Long = new Money(15_000) } }, 6_000),
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
        var result = Caps.Apply(Plain with { StopDistance = 0.05m * Plain.Price.Value, Risk = Given.Risk(safety: safety) }, new CapOptions(), safety, false, null);
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

    // A cap leaves 965 of a wished 2,700 at 20x: at a least margin of 100 that carries 9x, and the notional stays.
    private static readonly CapInput Small = Plain with { Notional = new Money(2_700), StopDistance = 0.03m * Plain.Price.Value, Risk = Given.Risk(600), MinMargin = new Money(100) };

    [Fact]
    public void Where_a_cap_brings_the_margin_under_its_minimum_less_leverage_brings_it_back()
    {
        // 600 × 5 % − 0.01 = 29.99 at a stop 3 % away: 999.67, fitted to 0.009 of a coin: 900, so 9x. Without a minimum: 15x by the liquidation.
        Assert.Equal((15, 999.67m), Result(Small with { MinMargin = Money.Zero }));
        Assert.Equal((9, 999.67m), Result(Small));
        Assert.Equal((9, 999.67m), Result(Small with { MinMargin = new Money(90.001m) }));
        Assert.Equal((10, 999.67m), Result(Small with { MinMargin = new Money(90) }));
    }

    [Fact]
    public void It_stays_where_the_margin_is_not_under_its_minimum()
    {
        // 999.67 at 15x binds 66.64.
        Assert.Equal((15, 999.67m), Result(Small with { MinMargin = new Money(66.6m) }));
        Assert.Equal((13, 999.67m), Result(Small with { MinMargin = new Money(66.7m) }));
    }

    [Fact]
    public void It_stays_where_the_wish_itself_was_under_the_minimum() =>
        Assert.Equal([(9, 999.67m), (15, 999.67m)], [Result(Small with { Notional = new Money(2_000) }), Result(Small with { Notional = new Money(1_999.99m) })]);

    [Fact]
    public void It_stays_where_the_margin_would_not_fit_or_not_even_1x_would_do()
    {
        // 900 at 9x binds 100; the reserve leaves 480 less what others bind.
        Assert.Equal((9, 999.67m), Result(Small with { Others = new ExposureTotals { Margin = new Money(380) } }));
        Assert.Equal((15, 999.67m), Result(Small with { Others = new ExposureTotals { Margin = new Money(380.01m) } }));
        Assert.Equal((2, 999.67m), Result(Small with { Notional = new Money(20_000), MinMargin = new Money(450) }));
        Assert.Equal((15, 999.67m), Result(Small with { Notional = new Money(20_000), MinMargin = new Money(450.01m) }));
        Assert.Equal((15, 999.67m), Result(Small with { Notional = new Money(20_000), MinMargin = new Money(900.01m) }));
    }

    [Fact]
    public void The_sizers_own_most_margin_counts_too() =>
        Assert.Equal(new Money(60_000 - 15_000), Apply(Plain with { StopDistance = 0.001m * Plain.Price.Value, Leverage = new Leverage(3), MaxMargin = new Money(15_000), Risk = Given.Risk(100_000) }).Notional);

    [Fact]
    public void Exposure_that_is_used_up_is_refused_before_leverage_is_thought_of()
    {
        var result = Apply(Plain with { MaxLeverage = 3, StopDistance = 0.6m * Plain.Price.Value, Others = new ExposureTotals { Long = new Money(10_000), Short = new Money(20_000) } });
        Assert.Equal(("NO_ROOM", "The cap 'total-exposure' leaves no room for another position."), (result.Refusal!.Code, result.Refusal.Text));
        Assert.Equal((Money.Zero, Money.Zero, "total-exposure"), (result.Notional, result.Room, result.LowestCap));
    }

    [Fact]
    public void The_other_side_uses_its_own_share_of_the_exposure() =>
        Assert.Equal(new Money(15_000), Apply(Plain with { MaxLeverage = 3, StopDistance = 0.001m * Plain.Price.Value, Others = new ExposureTotals { Short = new Money(15_000) } }).Notional);

    [Fact]
    public void Losses_at_all_stops_leave_a_cent_above_the_nearest_line()
    {
        var result = Apply(Plain with { Risk = Given.Risk(600), StopDistance = 0.03m * Plain.Price.Value });
        Assert.Equal(29.99m, decimal.Round(result.Notional.Value * 0.03m, 10));
    }

    [Fact]
    public void The_forced_stop_is_a_line_only_where_it_is_on()
    {
        var input = Plain with { Risk = Given.Risk(1_000) with { Peak = new Money(1_080) } };
        Assert.Equal(decimal.Round(49.99m / 0.01m, 6), decimal.Round(Caps.Apply(input, new CapOptions(), new SafetyOptions(), false, null).Notional.Value, 6));
        Assert.Equal(decimal.Round(27.99m / 0.01m, 6), decimal.Round(Caps.Apply(input, new CapOptions(), new SafetyOptions(), true, null).Notional.Value, 6));
    }

    private static (int Leverage, decimal Notional) Result(CapInput input) => (Apply(input).Leverage.Value, decimal.Round(Apply(input).Notional.Value, 2));

    private static int Leverage(CapInput input) => Apply(input).Leverage.Value;

    private static CapResult Apply(CapInput input) => Caps.Apply(input, new CapOptions(), new SafetyOptions(), false, null);
}
