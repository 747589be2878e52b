using Ballast.Core.Decisions;
using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;
using Ballast.Core.Volatility;

namespace Ballast.Core.Tests.Decisions;

/// <summary>Requirements §0.6 over the whole decision: a lift to the minimum only where no protection acted and no cap breaks.</summary>
public sealed class EntryMinimumTests
{
    // Fixed: 5 % of 80 USDT at 20x is 80 USDT of notional; the exchange takes no order under 100.
    private static readonly TradingOptions Fixed = Given.Options with { Sizing = new SizingOptions { Model = SizingModel.Fixed }, Leverage = new LeverageOptions { Model = LeverageModel.Fixed } };

    [Fact]
    public void Without_a_protection_the_order_is_lifted_to_the_exchanges_minimum()
    {
        var ticket = EntryDecider.Decide(Input(), Fixed).Entry!;

        Assert.Equal(new Quantity(0.001m), ticket.Quantity);
        Assert.True(ticket.Notional > new Money(100));
    }

    [Theory]
    [InlineData("vix")]
    [InlineData("staged")]
    [InlineData("profile")]
    public void After_a_protection_it_is_refused(string protection)
    {
        var input = protection switch
        {
            "vix" => Input() with { Vix = Given.Vix(VixLevel.Elevated) },
            "staged" => Input() with { Risk = Given.Risk(80) with { Staged = 0.75m } },
            _ => Input() with { View = View(RiskProfile.Reduced) },
        };

        var refusal = Assert.Single(EntryDecider.Decide(input, Fixed).Refusals);
        Assert.Equal("BELOW_MINIMUM", refusal.Code);
        Assert.Contains("a protection has made it smaller", refusal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reduced_profile_that_the_sizer_applied_forbids_the_lift_too()
    {
        // Half of 1 % of 200 is 1 USDT at risk, a stop of 1 % away: 100 USDT, just under the order of 100.1.
        var options = Given.Options with { Entry = Given.Options.Entry with { SlippageBound = 0 } };
        var normal = Given.Input(Stop(99_000), Given.View(100_000, 1_000, Given.Policy(), Given.Instrument(minNotional: 200)), risk: Given.Risk(101));
        var reduced = Given.Input(Stop(99_000), Given.View(100_000, 1_000, Given.Policy(profile: RiskProfile.Reduced), Given.Instrument(minNotional: 200)), risk: Given.Risk(399));

        Assert.Contains("budget", Assert.Single(EntryDecider.Decide(normal, options).Refusals).Text, StringComparison.Ordinal);
        Assert.Contains("protection", Assert.Single(EntryDecider.Decide(reduced, options).Refusals).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wider_stop_lets_no_protected_tier_margin_through_that_a_nearer_one_does_not()
    {
        var options = Given.Options with { Sizing = new SizingOptions { Model = SizingModel.Tier } };
        DecisionInput With(decimal atr) => Given.Input(Given.Signal(confidence: 0.75m), Given.View(100, atr, Given.Policy(), Given.Instrument(tick: 0.01m, minNotional: 5)), Given.Vix(VixLevel.Extreme), Given.Risk(120));

        Assert.Equal(["BELOW_MINIMUM", "BELOW_MINIMUM"], new[] { 5m, 15m }.Select(atr => Assert.Single(EntryDecider.Decide(With(atr), options).Refusals).Code));
    }

    [Fact]
    public void A_reservation_counts_before_what_is_open()
    {
        var slot = Given.Slot(open: Given.Hold(side: PositionSide.Long), reserved: Given.Hold(side: PositionSide.Short, id: "next"));
        var signal = Given.Signal(SignalTarget.Long) with { Previous = SignalTarget.Short };
        var decision = EntryDecider.Decide(Given.Input(signal, slot: slot), Given.Options);

        Assert.Empty(decision.Notices);
        Assert.Equal("Short", decision.Trace[0].Inputs.Single(i => i.Name == "held").Text);
        Assert.Equal("MISSED_SIGNAL", Assert.Single(EntryDecider.Decide(Given.Input(signal with { Previous = SignalTarget.Long }, slot: slot), Given.Options).Notices).Code);
    }

    [Fact]
    public void The_guards_step_names_an_abnormal_market()
    {
        var options = Given.Options with { Leverage = new LeverageOptions { Abnormal = AbnormalMarket.Refuse } };
        var guards = EntryDecider.Decide(Given.Input(), options).Trace.Single(s => s.Rule == "guards");

        Assert.Equal("ABNORMAL_MARKET", guards.Inputs.Single(i => i.Name == "market").Text);
        Assert.Equal(1, guards.Output);
    }

    private static DecisionInput Input() => Given.Input(view: View(RiskProfile.Normal), risk: Given.Risk(80));

    private static MarketView View(RiskProfile profile) => Given.View(100_000, 500, Given.Policy(profile: profile));

    private static Signal Stop(decimal stop) => Given.Signal() with { StopLoss = new Price(stop) };
}
