using Ballast.Core.Decisions;
using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Decisions;

/// <summary>A model by itself: atr-risk on 1,000 USDT risks 1 % = 10 USDT; at 100 with the stop 2 away that is 500 of notional.</summary>
public sealed class ModelSizingTests
{
    private static readonly SizingInput Thousand = Given.Sizing(1_000);
    private static readonly Instrument Fine = Given.Instrument("SOLUSDT", tick: 0.01m, step: 0.3m, minNotional: 5);

    [Fact]
    public void Atr_risk_is_sized_at_its_own_most_leverage_and_says_that_the_caps_come_later()
    {
        var figures = Size(Thousand);

        Assert.Equal((500m, 500m / 30, 30, 30m, 10m, 0.01m, 10m), (figures.Notional!.Value.Value, figures.Margin!.Value.Value, figures.Leverage!.Value.Value, figures.RawLeverage!.Value, figures.RiskBudget!.Value.Value, figures.Ratio!.Value, figures.LossAtStop!.Value.Value));
        Assert.Equal("BEFORE_CAPS: 30x is the most that the model allows, before the caps on leverage (liquidation distance, tier, bracket).", Assert.Single(figures.Notices).ToString());
        var most = figures.Trace[0];
        Assert.Equal(("max-leverage", "§3", 30m, 30m, "x", 0), (most.Rule, most.Section, most.Output, most.Running, most.Unit, most.Inputs.Count));
        var notional = figures.Trace.Single(s => s.Rule == "notional");
        Assert.Equal(("§0.3", 500m, 500m, "USDT notional", "leverage", 30m), (notional.Section, notional.Output, notional.Running, notional.Unit, notional.Inputs[0].Name, notional.Inputs[0].Number!.Value));
        Assert.Null(figures.Refusal);
        Assert.False(figures.LiftedToMinimum);
    }

    [Fact]
    public void An_engine_that_was_chosen_takes_the_place_of_the_models_own()
    {
        var figures = Size(Thousand, Given.Options with { Leverage = new() { Model = LeverageModel.Fixed, Fixed = new() { Core = 7 } } });

        Assert.Equal((7, 500m / 7), (figures.Leverage!.Value.Value, figures.Margin!.Value.Value));
        Assert.Empty(figures.Notices);
        Assert.DoesNotContain(figures.Trace.Span.ToArray(), s => s.Rule == "max-leverage");
    }

    [Theory]
    [InlineData(SizingModel.AtrRisk, null)]
    [InlineData(SizingModel.Progressive, null)]
    [InlineData(SizingModel.Tier, LeverageModel.Tier)]
    [InlineData(SizingModel.Fixed, LeverageModel.Fixed)]
    public void Each_model_has_the_engine_of_its_source(SizingModel sizing, LeverageModel? engine)
    {
        Assert.Equal(engine, ModelSizing.EngineOf(Given.Options with { Sizing = new() { Model = sizing } }));
        Assert.Equal(LeverageModel.Rules, ModelSizing.EngineOf(Given.Options with { Sizing = new() { Model = sizing }, Leverage = new() { Model = LeverageModel.Rules } }));
    }

    [Fact]
    public void A_model_of_the_margin_gives_its_notional_by_the_leverage_and_has_no_budget()
    {
        var figures = Size(Thousand, Given.Options with { Sizing = new() { Model = SizingModel.Fixed }, Leverage = new() { Fixed = new() { Core = 4 } } });

        Assert.Equal((200m, 50m, 4m), (figures.Notional!.Value.Value, figures.Margin!.Value.Value, figures.LossAtStop!.Value.Value));
        Assert.Null(figures.RiskBudget);
        Assert.Empty(figures.Notices);
    }

    [Fact]
    public void An_engine_that_has_nothing_to_judge_by_refuses_before_a_size_is_reckoned()
    {
        var figures = Size(Thousand with { VolatilityRatio = null }, Given.Options with { Leverage = new() { Model = LeverageModel.Rules } });

        Assert.Equal("NO_MARKET_DATA", figures.Refusal?.Code);
        Assert.Null(figures.Notional);
    }

    [Fact]
    public void The_profile_that_allows_no_trades_refuses_before_anything_is_reckoned()
    {
        var figures = Size(Thousand with { Profile = RiskProfile.NoNewTrades });

        Assert.Equal("NO_NEW_TRADES: The profile NO_NEW_TRADES refuses before sizing.", figures.Refusal?.ToString());
        Assert.Empty(figures.Trace);
    }

    [Fact]
    public void With_the_exchanges_step_the_quantity_is_rounded_down_and_the_loss_is_the_orders()
    {
        var figures = Size(Thousand with { Price = new Price(101) }, instrument: Fine);

        // 505 of notional at 101 are 5 coins: 16 whole steps of 0.3 are 4.8.
        Assert.Equal((505m, 4.8m, 484.8m, 9.6m), (figures.Notional!.Value.Value, figures.Quantity!.Value.Value, figures.OrderNotional!.Value.Value, figures.LossAtStop!.Value.Value));
        var step = figures.Trace[^1];
        Assert.Equal(("quantity", "§0.6", 4.8m, 4.8m, "base asset"), (step.Rule, step.Section, step.Output, step.Running, step.Unit));
        Assert.Equal([("notional", 505m), ("price", 101m), ("step", 0.3m)], step.Inputs.Span.ToArray().Select(i => (i.Name, i.Number!.Value)));
        Assert.DoesNotContain(figures.Notices.Span.ToArray(), n => n.Code == "UNDER_EXCHANGE_MINIMUM");
    }

    [Fact]
    public void Without_a_price_there_is_neither_quantity_nor_loss()
    {
        var figures = ModelSizing.Size(Thousand with { Price = Price.None, StopDistance = 2 }, Given.Options with { Sizing = new() { Model = SizingModel.Fixed } }, Fine, hasPrice: false);

        Assert.Equal((null, null, null), (figures.Quantity, figures.OrderNotional, figures.LossAtStop));
        Assert.NotNull(figures.Notional);
    }

    [Fact]
    public void Without_a_stop_there_is_no_loss_and_with_a_step_none_either()
    {
        var options = Given.Options with { Sizing = new() { Model = SizingModel.Fixed } };

        Assert.Null(Size(Thousand with { StopDistance = 0 }, options).LossAtStop);
        Assert.Null(Size(Thousand with { StopDistance = 0 }, options, Fine).LossAtStop);
    }

    [Theory]
    [InlineData(480.01, 0.3, true)]
    [InlineData(480, 0.3, false)]
    [InlineData(5, 4.8, false)]
    [InlineData(5, 5.1, true)]
    public void What_the_exchange_would_not_take_is_told_and_not_refused(double minNotional, double minQuantity, bool isTold)
    {
        // 16 steps of 0.3 at 100.
        var instrument = Fine with { MinNotional = (decimal)minNotional, MinQuantity = (decimal)minQuantity };
        var figures = Size(Thousand, instrument: instrument);

        Assert.Null(figures.Refusal);
        Assert.Equal(
            isTold ? [FormattableString.Invariant($"The exchange takes no order of 480 USDT: its least is {instrument.MinNotional:0.##} USDT and {instrument.MinQuantity} SOL.")] : [],
            figures.Notices.Span.ToArray().Where(n => n.Code == "UNDER_EXCHANGE_MINIMUM").Select(n => n.Text));
    }

    [Fact]
    public void Under_the_models_own_least_it_refuses_with_the_numbers_and_at_it_it_does_not()
    {
        TradingOptions Least(decimal position) => Given.Options with { Sizing = new() { AtrRisk = new() { MinPosition = position } } };

        Assert.Null(Size(Thousand, Least(500)).Refusal);
        var figures = Size(Thousand, Least(500.01m));
        Assert.Equal("BELOW_MINIMUM: The size of 500 USDT is under the model's least of 500.01 USDT, and a lift would lose more at the stop than its budget of 10 USDT.", figures.Refusal?.ToString());
        Assert.Equal(500, figures.Notional!.Value.Value);
        Assert.NotEmpty(figures.Trace);
    }

    private static SizeFigures Size(SizingInput input, TradingOptions? options = null, Instrument? instrument = null) => ModelSizing.Size(input, options ?? Given.Options, instrument, hasPrice: true);
}
