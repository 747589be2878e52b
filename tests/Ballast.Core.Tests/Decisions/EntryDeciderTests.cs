using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Core.Signals;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;
using Ballast.Core.Traces;
using Ballast.Core.Volatility;

namespace Ballast.Core.Tests.Decisions;

public sealed class EntryDeciderTests
{
    [Fact]
    public void Every_number_of_an_accepted_entry_follows_from_its_trace_by_hand()
    {
        // 10,000 USDT, mark 100,000, ATR 1,000, confidence 0.70, TRENDING, NORMAL, VIX ELEVATED, size back at three quarters.
        var decision = EntryDecider.Decide(Given.Input(vix: Given.Vix(VixLevel.Elevated), risk: Given.Risk() with { Staged = 0.75m }), Given.Options);
        var ticket = decision.Entry!;
        Assert.Empty(decision.Refusals);

        // Worst price 100,000 × 1.001; stop 1.5 ATR under the reference; distance from the worst price.
        Assert.Equal((new Price(100_000), new Price(100_100), new Price(98_500)), (ticket.ReferencePrice, ticket.LimitPrice, ticket.StopPrice));
        Same(decision, "reference-price", 0, 100_000);
        Same(decision, "worst-price", 0.001m, 100_100);
        Same(decision, "stop", 98_500, 98_500);

        // Leverage: LARGE, core 10 × 0.4 × 1 × 0.5 = 2 → floor 3. Risk 1 % → 100 USDT / (1,600 / 100,100) = 6,256.25 → at most 1,250.
        Same(decision, "leverage", 3, 3);
        Same(decision, "risk-budget", 100, 100);
        Same(decision, "stop-distance", 1_600m / 100_100, 6_256.25m);
        Same(decision, "position-bounds", 1_250, 1_250);

        // Protections: × 0.7 × 0.75 → 656.25.
        Same(decision, "crypto-vix", 0.7m, 875);
        Same(decision, "staged-return", 0.75m, 656.25m);

        // Caps: margin (10,000 × 0.8) × 3; loss 2,000 / fraction; left over the 9,500 line: (500 − 0.01) / fraction; exposure 10,000 × 30, × 0.7 a side.
        Same(decision, "leverage-limits", 3, 3);
        Same(decision, "margin-and-reserve", 24_000, 656.25m);
        Same(decision, "loss-at-stop", 125_125, 656.25m);
        Same(decision, "losses-at-all-stops", 499.99m / (1_600m / 100_100), 656.25m);
        Same(decision, "total-exposure", 300_000, 656.25m);
        Same(decision, "side-exposure", 210_000, 656.25m);

        // Quantity 656.25 / 100,100 = 0.006555… → 0.006.
        Same(decision, "quantity", 0.006m, 0.006m);
        Assert.Equal((new Quantity(0.006m), new Leverage(3)), (ticket.Quantity, ticket.Leverage));
        Assert.Equal((new Money(600.6m), new Money(200.2m), new Money(9.6m)), (ticket.Notional, ticket.Margin, ticket.LossAtStop));
        Assert.Equal((1_000m, 0.1m, 0.001m, 1L), (ticket.Atr, ticket.TickSize, ticket.StepSize, ticket.Sequence));
        Assert.Equal((Given.Noon, Given.Noon.AddSeconds(60)), (ticket.DecidedAt, ticket.ValidUntil));
    }

    [Fact]
    public void A_short_is_the_mirror_image()
    {
        var ticket = EntryDecider.Decide(Given.Input(Given.Signal(SignalTarget.Short)), Given.Options).Entry!;
        Assert.Equal((PositionSide.Short, new Price(99_900), new Price(101_500)), (ticket.Side, ticket.LimitPrice, ticket.StopPrice));
        Assert.Equal(new Money(ticket.Quantity.Value * 1_600), ticket.LossAtStop);
    }

    [Fact]
    public void The_alerts_own_stop_and_price_win()
    {
        var signal = Given.Signal() with { Price = new Price(100_500), StopLoss = new Price(99_000.01m), TakeProfit = new Price(105_000), Mode = TradeMode.Scalp };
        var ticket = EntryDecider.Decide(Given.Input(signal, Given.View(atr: null)), Given.Options).Entry!;
        Assert.Equal((new Price(100_500), new Price(100_600.5m), new Price(99_000.1m)), (ticket.ReferencePrice, ticket.LimitPrice, ticket.StopPrice));
        Assert.Equal((new Price(105_000), TradeMode.Scalp), (ticket.TakeProfit, ticket.Mode));
        Assert.Equal((100_600.5m - 99_000.1m) / 1.5m, ticket.Atr);
    }

    [Theory]
    [InlineData(SizingModel.Tier, 0.05, 5)]
    [InlineData(SizingModel.Fixed, 0.05, 5)]
    [InlineData(SizingModel.Tier, 0.04, 5)]
    public void Margin_sizers_multiply_with_the_engines_leverage(SizingModel model, double share, int leverage)
    {
        var signal = Given.Signal(confidence: share == 0.04 ? 0.74m : 0.80m) with { Strength = share == 0.04 ? 5 : 4 };
        var ticket = EntryDecider.Decide(Given.Input(signal), Given.Options with { Sizing = new() { Model = model } }).Entry!;
        Assert.InRange(ticket.Leverage.Value, 3, leverage);
        Assert.InRange(ticket.Margin.Value, (10_000 * (decimal)share) - 40, 10_000 * (decimal)share);
    }

    [Fact]
    public void The_profile_is_applied_once_whoever_applies_it()
    {
        var reduced = Given.View(policy: Given.Policy(profile: RiskProfile.Reduced));
        var fixedSize = EntryDecider.Decide(Given.Input(view: reduced), Given.Options with { Sizing = new() { Model = SizingModel.Fixed } });
        Assert.Equal(1, fixedSize.Trace.Count(s => s.Rule == "profile" && s.Output == 0.5m));
        var atrRisk = EntryDecider.Decide(Given.Input(view: reduced), Given.Options);
        Assert.Equal(1, atrRisk.Trace.Count(s => s.Rule == "profile" && s.Output == 0.5m));
    }

    [Fact]
    public void Without_a_trace_the_decision_is_the_same()
    {
        var with = EntryDecider.Decide(Given.Input(), Given.Options);
        Assert.Equal(with with { Trace = default }, EntryDecider.Decide(Given.Input(), Given.Options, withTrace: false));
        Assert.Equal(with, EntryDecider.Decide(Given.Input(), Given.Options));
    }

    [Fact]
    public void Altcoins_have_their_own_ratio_and_leverage()
    {
        var view = Given.View(1, 0.01m, instrument: Given.Instrument("DOGEUSDT", 0.00001m, 1, 5));
        var ticket = EntryDecider.Decide(Given.Input(Given.Signal(confidence: 0.96m) with { Strength = 5 }, view), Given.Options with { Sizing = new() { Model = SizingModel.Fixed } }).Entry!;
        Assert.Equal(5, ticket.Leverage.Value);
        Assert.InRange(ticket.Margin.Value, 199, 200);
    }

    private static void Same(EntryDecision decision, string rule, decimal output, decimal running)
    {
        TraceStep step = decision.Trace.Single(s => s.Rule == rule);
        Assert.Equal((decimal.Round(output, 12), decimal.Round(running, 12)), (decimal.Round(step.Output, 12), decimal.Round(step.Running, 12)));
    }
}
