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
        new EntryLevels(new Price(100), new Price(100), new Price(98)), Given.Instrument(step: 0.1m, minNotional: 20), new Money(500), false);

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
    public void Never_after_a_protection_has_acted() => Refused(With(15) with { ProtectionActed = true }, "protection", "667");

    [Fact]
    public void Never_beyond_the_risk_budget()
    {
        Refused(With(15) with { Size = new SizeResult { RiskBudget = new Money(0.39m) } }, "budget", "667");
        Assert.Equal(new Quantity(0.2m), Fit(With(15) with { Size = new SizeResult { RiskBudget = new Money(0.4m) } }, out _));
    }

    [Fact]
    public void Never_above_a_cap() =>
        Refused(With(15) with { Cap = Plain.Cap with { Notional = new Money(15), Room = new Money(19.99m) } }, "margin-and-reserve", "667");

    [Fact]
    public void Exactly_the_minimum_needs_no_lift() => Assert.Equal(new Quantity(0.2m), Fit(With(20) with { ProtectionActed = true }, out _));

    private static LotInput With(decimal notional) => Plain with { Cap = Plain.Cap with { Notional = new Money(notional) } };

    private static void Refused(LotInput input, string why, string balance)
    {
        Assert.Null(Fit(input, out var reasons));
        var reason = Assert.Single(reasons);
        Assert.Equal("BELOW_MINIMUM", reason.Code);
        Assert.Contains(why, reason.Text, StringComparison.Ordinal);
        Assert.Contains($"A balance of about {balance} USDT would do.", reason.Text, StringComparison.Ordinal);
    }

    private static Quantity? Fit(LotInput input, out List<Reason> reasons)
    {
        reasons = [];
        return Lots.Fit(input, new Trace(), reasons);
    }
}
