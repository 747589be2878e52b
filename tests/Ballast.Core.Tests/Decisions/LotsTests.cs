using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;
using Ballast.Core.Traces;

namespace Ballast.Core.Tests.Decisions;

public sealed class LotsTests
{
    // At 100 USDT, step 0.1, least notional 20: the least quantity is 0.2; the stop is 2 away.
    private static readonly LotInput Plain = new(
        new CapResult(new Money(57), new Leverage(5), new Money(1_000), "margin-and-reserve", null), new SizeResult { Notional = new Money(57) },
        new EntryLevels(new Price(100), new Price(100), new Price(98), new Price(100)), Given.Instrument(step: 0.1m, minNotional: 20), false, null);

    [Fact]
    public void Quantities_round_down() => Assert.Equal(new Quantity(0.5m), Fit(Plain, out _));

    [Fact]
    public void Below_the_minimum_it_is_lifted_where_nothing_forbids_it() => Assert.Equal(new Quantity(0.2m), Fit(With(15), out _));

    [Fact]
    public void The_lift_rounds_up_to_a_step_that_holds_the_minimum() =>
        Assert.Equal(new Quantity(0.3m), Fit(With(15) with { Instrument = Given.Instrument(step: 0.1m, minNotional: 21) }, out _));

    [Fact]
    public void The_sizers_own_minimum_counts_too()
    {
        Assert.Equal(new Quantity(0.4m), Fit(With(15) with { Size = new SizeResult { MinNotional = new Money(40) } }, out _));
        Assert.Equal(new Quantity(0.5m), Fit(With(15) with { Size = new SizeResult { MinMargin = new Money(10) } }, out _));
    }

    [Fact]
    public void Never_after_a_protection_has_acted() => Refused(With(15) with { ProtectionActed = true }, "protection");

    [Fact]
    public void Never_beyond_the_risk_budget()
    {
        Refused(With(15) with { Size = new SizeResult { RiskBudget = new Money(0.39m) } }, "budget");
        Assert.Equal(new Quantity(0.2m), Fit(With(15) with { Size = new SizeResult { RiskBudget = new Money(0.4m) } }, out _));
    }

    [Fact]
    public void Never_above_a_cap() =>
        Refused(With(15) with { Cap = Plain.Cap with { Notional = new Money(15), Room = new Money(19.99m) } }, "margin-and-reserve");

    [Theory]
    [InlineData(9.99, true, false)]
    [InlineData(10.00, true, true)]
    [InlineData(9.99, false, true)]
    public void A_margin_that_a_protection_took_under_the_sizers_least_is_refused_whatever_the_leverage(double margin, bool acted, bool taken) =>
        Assert.Equal(taken, Fit(Plain with { Size = new SizeResult { MinMargin = new Money(10) }, ProtectionActed = acted, ProtectedMargin = new Money((decimal)margin), Cap = Plain.Cap with { Leverage = new Leverage(2) } }, out _) is not null);

    [Fact]
    public void A_lift_keeps_the_leverages_liquidation_distance_and_names_it()
    {
        // A liquidation 10 % away at a maintenance rate of 10 % needs 1/L of 0.19: 5x at most.
        LotInput At(int leverage) => With(15) with { Cap = Plain.Cap with { Notional = new Money(15), Leverage = new Leverage(leverage), Distances = new LiquidationDistance([new(0, 50_000, 125, 0.1m, 0)], PositionSide.Long, 0.1m) } };

        Assert.Equal(new Quantity(0.2m), Fit(At(5), out _));
        Refused(At(6), "the cap 'leverage-notional' forbids more");
    }

    [Fact]
    public void Each_minimum_is_judged_by_itself_and_inclusive()
    {
        // 57 USDT are 0.5 at 100, and a protection has acted: what a minimum does not let through is refused.
        LotInput At(decimal minQuantity, decimal minNotional, decimal sizerNotional, decimal sizerMargin) => Plain with
        {
            ProtectionActed = true,
            Instrument = Given.Instrument(step: 0.1m, minNotional: minNotional) with { MinQuantity = minQuantity },
            Size = new SizeResult { MinNotional = new Money(sizerNotional), MinMargin = new Money(sizerMargin) },
        };

        Assert.Equal(new Quantity(0.5m), Fit(At(0.5m, 50, 50, 10), out _));
        Refused(At(0.6m, 50, 50, 10), "protection");
        Refused(At(0.5m, 50.01m, 50, 10), "protection");
        Refused(At(0.5m, 50, 50.01m, 0), "protection");
        Refused(At(0.5m, 50, 0, 10.01m), "protection");
    }

    [Fact]
    public void Exactly_the_minimum_needs_no_lift() => Assert.Equal(new Quantity(0.2m), Fit(With(20) with { ProtectionActed = true }, out _));

    [Fact]
    public void Up_to_a_cap_or_the_largest_position_inclusive_it_is_lifted()
    {
        Assert.Equal(new Quantity(0.2m), Fit(With(15) with { Cap = Plain.Cap with { Notional = new Money(15), Room = new Money(20) } }, out _));
        Assert.Equal(new Quantity(0.2m), Fit(With(15) with { Size = new SizeResult { MaxNotional = new Money(20) } }, out _));
        Refused(With(15) with { Size = new SizeResult { MaxNotional = new Money(19.99m) } }, "the largest position is 19.99 USDT");
    }

    [Fact]
    public void The_first_objection_to_a_lift_is_named_with_the_numbers()
    {
        var all = With(15) with { ProtectionActed = true, Size = new SizeResult { RiskBudget = new Money(0.39m), MaxNotional = new Money(19) }, Cap = Plain.Cap with { Notional = new Money(15), Room = new Money(19) } };
        Refused(all, "The size of 15 USDT is under the least order of 20 USDT, and it is not lifted because a protection has made it smaller.");
        Refused(all with { ProtectionActed = false }, "because the loss at the stop would exceed its budget.");
        Refused(all with { ProtectionActed = false, Size = new SizeResult { MaxNotional = new Money(19) } }, "because the cap 'margin-and-reserve' forbids more.");
    }

    [Fact]
    public void The_venue_reckons_its_minimum_at_the_orders_own_price_and_the_sizer_at_the_dearest()
    {
        // A sale limited at 80 that may fill at 100: 20 USDT are 0.25 → 0.3 at the limit, 0.2 at the dearest.
        var levels = new EntryLevels(new Price(100), new Price(80), new Price(102), new Price(100));
        Assert.Equal(new Quantity(0.3m), Fit(With(15) with { Levels = levels }, out _));
        Assert.Equal(new Quantity(0.4m), Fit(With(15) with { Levels = levels, Size = new SizeResult { MinNotional = new Money(40) } }, out _));
    }

    [Fact]
    public void The_least_quantity_of_the_venue_counts() =>
        Assert.Equal(new Quantity(0.7m), Fit(With(15) with { Instrument = Plain.Instrument with { MinQuantity = 0.7m } }, out _));

    private static LotInput With(decimal notional) => Plain with { Cap = Plain.Cap with { Notional = new Money(notional) } };

    private static void Refused(LotInput input, string why)
    {
        Assert.Null(Fit(input, out var reasons));
        var reason = Assert.Single(reasons);
        Assert.Equal("BELOW_MINIMUM", reason.Code);
        Assert.Contains(why, reason.Text, StringComparison.Ordinal);
    }

    private static Quantity? Fit(LotInput input, out EquatableList<Reason> reasons)
    {
        reasons = [];
        return Lots.Fit(input, new Trace(), ref reasons);
    }
}
