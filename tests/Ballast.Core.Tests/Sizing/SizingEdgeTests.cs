using Ballast.Core.Market;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Sizing;

/// <summary>Where one rule of sizing ends and the next begins.</summary>
public sealed class SizingEdgeTests
{
    [Fact]
    public void Below_a_ladders_last_rung_its_last_factor_holds()
    {
        EquatableList<Rung> ladder = [new(0.5m, 2), new(0.2m, 1)];
        Assert.Equal((1m, 1m), (Ladder.AtLeast(ladder, 0.1m), Ladder.Above(ladder, 0.1m)));
        Assert.Equal((2m, 1m), (Ladder.AtLeast(ladder, 0.5m), Ladder.Above(ladder, 0.5m)));
    }

    [Fact]
    public void A_margin_of_exactly_the_minimum_was_not_lifted()
    {
        // 125 × 8 % × 1.0 = 10, the tier's minimum.
        var size = TierSizer.Size(Given.Sizing(125, CoinClass.Alt, 0.75m), new TierSizerOptions(), null);
        Assert.Equal((new Money(10), false), (size.Margin!.Value, size.LiftedToMinimum));
    }

    [Fact]
    public void Only_risk_per_trade_applies_the_profile_itself() =>
        Assert.Equal(
            [true, false, false, false],
            new[] { SizingModel.AtrRisk, SizingModel.Tier, SizingModel.Progressive, SizingModel.Fixed }
                .Select(model => Sizers.Size(Given.Sizing(), new Leverage(5), new SizingOptions { Model = model }, null).AppliedProfile));

    [Fact]
    public void Risk_per_trade_is_the_default_sizer() => Assert.Equal(SizingModel.AtrRisk, new SizingOptions().Model);

    [Fact]
    public void Reductions_and_performance_are_on_by_default() =>
        Assert.Equal((true, true, true), (new AtrRiskOptions().SignalQualityAdjust, new TierSizerOptions().UsePerformance, new ProgressiveOptions().IsProgressive));

    [Fact]
    public void Without_quality_adjustment_a_regime_above_one_counts_as_one()
    {
        var input = Given.Sizing(10_000) with { RegimeMultiplier = 1.2m };
        Assert.Equal(0.012m, AtrRiskSizer.Size(input, new AtrRiskOptions(), null).Ratio);
        Assert.Equal(0.01m, AtrRiskSizer.Size(input, new AtrRiskOptions { SignalQualityAdjust = false }, null).Ratio);
    }

    [Fact]
    public void The_risk_is_clamped_before_profile_and_record()
    {
        // 1 % × 1.5 × 1.2 is clamped to 1.5 %, then halved by the profile.
        var input = Given.Sizing(10_000, confidence: 0.9m) with { RegimeMultiplier = 1.2m, ProfileMultiplier = 0.5m };
        Assert.Equal(0.0075m, AtrRiskSizer.Size(input, new AtrRiskOptions(), null).Ratio);
    }

    [Fact]
    public void Presets_have_names_and_coins_and_profiles_too()
    {
        Assert.Equal([AtrRiskOptions.Default, AtrRiskOptions.Recommended, AtrRiskOptions.Wide, AtrRiskOptions.ConfidenceLadder], new[] { "default", "recommended", "wide", "confidence-ladder" }.Select(AtrRiskOptions.Preset));
        Assert.Equal(["micro", "small", "medium", "large"], new ProgressiveOptions().Profiles.Select(p => p.Name));
        Assert.Equal("BTC 1.2, ETH 1.0, SOL 0.9, DOGE 0.8, XRP 0.8", string.Join(", ", new ProgressiveOptions().Multipliers.Select(m => FormattableString.Invariant($"{m.Asset} {m.Factor}"))));
    }

    [Theory]
    [InlineData(29, 100, 0.5)]
    [InlineData(30, 100, 0.5)]
    [InlineData(35, 100, 0.6)]
    [InlineData(40, 100, 0.7)]
    [InlineData(54, 100, 0.98)]
    [InlineData(55, 100, 1)]
    public void A_symbols_record_counts_linearly_from_thirty_to_fifty_five_percent(int wins, int trades, double modifier) =>
        Assert.Equal((decimal)modifier, AtrRiskSizer.SymbolModifier(new WinCount(wins, trades), new AtrRiskOptions()));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 4, 0.25)]
    public void A_rate_without_trades_is_zero(int wins, int trades, double rate) => Assert.Equal((decimal)rate, new WinCount(wins, trades).Rate);

    [Fact]
    public void No_balance_has_no_progressive_size()
    {
        var size = ProgressiveSizer.Size(Given.Sizing(0) with { BaseAsset = "BTC" }, new Leverage(5), new ProgressiveOptions(), null);
        Assert.Equal((Money.Zero, 0m, Money.Zero), (size.Notional!.Value, size.Ratio, size.MaxMargin));
    }

    [Fact]
    public void No_override_is_no_notice() =>
        Assert.Null(ProgressiveSizer.Size(Given.Sizing(1_000), new Leverage(5), new ProgressiveOptions { Override = 0 }, null).Notice);
}
