using Ballast.Core.Sizing;

namespace Ballast.Application.Tests.Configuration;

/// <summary>RM_PRESET applies first; single values of the same or a narrower scope override it.</summary>
public sealed class PresetTests
{
    [Theory]
    [InlineData("default")]
    [InlineData("recommended")]
    [InlineData("wide")]
    [InlineData("confidence-ladder")]
    [InlineData("WIDE")]
    public void A_preset_is_taken_whole(string name) =>
        Assert.Equal(AtrRiskOptions.Preset(name.ToLowerInvariant()), Settings.Right(("RM_PRESET", name)).Sizing.AtrRisk);

    [Fact]
    public void Single_values_override_the_preset() =>
        Assert.Equal(AtrRiskOptions.Wide with { MaxRisk = 0.04m }, Settings.Right(("RM_MAX_RISK_PCT", "0.04"), ("RM_PRESET", "wide")).Sizing.AtrRisk);

    [Fact]
    public void A_symbol_s_preset_resets_what_wider_scopes_set()
    {
        var options = Settings.Right(("RM_MAX_LEVERAGE", "7"), ("Strategy__a__RM_MAX_POSITION_USD", "300"), ("Symbol__BTCUSDT__RM_PRESET", "recommended"), ("Symbol__BTCUSDT__RM_MIN_POSITION_USD", "30"), ("Strategy__a__Symbol__BTCUSDT__RM_MAX_RISK_PCT", "0.02"));

        Assert.Equal(AtrRiskOptions.Default with { MaxLeverage = 7 }, options.Sizing.AtrRisk);
        Assert.Equal(AtrRiskOptions.Recommended with { MinPosition = 30 }, options.For("x", Settings.Btc).Sizing.AtrRisk);
        Assert.Equal(AtrRiskOptions.Recommended with { MinPosition = 30, MaxRisk = 0.02m }, options.For("a", Settings.Btc).Sizing.AtrRisk);
        Assert.Equal(AtrRiskOptions.Default with { MaxLeverage = 7, MaxPosition = 300 }, options.For("a", Settings.Eth).Sizing.AtrRisk);
    }

    [Fact]
    public void An_environment_s_preset_resets_what_holds_everywhere() =>
        Assert.Equal(AtrRiskOptions.Wide, Settings.Right(("RM_MAX_LEVERAGE", "7"), ("Environment__Production__RM_PRESET", "wide")).Sizing.AtrRisk);

    [Fact]
    public void One_two_step_multiplier_keeps_the_other() =>
        Assert.Equal(AtrRiskOptions.TwoRungs(1.5m, 0.2m), Settings.Right(("RM_LOW_CONF_MULT", "0.2")).Sizing.AtrRisk.Ladder);

    [Fact]
    public void A_ladder_is_read_as_it_is_written() =>
        Assert.Equal([new Rung(0.9m, 2), new Rung(0.5m, 1), new Rung(0, 0.25m)], Settings.Right(("RM_CONFIDENCE_LADDER", " 0.9:2, 0.5 : 1 ,0:0.25")).Sizing.AtrRisk.Ladder);
}
