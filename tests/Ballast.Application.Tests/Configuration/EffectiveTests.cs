using Ballast.Application.Configuration;

namespace Ballast.Application.Tests.Configuration;

/// <summary>What is in force, and where it came from.</summary>
public sealed class EffectiveTests
{
    [Fact]
    public void Without_settings_everything_is_a_default()
    {
        var effective = Settings.Bind().Effective;

        Assert.Equal(SettingCatalogue.All.Select(s => s.Name), effective.Select(e => e.Name));
        Assert.All(effective, e => Assert.True(e is { Scope: "account", Source: "default", Origin: "", IsDefault: true }));
    }

    [Fact]
    public void A_value_names_its_setting_and_where_that_stands()
    {
        var source = new SettingsDictionary().Add("RM_MAX_RISK_PCT", "0.02", LocalSettingsFile.Name).Add("RM_MAX_RISK_PCT", "0.03", SettingsDictionary.EnvironmentVariable);

        var value = TradingSettings.Bind(source).Of("RM_MAX_RISK_PCT");

        Assert.Equal(new EffectiveSetting("account", "RM_MAX_RISK_PCT", "0.03", "setting RM_MAX_RISK_PCT", "environment variable", "a number from 0.0001 to 0.1", "of the equity", "§3"), value);
    }

    [Fact]
    public void What_a_preset_gives_names_the_preset_and_what_overrides_it_names_itself()
    {
        var bound = Settings.Bind(("RM_PRESET", "recommended"), ("RM_MAX_POSITION_USD", "3000"));

        Assert.Equal(("recommended", "setting RM_PRESET"), Seen("RM_PRESET"));
        Assert.Equal(("0.03", "preset recommended"), Seen("RM_MAX_RISK_PCT"));
        Assert.Equal(("30", "preset recommended"), Seen("RM_MAX_LEVERAGE"));
        Assert.Equal(("3000", "setting RM_MAX_POSITION_USD"), Seen("RM_MAX_POSITION_USD"));
        Assert.Equal(("50", "default"), Seen("Safety__MinBalance"));

        (string, string) Seen(string name) => (bound.Of(name).Value, bound.Of(name).Source);
    }

    [Fact]
    public void A_scope_shows_only_what_differs()
    {
        var scoped = Settings.Bind(("Symbol__btcusdt__RM_MAX_LEVERAGE", "5"), ("Strategy__a__Sizing", "tier")).Effective.Where(e => e.Scope != EffectiveSetting.Account);

        Assert.Equal(
            [
                ("symbol BTCUSDT", "RM_MAX_LEVERAGE", "5", "setting Symbol__btcusdt__RM_MAX_LEVERAGE"),
                ("strategy a", "Sizing", "tier", "setting Strategy__a__Sizing"),
                ("strategy a, symbol BTCUSDT", "Sizing", "tier", "setting Strategy__a__Sizing"),
                ("strategy a, symbol BTCUSDT", "RM_MAX_LEVERAGE", "5", "setting Symbol__btcusdt__RM_MAX_LEVERAGE"),
            ],
            scoped.Select(e => (e.Scope, e.Name, e.Value, e.Source)));
    }

    [Fact]
    public void A_limit_for_all_tiers_is_named_by_every_tier() =>
        Assert.All(["MICRO", "SMALL", "MEDIUM", "LARGE"], tier => Assert.Equal("setting Safety__MaxDailyLoss", Settings.Bind(("Safety__MaxDailyLoss", "0.05")).Of($"Safety__Tiers__{tier}__MaxDailyLoss").Source));

    [Fact]
    public void An_engine_by_the_sizer_and_a_rule_by_the_engine_can_be_asked_for_in_a_scope()
    {
        var options = Settings.Right(("Leverage", "rules"), ("Leverage__Abnormal", "1x"), ("Symbol__BTCUSDT__Leverage", "by-sizer"), ("Symbol__BTCUSDT__Leverage__Abnormal", "by-engine")).For("x", Settings.Btc);

        Assert.Null(options.Leverage.Model);
        Assert.Null(options.Leverage.Abnormal);
    }
}
