using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Regimes;

public sealed class PolicyRulesTests
{
    private static readonly PolicyOptions Options = new();

    [Theory]
    [InlineData(Regime.Trending, 0.30, 0.32, 0.34, 0.39)]
    [InlineData(Regime.Ranging, 0.38, 0.40, 0.42, 0.47)]
    [InlineData(Regime.Normal, 0.36, 0.38, 0.40, 0.45)]
    public void Minimum_confidence(Regime regime, double low, double normal, double high, double extreme)
    {
        Assert.Equal((decimal)low, PolicyRules.MinConfidence(regime, VolatilityLevel.Low, Options));
        Assert.Equal((decimal)normal, PolicyRules.MinConfidence(regime, VolatilityLevel.Normal, Options));
        Assert.Equal((decimal)high, PolicyRules.MinConfidence(regime, VolatilityLevel.High, Options));
        Assert.Equal((decimal)extreme, PolicyRules.MinConfidence(regime, VolatilityLevel.Extreme, Options));
    }

    [Theory]
    [InlineData(Regime.Trending, 1.0, 0.8)]
    [InlineData(Regime.Normal, 0.9, 0.72)]
    [InlineData(Regime.Ranging, 0.8, 0.64)]
    public void Regime_multipliers(Regime regime, double plain, double high)
    {
        Assert.Equal((decimal)plain, PolicyRules.Multiplier(regime, VolatilityLevel.Low, Options));
        Assert.Equal((decimal)plain, PolicyRules.Multiplier(regime, VolatilityLevel.Normal, Options));
        Assert.Equal((decimal)high, PolicyRules.Multiplier(regime, VolatilityLevel.High, Options));
    }

    [Theory]
    [InlineData(RiskProfile.Normal, 1)]
    [InlineData(RiskProfile.Reduced, 0.5)]
    [InlineData(RiskProfile.NoNewTrades, 0)]
    public void Profile_multipliers(RiskProfile profile, double multiplier) =>
        Assert.Equal((decimal)multiplier, PolicyRules.ProfileMultiplier(profile, Options));

    [Fact]
    public void A_regime_that_is_not_complete_allows_no_trades_and_says_why()
    {
        var policy = Of(Complete with { Regime = Regime.Ranging, IsComplete = false, Why = "No fresh reading of 1d." }, 50);
        Assert.Equal((RiskProfile.NoNewTrades, 0m, "No fresh reading of 1d."), (policy.Profile, policy.RegimeMultiplier, policy.Why));
        Assert.Equal(0.40m, policy.MinConfidence);
    }

    [Fact]
    public void A_symbol_without_volatility_allows_no_trades()
    {
        var policy = Of(Complete, PolicyRules.AtrPercentile([], Options));
        Assert.Equal((RiskProfile.NoNewTrades, VolatilityLevel.Extreme, 0, "No ATR over 14 candles."), (policy.Profile, policy.Volatility, policy.AtrPercentile, policy.Why));
    }

    [Fact]
    public void The_policy_keeps_the_regime_with_its_evidence()
    {
        var frames = EquatableList.From(Given.Frames((CandleInterval.OneHour, Regime.Trending, TrendDirection.Down)).Select(f => f.Interval == CandleInterval.OneHour ? f with { Adx = 31.5, Slope = -0.1 } : f));
        var policy = PolicyRules.Of(Complete, 80, frames, 7, Given.Noon, new FrameOptions(), Options);
        Assert.Equal(
            new SymbolPolicy(Regime.Trending, VolatilityLevel.High, RiskProfile.Normal, 0.34m, 0.8m, 31.5, 80, 7, "1h: told. ATR percentile 80 is High; profile Normal.", Given.Noon, Given.Noon.AddMinutes(3))
            {
                Direction = TrendDirection.Down,
                Frames = frames,
            },
            policy);
    }

    [Theory]
    [InlineData(24.9, VolatilityLevel.Low, RiskProfile.Normal)]
    [InlineData(25, VolatilityLevel.Normal, RiskProfile.Normal)]
    [InlineData(75, VolatilityLevel.Normal, RiskProfile.Normal)]
    [InlineData(75.1, VolatilityLevel.High, RiskProfile.Normal)]
    [InlineData(95, VolatilityLevel.High, RiskProfile.Normal)]
    [InlineData(95.1, VolatilityLevel.Extreme, RiskProfile.Reduced)]
    public void Volatility_by_percentile(double percentile, VolatilityLevel level, RiskProfile profile)
    {
        var policy = Of(Complete, percentile);
        Assert.Equal((level, profile, percentile), (policy.Volatility, policy.Profile, policy.AtrPercentile));
    }

    [Fact]
    public void The_widest_range_of_its_own_past_is_the_highest_percentile_and_the_narrowest_a_low_one()
    {
        Assert.Equal(100, PolicyRules.AtrPercentile(Ranges(1, 8), Options));
        Assert.InRange(PolicyRules.AtrPercentile(Ranges(8, 1), Options), 0.1, 5);
        Assert.Equal(double.NaN, PolicyRules.AtrPercentile(Ranges(1, 8).AsSpan(0, 13), Options));
    }

    [Fact]
    public void A_policy_is_stale_after_three_periods()
    {
        var policy = Of(Complete, 50);
        Assert.False(policy.IsStale(Given.Noon + TimeSpan.FromMinutes(3)));
        Assert.True(policy.IsStale(Given.Noon + TimeSpan.FromMinutes(3) + TimeSpan.FromTicks(1)));
    }

    private static CombinedRegime Complete => new(Regime.Trending, TrendDirection.Down, true, "1h: told.");

    private static SymbolPolicy Of(CombinedRegime regime, double percentile) => PolicyRules.Of(regime, percentile, Given.Frames(), 0, Given.Noon, new FrameOptions(), Options);

    private static Candle[] Ranges(double first, double last) => [.. Enumerable.Range(0, 300).Select(i => Given.Candle(i, 100, 100 + (i < 290 ? first : last), 100 - (i < 290 ? first : last), 100))];
}
