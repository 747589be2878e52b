using Ballast.Core.Decisions;
using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Decisions;

/// <summary>The numbers behind a whole decision, as a person who asks for a size sees them.</summary>
public sealed class SizeFiguresTests
{
    [Fact]
    public void An_order_is_told_with_what_the_engine_the_sizer_and_the_caps_said()
    {
        var (decision, figures) = EntryDecider.Explain(Given.Input(), Given.Options);

        var entry = decision.Entry!;
        Assert.Equal((entry.Notional, entry.Margin, entry.Leverage, entry.Quantity, entry.LossAtStop), (figures.OrderNotional, figures.Margin, figures.Leverage, figures.Quantity, figures.LossAtStop));
        Assert.Equal((100m, 0.01m), (figures.RiskBudget!.Value.Value, figures.Ratio!.Value));
        Assert.Equal(decision.Trace.Single(s => s.Rule == "leverage-recovery").Running, figures.RawLeverage);
        Assert.True(figures.Notional >= entry.Notional);
        Assert.False(figures.LiftedToMinimum);
        Assert.Null(figures.Refusal);
        Assert.Empty(figures.OtherRefusals);
        Assert.Equal(decision.Trace, figures.Trace);
    }

    [Fact]
    public void The_first_refusal_is_the_reason_and_the_others_stand_beside_it()
    {
        var input = Given.Input(risk: Given.Risk() with { Halt = new Halt("MANUAL", "a person", Given.Noon) }) with { Vix = null };
        var (decision, figures) = EntryDecider.Explain(input, Given.Options);

        Assert.Equal(["HALTED", "VIX_UNKNOWN"], decision.Refusals.Span.ToArray().Select(r => r.Code));
        Assert.Equal(("HALTED", "VIX_UNKNOWN"), (figures.Refusal?.Code, Assert.Single(figures.OtherRefusals).Code));
        Assert.Equal((null, null, null, null), (figures.Notional, figures.Leverage, figures.RiskBudget, figures.OrderNotional));
        Assert.Empty(Told(input with { Vix = Given.Vix() }).OtherRefusals);
    }

    [Fact]
    public void Where_the_lots_refuse_the_caps_leverage_and_the_balance_that_would_do_are_told()
    {
        var figures = Told(Given.Input(risk: Given.Risk(100)));

        Assert.Equal("BELOW_MINIMUM", figures.Refusal?.Code);
        Assert.EndsWith(" USDT would do.", figures.Refusal!.Text, StringComparison.Ordinal);
        Assert.NotNull(figures.Leverage);
        Assert.Equal((1m, null, null), (figures.RiskBudget!.Value.Value, figures.OrderNotional, figures.Quantity));
    }

    [Fact]
    public void A_lift_by_the_sizer_and_a_lift_to_the_lot_are_both_a_lift()
    {
        // 5 % of 80 USDT at 20x are 80 USDT; the exchange takes no order under 100.
        var options = Given.Options with { Sizing = new() { Model = SizingModel.Fixed }, Leverage = new() { Model = LeverageModel.Fixed } };
        var figures = Told(Given.Input(risk: Given.Risk(80)), options);

        Assert.True(figures.LiftedToMinimum);
        Assert.True(figures.OrderNotional > figures.Notional);
        Assert.Null(figures.RiskBudget);
        Assert.False(Told(Given.Input(), options).LiftedToMinimum);

        // What the tier's ratio binds of 60 USDT is under its least margin: the sizer lifts, and the whole steps at 100 hold it.
        var tier = Told(Given.Input(Given.Signal(confidence: 0.6m), Given.View(100, 1, instrument: Given.Instrument("BTCUSDT", 0.01m, 0.001m, 5)), risk: Given.Risk(60)), Given.Options with { Sizing = new() { Model = SizingModel.Tier }, Entry = Given.Options.Entry with { SlippageBound = 0 } });
        Assert.Null(tier.Refusal);
        Assert.True(tier.LiftedToMinimum);
        Assert.False(tier.OrderNotional > tier.Notional);
    }

    private static SizeFigures Told(DecisionInput input, TradingOptions? options = null) => EntryDecider.Explain(input, options ?? Given.Options).Figures;
}
