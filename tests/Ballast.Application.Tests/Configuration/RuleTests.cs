namespace Ballast.Application.Tests.Configuration;

/// <summary>What must hold between settings.</summary>
public sealed class RuleTests
{
    [Theory]
    [InlineData("RM_MIN_RISK_PCT", "0.02", "at most RM_MAX_RISK_PCT (0.015)")]
    [InlineData("RM_MAX_RISK_PCT", "0.004", "at least RM_MIN_RISK_PCT (0.005)")]
    [InlineData("RM_MIN_POSITION_USD", "2000", "at most RM_MAX_POSITION_USD (1250)")]
    [InlineData("RM_SYMBOL_POOR_WIN_RATE", "0.55", "less than RM_SYMBOL_GOOD_WIN_RATE (0.55)")]
    [InlineData("RM_SYMBOL_MIN_TRADES", "51", "at most Safety__SymbolTrades (50)")]
    [InlineData("Rules__Max", "1", null)]
    [InlineData("Rules__Min", "21", "at most Rules__Max (20)")]
    [InlineData("Rules__Critical", "0.8", "at most Rules__Warning (0.7)")]
    [InlineData("Microstructure__CriticalVpin", "0.4", "at least Microstructure__WarningVpin (0.5)")]
    [InlineData("Microstructure__WarningSpread", "0.002", "at most Microstructure__CriticalSpread (0.001)")]
    [InlineData("Microstructure__CriticalShare", "0.05", "at least Microstructure__WarningShare (0.1)")]
    [InlineData("Vpin__Buckets", "51", "at most Vpin__BucketsPerDay (50)")]
    [InlineData("Portfolio__ReduceFrom", "0.9", "at most Portfolio__RefuseFrom (0.8)")]
    [InlineData("Portfolio__Candles", "600", "Policy__PercentileCandles + Entry__AtrLength (514)")]
    [InlineData("Policy__RangingAdx", "25", "less than Policy__TrendingAdx (25)")]
    [InlineData("Vix__ElevatedFrom", "95", "less than Vix__ExtremeFrom (95)")]
    [InlineData("Vix__ExtremeFactor", "0.8", "at most Vix__ElevatedFactor (0.7)")]
    [InlineData("Safety__Tiers__MEDIUM__From", "150", "more than Safety__Tiers__SMALL__From (200)")]
    [InlineData("Safety__Breakers__1__Loss", "0.12", "at most Safety__Breakers__2__Loss (0.1)")]
    [InlineData("Safety__Breakers__2__WindowMinutes", "60", "more than Safety__Breakers__1__WindowMinutes (60)")]
    [InlineData("Progressive__Profiles__small__From", "600", "the same as Progressive__Profiles__micro__To (500)")]
    [InlineData("Progressive__Profiles__large__To", "3000", "more than Progressive__Profiles__large__From (3500)")]
    [InlineData("Progressive__Profiles__micro__MaxSize", "20", "at least Progressive__Profiles__micro__MinSize (30)")]
    public void Settings_must_go_together(string name, string value, string? allowed)
    {
        if (allowed is null)
        {
            Settings.Right((name, value));
            return;
        }

        var problem = Settings.Wrong((name, value));
        Assert.StartsWith($"Setting {name} is '{value}'; allowed: ", problem, StringComparison.Ordinal);
        Assert.Contains(allowed, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_broken_in_a_scope_is_told_by_the_scope_s_own_name() =>
        Assert.StartsWith("Setting Symbol__BTCUSDT__RM_MIN_RISK_PCT is '0.02'", Settings.Wrong(("Symbol__BTCUSDT__RM_MIN_RISK_PCT", "0.02")), StringComparison.Ordinal);

    [Fact]
    public void A_rule_that_the_account_breaks_is_told_once_though_every_scope_breaks_it() =>
        Assert.StartsWith("Setting RM_MIN_RISK_PCT", Settings.Wrong(("RM_MIN_RISK_PCT", "0.02"), ("Symbol__BTCUSDT__Sizing", "tier"), ("Strategy__a__Sizing", "tier")), StringComparison.Ordinal);

    [Fact]
    public void Two_settings_that_are_right_only_together_are_right() =>
        Settings.Right(("Progressive__Profiles__micro__To", "600"), ("Progressive__Profiles__small__From", "600"));

    [Fact]
    public void The_two_step_multipliers_do_not_stand_beside_a_ladder_in_one_scope()
    {
        Assert.StartsWith("Setting RM_HIGH_CONF_MULT", Settings.Wrong(("RM_CONFIDENCE_LADDER", "0.9:2,0:1"), ("RM_HIGH_CONF_MULT", "1.2")), StringComparison.Ordinal);
        Settings.Right(("RM_CONFIDENCE_LADDER", "0.9:2,0:1"), ("Symbol__BTCUSDT__RM_HIGH_CONF_MULT", "1.2"));
    }
}
