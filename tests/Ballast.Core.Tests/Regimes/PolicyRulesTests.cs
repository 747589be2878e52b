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
    public void Too_few_candles_allow_no_trades()
    {
        var policy = PolicyRules.Classify(Window(Line(27)), Given.Noon, Options);
        Assert.Equal(RiskProfile.NoNewTrades, policy.Profile);
        Assert.Contains("27", policy.Why, StringComparison.Ordinal);
        Assert.Equal(RiskProfile.NoNewTrades, PolicyRules.Classify(new CandleWindow(default, 0), Given.Noon, Options).Profile);
    }

    [Fact]
    public void A_straight_line_trends()
    {
        var policy = PolicyRules.Classify(Window(Line(200)), Given.Noon, Options);
        Assert.Equal(Regime.Trending, policy.Regime);
        Assert.Equal(100, policy.Adx, 6);
    }

    [Fact]
    public void A_narrow_swing_ranges()
    {
        var candles = Enumerable.Range(0, 200).Select(i => Given.Candle(i, 100, i % 2 == 0 ? 101 : 100.5, i % 2 == 0 ? 99.5 : 99, 100)).ToArray();
        Assert.Equal(Regime.Ranging, PolicyRules.Classify(Window(candles), Given.Noon, Options).Regime);
    }

    [Fact]
    public void The_widest_range_of_its_own_past_is_extreme_and_reduces()
    {
        var candles = Enumerable.Range(0, 300).Select(i => Given.Candle(i, 100, 100 + (i < 290 ? 1 : 8), 100 - (i < 290 ? 1 : 8), 100)).ToArray();
        var policy = PolicyRules.Classify(Window(candles), Given.Noon, Options);
        Assert.Equal(VolatilityLevel.Extreme, policy.Volatility);
        Assert.Equal(RiskProfile.Reduced, policy.Profile);
        Assert.Equal(100, policy.AtrPercentile);
    }

    [Fact]
    public void The_narrowest_is_low()
    {
        var candles = Enumerable.Range(0, 300).Select(i => Given.Candle(i, 100, 100 + (i < 290 ? 8 : 1), 100 - (i < 290 ? 8 : 1), 100)).ToArray();
        Assert.Equal(VolatilityLevel.Low, PolicyRules.Classify(Window(candles), Given.Noon, Options).Volatility);
    }

    [Fact]
    public void A_policy_is_stale_after_three_periods()
    {
        var policy = PolicyRules.Classify(Window(Line(200)), Given.Noon, Options);
        Assert.False(policy.IsStale(Given.Noon + TimeSpan.FromMinutes(3)));
        Assert.True(policy.IsStale(Given.Noon + TimeSpan.FromMinutes(3) + TimeSpan.FromTicks(1)));
    }

    private static CandleWindow Window(Candle[] candles) => new(EquatableList.From(candles), 0);

    private static Candle[] Line(int count) => [.. Enumerable.Range(0, count).Select(i => Given.Candle(i, 100 + i, 101 + i, 99.5 + i, 100.5 + i))];
}
