using Ballast.Core.Market;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;
using Ballast.Core.Traces;

namespace Ballast.Core.Tests.Sizing;

public sealed class AtrRiskSizerTests
{
    private static readonly SizingInput Golden = Given.Sizing(0) with
    {
        Balance = new Money(8930.41m),
        Equity = new Money(8930.41m),
        Price = new Price(87_669),
        StopDistance = 1.5m * 2000,
    };

    // preset, confidence → risk, raw notional, clamped notional (requirements §3; null: not stated there)
    [Theory]
    [InlineData("default", 0.70, 89.30, 2609.73, 1250.0)]
    [InlineData("default", 0.52, 44.65, 1304.87, 1250.0)]
    [InlineData("default", 0.90, 133.96, null, 1250.0)]
    [InlineData("recommended", 0.70, null, 3914.60, 3914.60)]
    [InlineData("recommended", 0.85, 267.91, 7829.20, 5000.0)]
    [InlineData("recommended", 0.50, 44.65, null, null)]
    [InlineData("wide", 0.70, 178.61, 5219.47, 5219.47)]
    [InlineData("wide", 0.85, null, 7829.20, 7829.20)]
    public void The_golden_examples(string preset, double confidence, double? risk, double? raw, double? notional)
    {
        var trace = new Trace();
        var result = AtrRiskSizer.Size(Golden with { Confidence = (decimal)confidence }, AtrRiskOptions.Preset(preset)!, trace);
        Same(risk, result.RiskBudget.Value);
        Same(raw, trace.Steps.Single(s => s.Rule == "stop-distance").Running);
        Same(notional, result.Notional!.Value.Value);
    }

    [Fact]
    public void The_golden_stop_quantity_and_margin()
    {
        var result = AtrRiskSizer.Size(Golden, AtrRiskOptions.Default, null);
        Assert.Equal(3.42196m, decimal.Round(Golden.StopFraction * 100, 5));
        var quantity = result.Notional!.Value / Golden.Price;
        Assert.Equal(0.014258m, decimal.Round(quantity.Value, 6));
        Assert.Equal(new Quantity(0.014m), Given.Instrument().RoundDown(quantity));
        Assert.Equal(41.67m, decimal.Round((result.Notional.Value / new Leverage(30)).Value, 2));
    }

    [Fact]
    public void The_least_risk_of_the_recommended_preset_is_clamped_up()
    {
        var trace = new Trace();
        AtrRiskSizer.Size(Golden with { Confidence = 0.50m }, AtrRiskOptions.Recommended, trace);
        Assert.Equal(0.0045m, trace.Steps.Single(s => s.Rule == "confidence").Running);
        Assert.Equal(0.005m, trace.Steps.Single(s => s.Rule == "risk-bounds").Running);
    }

    [Theory]
    [InlineData(999_998, 999_998)]
    [InlineData(999_999, 30_000_000)]
    public void A_largest_position_of_999999_is_none(int max, int notional)
    {
        // 0.6 % of 100 million is lost over 2 %: 30 million.
        var size = AtrRiskSizer.Size(Golden with { Equity = new Money(100_000_000), StopDistance = Golden.Price.Value * 0.02m }, new AtrRiskOptions { MaxPosition = max, MaxLeverage = 1, RiskPerTrade = 0.006m, MinRisk = 0, SignalQualityAdjust = false }, null);

        Assert.Equal(notional, size.Notional!.Value.Value);
        Assert.Equal(max == 999_999 ? decimal.MaxValue : max, size.MaxNotional.Value);
    }

    [Theory]
    [InlineData(0.95, 3.0)]
    [InlineData(0.90, 3.0)]
    [InlineData(0.80, 2.0)]
    [InlineData(0.70, 1.5)]
    [InlineData(0.50, 1.0)]
    [InlineData(0.49, 0.3)]
    public void The_confidence_ladder(double confidence, double multiplier)
    {
        Assert.Equal((decimal)multiplier, Ladder.AtLeast(AtrRiskOptions.ConfidenceLadder.Ladder, (decimal)confidence));
        Assert.Equal(AtrRiskOptions.Default with { Ladder = AtrRiskOptions.ConfidenceLadder.Ladder }, AtrRiskOptions.ConfidenceLadder);
    }

    [Theory]
    [InlineData("default", 0.01, 0.005, 0.015, 10, 1250, 1.5, 0.5)]
    [InlineData("recommended", 0.015, 0.005, 0.03, 20, 5000, 2.0, 0.3)]
    [InlineData("wide", 0.02, 0.005, 0.05, 10, 10000, 1.5, 0.5)]
    public void The_presets(string name, double risk, double min, double max, double minPosition, double maxPosition, double high, double low)
    {
        var preset = AtrRiskOptions.Preset(name)!;
        Assert.Equal(
            ((decimal)risk, (decimal)min, (decimal)max, (decimal)minPosition, (decimal)maxPosition, 30, true),
            (preset.RiskPerTrade, preset.MinRisk, preset.MaxRisk, preset.MinPosition, preset.MaxPosition, preset.MaxLeverage, preset.SignalQualityAdjust));
        Assert.Equal((decimal)high, Ladder.AtLeast(preset.Ladder, 0.85m));
        Assert.Equal(1m, Ladder.AtLeast(preset.Ladder, 0.60m));
        Assert.Equal((decimal)low, Ladder.AtLeast(preset.Ladder, 0.599m));
        Assert.Null(AtrRiskOptions.Preset("brave"));
    }

    [Theory]
    [InlineData(17, 40, 0.75)]
    [InlineData(11, 40, 0.5)]
    [InlineData(12, 40, 0.5)]
    [InlineData(22, 40, 1)]
    [InlineData(30, 40, 1)]
    [InlineData(0, 9, 1)]
    [InlineData(0, 10, 0.5)]
    public void The_symbol_modifier_is_linear_between_its_bounds(int wins, int trades, double modifier) =>
        Assert.Equal((decimal)modifier, AtrRiskSizer.SymbolModifier(new WinCount(wins, trades), AtrRiskOptions.Default));

    [Theory]
    [InlineData(2, 0.0199, 1)]
    [InlineData(3, 0.0199, 0.5)]
    [InlineData(2, 0.02, 0.5)]
    [InlineData(3, 0.02, 0.25)]
    public void The_state_modifier_halves_on_a_streak_and_on_a_drawdown(int losses, double drawdown, double modifier)
    {
        var result = AtrRiskSizer.Size(Golden with { LosingStreak = losses, Drawdown = (decimal)drawdown }, AtrRiskOptions.Default, null);
        Assert.Equal(0.01m * (decimal)modifier, result.Ratio);
    }

    [Fact]
    public void Without_quality_adjustment_no_multiplier_raises_and_reductions_stay()
    {
        var off = AtrRiskOptions.Default with { SignalQualityAdjust = false };
        Assert.Equal(0.01m, AtrRiskSizer.Size(Golden with { Confidence = 0.9m }, off, null).Ratio);
        Assert.Equal(0.005m, AtrRiskSizer.Size(Golden with { Confidence = 0.5m }, off, null).Ratio);
    }

    [Fact]
    public void The_reduced_profile_halves_after_the_clamp()
    {
        var result = AtrRiskSizer.Size(Golden with { Confidence = 0.5m, ProfileMultiplier = 0.5m }, AtrRiskOptions.Default, null);
        Assert.Equal(0.0025m, result.Ratio);
        Assert.True(result.AppliedProfile);
    }

    [Fact]
    public void Equity_times_leverage_bounds_the_notional()
    {
        var result = AtrRiskSizer.Size(Golden with { Equity = new Money(10), StopDistance = 1 }, AtrRiskOptions.Default, null);
        Assert.Equal(new Money(300), result.Notional);
    }

    private static void Same(double? expected, decimal actual)
    {
        if (expected is { } value)
        {
            Assert.Equal((decimal)value, decimal.Round(actual, 2, MidpointRounding.AwayFromZero));
        }
    }
}
