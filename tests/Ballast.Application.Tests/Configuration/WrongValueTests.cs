using Ballast.Application.Configuration;

namespace Ballast.Application.Tests.Configuration;

/// <summary>A wrong value is told with setting, value and what is allowed; all at once.</summary>
public sealed class WrongValueTests
{
    [Theory]
    [InlineData("RM_RISK_PER_TRADE_PCT", "7", "a number from 0.0001 to 0.1")]
    [InlineData("RM_RISK_PER_TRADE_PCT", "1%", "a number from 0.0001 to 0.1")]
    [InlineData("RM_MAX_LEVERAGE", "126", "a whole number from 1 to 125")]
    [InlineData("RM_MAX_LEVERAGE", "5.5", "a whole number from 1 to 125")]
    [InlineData("RM_PRESET", "yolo", "default, recommended, wide, confidence-ladder")]
    [InlineData("RM_SIGNAL_QUALITY_ADJ", "yes", "true or false")]
    [InlineData("Sizing", "everything", "atr-risk, tier, fixed, progressive")]
    [InlineData("Leverage", "learned", "tier, rules, fixed, by-sizer")]
    [InlineData("Leverage__Abnormal", "2x", "refuse, 1x, ignore, by-engine")]
    [InlineData("Leverage__Factors", "confidence,moon", "any of confidence, volatility, signal")]
    [InlineData("Leverage__Factors", "1", "any of confidence, volatility, signal")]
    [InlineData("Tier__Confidence", "0.95:1.5,0.85:1.2", "to exactly 0")]
    [InlineData("Tier__Confidence", "0.85:1.2,0.95:1.5,0:0.5", "values falling")]
    [InlineData("Tier__Confidence", "0.95:1.2,0.85:1.5,0:0.5", "never rise")]
    [InlineData("Leverage__Volatility", "0.05:1,0.03:0.8,0:0.7", "never fall")]
    [InlineData("Exits__Ladder", "1:0.6,2:0.6", "sum up to at most 1")]
    [InlineData("Exits__Ladder", "2:0.5,1:0.2", "rising")]
    [InlineData("Progressive__Multipliers", "BTC:1.2,btc:1", "asset:factor pairs")]
    [InlineData("Safety__Breakers__1__PauseMinutes", "0", "day: until the next UTC day")]
    [InlineData("Safety__Tiers__MICRO__CoreRatio", "15", "a number from 0.001 to 1")]
    [InlineData("Symbol__BTCUSDT__RM_MAX_LEVERAGE", "126", "a whole number from 1 to 125")]
    [InlineData("Environment__Elsewhere__RM_MAX_LEVERAGE", "126", "a whole number from 1 to 125")]
    public void A_wrong_value_is_told_with_setting_value_and_range(string name, string value, string allowed)
    {
        var problem = Settings.Wrong((name, value));

        Assert.StartsWith($"Setting {name} is '{value}'; allowed: ", problem, StringComparison.Ordinal);
        Assert.Contains(allowed, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_told_at_once() =>
        Assert.Equal(4, Settings.Bind(("RM_MAX_LEVERAGE", "0"), ("Caps__Reserve", "2"), ("Caps__Reserv", "0.2"), ("Strategy__a__RM_PRESET", "b")).Problems.Count);

    [Fact]
    public void A_wrong_value_brings_no_second_problem_about_what_is_left() =>
        Assert.Contains("RM_MAX_RISK_PCT is 'much'", Settings.Wrong(("RM_MIN_RISK_PCT", "0.02"), ("RM_MAX_RISK_PCT", "much")), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void An_empty_value_is_as_good_as_none(string value) =>
        Assert.Equal(SettingCatalogue.Defaults, Settings.Right(("RM_MAX_LEVERAGE", value)));

    [Theory]
    [InlineData("Safety__MinBalance")]
    [InlineData("Safety__Breakers__1__Loss")]
    [InlineData("Caps__MaxPositions")]
    [InlineData("CoreCoins")]
    [InlineData("Vix__Candles")]
    [InlineData("Signals__MaxAgeSeconds")]
    [InlineData("Entry__AtrLength")]
    public void What_holds_for_the_whole_account_cannot_differ_by_strategy_or_symbol(string name)
    {
        foreach (var scope in new[] { "Symbol__BTCUSDT__", "Strategy__trend__", "Environment__Production__Symbol__BTCUSDT__" })
        {
            Assert.EndsWith($"allowed: only for the whole account, as {name}.", Settings.Wrong((scope + name, "60")), StringComparison.Ordinal);
        }
    }
}
