using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Sizing;

public sealed class TierSizerTests
{
    private static readonly TierSizerOptions Options = new();

    [Theory]
    [InlineData(0.92, 8, 0.234, 23.40, false)]
    [InlineData(0.65, 2, 0.06, 10.00, true)]
    public void The_golden_examples(double confidence, int winsOfTen, double ratio, double margin, bool lifted)
    {
        var result = TierSizer.Size(Given.Sizing(100, CoinClass.Core, (decimal)confidence) with { Recent = new WinCount(winsOfTen, 10) }, Options, null);
        Assert.Equal((decimal)ratio, result.Ratio);
        Assert.Equal((decimal)margin, result.Margin!.Value.Value);
        Assert.Equal(lifted, result.LiftedToMinimum);
    }

    // Requirements §1.3, the worked recovery: confidence and record neutral, leverage at its maximum before recovery.
    [Theory]
    [InlineData(100, true, 10.50, 10, 105)]
    [InlineData(91, true, 10.00, 10, 100)]
    [InlineData(97, false, 14.55, 20, 291)]
    public void The_golden_recovery(double balance, bool inRecovery, double margin, int leverage, double notional)
    {
        var input = Given.Sizing(0, CoinClass.Core, 0.75m) with { Balance = new Money((decimal)balance), InRecovery = inRecovery };
        var result = TierSizer.Size(input, Options, null);
        var chosen = TierLeverage.Choose(input with { Confidence = 0.96m }, new TierLeverageOptions(), null).Chosen;
        Assert.Equal(new Money((decimal)margin), result.Margin);
        Assert.Equal(leverage, chosen.Value);
        Assert.Equal(new Money((decimal)notional), result.Margin!.Value * chosen);
    }

    [Fact]
    public void In_recovery_at_91_the_wanted_margin_stands_in_the_result()
    {
        var result = TierSizer.Size(Given.Sizing(91, CoinClass.Core, 0.75m) with { InRecovery = true }, Options, null);
        Assert.Equal(9.555m, 91 * result.Ratio);
        Assert.True(result.LiftedToMinimum);
    }

    [Theory]
    [InlineData(0, "MICRO")]
    [InlineData(199.99, "MICRO")]
    [InlineData(200, "SMALL")]
    [InlineData(499.99, "SMALL")]
    [InlineData(500, "MEDIUM")]
    [InlineData(2000, "LARGE")]
    [InlineData(1000000, "LARGE")]
    public void The_tier_follows_the_balance(double balance, string tier) =>
        Assert.Equal(tier, BalanceTier.For(new Money((decimal)balance), BalanceTier.Defaults).Name);

    [Theory]
    [InlineData("MICRO", 0.15, 0.08, 20, 10, 10, 8, 0.15, 3)]
    [InlineData("SMALL", 0.10, 0.05, 15, 8, 15, 6, 0.12, 4)]
    [InlineData("MEDIUM", 0.07, 0.03, 12, 6, 20, 5, 0.10, 5)]
    [InlineData("LARGE", 0.05, 0.02, 10, 5, 50, 4, 0.08, 5)]
    public void The_table_of_tiers(string name, double core, double alt, int coreLeverage, int altLeverage, double minimum, int trades, double loss, int losses)
    {
        var tier = BalanceTier.Defaults.Single(t => t.Name == name);
        Assert.Equal(
            ((decimal)core, (decimal)alt, coreLeverage, altLeverage, (decimal)minimum, trades, (decimal)loss, losses),
            (tier.Ratio(CoinClass.Core), tier.Ratio(CoinClass.Alt), tier.MaxLeverage(CoinClass.Core), tier.MaxLeverage(CoinClass.Alt), tier.MinPosition, tier.MaxTradesPerDay, tier.MaxDailyLoss, tier.MaxConsecutiveLosses));
    }

    [Theory]
    [InlineData(0.95, 1.5)]
    [InlineData(0.85, 1.2)]
    [InlineData(0.75, 1.0)]
    [InlineData(0.60, 0.8)]
    [InlineData(0.599, 0.5)]
    public void Confidence_factors(double confidence, double factor) => Assert.Equal((decimal)factor, Ladder.AtLeast(new TierSizerOptions().Confidence, (decimal)confidence));

    [Theory]
    [InlineData(0.70, 1.3)]
    [InlineData(0.699, 1.0)]
    [InlineData(0.50, 1.0)]
    [InlineData(0.30, 0.7)]
    [InlineData(0.299, 0.5)]
    public void Performance_factors(double winRate, double factor) => Assert.Equal((decimal)factor, Ladder.AtLeast(new TierSizerOptions().Performance, (decimal)winRate));

    [Fact]
    public void Under_five_trades_the_record_counts_as_even()
    {
        Assert.Equal(0.15m, TierSizer.Size(Given.Sizing(1_000, confidence: 0.75m) with { Tier = BalanceTier.Defaults[0], Recent = new WinCount(4, 4) }, Options, null).Ratio);
        Assert.Equal(0.195m, TierSizer.Size(Given.Sizing(1_000, confidence: 0.75m) with { Tier = BalanceTier.Defaults[0], Recent = new WinCount(5, 5) }, Options, null).Ratio);
    }

    [Fact]
    public void Switching_performance_off_sets_only_that_factor_to_one()
    {
        var input = Given.Sizing(100, confidence: 0.95m) with { Recent = new WinCount(0, 10), InRecovery = true };
        Assert.Equal(0.15m * 1.5m * 0.7m, TierSizer.Size(input, Options with { UsePerformance = false }, null).Ratio);
    }

    [Fact]
    public void The_ratio_stays_within_its_bounds()
    {
        Assert.Equal(0.15m * 0.3m, TierSizer.Size(Given.Sizing(100, confidence: 0.1m) with { Recent = new WinCount(0, 10), InRecovery = true }, Options, null).Ratio);
        Assert.Equal(0.15m * 1.95m, TierSizer.Size(Given.Sizing(100, confidence: 1m) with { Recent = new WinCount(10, 10) }, Options, null).Ratio);
        Assert.Equal(0.15m * 1.5m, TierSizer.Size(Given.Sizing(100, confidence: 1m) with { Recent = new WinCount(10, 10) }, Options with { MaxRatioFactor = 1.5m }, null).Ratio);
    }

    [Theory]
    [InlineData(CoinClass.Core, 5)]
    [InlineData(CoinClass.Alt, 2)]
    public void The_baseline_is_a_fixed_share(CoinClass coin, int margin) =>
        Assert.Equal(new Money(margin), FixedSizer.Size(Given.Sizing(100, coin), new FixedSizerOptions(), null).Margin);
}
