namespace Ballast.Application.Tests.Configuration;

/// <summary>What is allowed and yet told at start.</summary>
public sealed class WarningTests
{
    [Fact]
    public void The_defaults_and_every_preset_are_quiet()
    {
        Assert.Empty(Settings.Bind().Warnings);
        Assert.All(["default", "recommended", "wide", "confidence-ladder"], preset => Assert.Empty(Settings.Bind(("RM_PRESET", preset)).Warnings));
    }

    [Theory]
    [InlineData("RM_MAX_POSITION_USD", "999999", "no maximum")]
    [InlineData("RM_RISK_PER_TRADE_PCT", "0.06", "more than 5 %")]
    [InlineData("Caps__Reserve", "0", "all of the balance")]
    [InlineData("Caps__MaxSideShare", "1", "one side")]
    [InlineData("Safety__MinBalance", "0", "until the balance is gone")]
    [InlineData("Safety__MaxDailyLoss", "0.9", "more than half")]
    [InlineData("Symbol__BTCUSDT__RM_MAX_POSITION_USD", "999999", "no maximum")]
    [InlineData("Strategy__a__RM_MAX_LEVERAGE", "31", "more than the account's 30")]
    public void A_dangerous_value_is_named(string name, string value, string why)
    {
        var bound = Settings.Bind((name, value));

        Assert.Empty(bound.Problems);
        var warning = Assert.Single(bound.Warnings);
        Assert.Contains($"Setting {name} is '{value}'", warning, StringComparison.Ordinal);
        Assert.Contains(why, warning, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rules_engine_that_ignores_an_abnormal_market_is_named() =>
        Assert.Contains("abnormal market", Assert.Single(Settings.Bind(("Leverage", "rules"), ("Leverage__Abnormal", "ignore")).Warnings), StringComparison.Ordinal);
}
