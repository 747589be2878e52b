using Ballast.Application.Competing;
using Ballast.Application.Configuration;
using Ballast.Core.Competing;
using Ballast.Core.Leveraging;
using Ballast.Core.Microstructure;
using Ballast.Core.Sizing;

namespace Ballast.Application.Tests.Configuration;

public sealed class CompetitionBindingTests
{
    [Fact]
    public void By_default_the_four_modes_compete_where_the_money_is_paper()
    {
        var competition = Bind(out var problems);

        Assert.Empty(problems);
        Assert.Equal(CompetitionModes.Four, competition.Modes.Select(m => m.Mode));
        Assert.Equal([5, 3, 3, 5], competition.Modes.Select(m => m.Options.Leverage.Fixed.Core));
        Assert.Equal(["none", "vpin", "liquidity", "full"], competition.Modes.Select(m => m.Options.Microstructure.Filter.Word()));
        Assert.False(Bind(out _, ("TradingMode", "demo")).IsEnabled);
        Assert.True(Bind(out _, ("TradingMode", "demo"), ("Competition__Enabled", "true")).IsEnabled);
        Assert.False(Bind(out _, ("Competition__Enabled", "false")).IsEnabled);
    }

    [Fact]
    public void A_mode_has_filter_leverage_balance_and_trading_settings_of_its_own()
    {
        (string, string)[] settings =
        [
            ("Sizing", "tier"), ("Competition__Modes", "0,mine,watch"), ("Competition__Balance", "500"), ("Competition__mine__Filter", "full"), ("Competition__mine__Leverage", "settings"),
            ("Competition__mine__Balance", "2500"), ("Competition__mine__Band", "trial"), ("Account__mine__Sizing", "progressive"), ("Account__mine__Leverage", "rules"), ("Competition__watch__Leverage", "0"),
        ];
        var competition = Bind(out var problems, settings);

        Assert.Empty(problems);
        var (zero, mine, watch) = (competition.Modes[0], competition.Modes[1], competition.Modes[2]);
        Assert.Equal((SizingModel.Tier, 500m), (zero.Options.Sizing.Model, zero.Mode.Balance.Value));
        Assert.Equal((SizingModel.Progressive, LeverageModel.Rules, RiskFilter.Full), (mine.Options.Sizing.Model, mine.Options.Leverage.Model, mine.Options.Microstructure.Filter));
        Assert.Equal(("trial", 2500m), (mine.Mode.Band, mine.Mode.Balance.Value));
        Assert.Equal(["Sizing=progressive", "Leverage=rules"], mine.Own);
        Assert.True(watch.Mode.Observes);
        Assert.Equal((null, SizingModel.Tier), (watch.Mode.Filter, watch.Options.Sizing.Model));

        // A mode's settings are no slip of the account's.
        Assert.DoesNotContain(TradingSettings.Bind(Source(settings)).Warnings, w => w.Contains("mine", StringComparison.Ordinal));
        Assert.Equal(SizingModel.Tier, TradingSettings.Bind(Source(settings)).Options.Sizing.Model);
    }

    [Fact]
    public void The_preset_adds_the_compared_strategies_in_each_band()
    {
        var competition = Bind(out var problems, ("Competition__Preset", "abc"), ("Account__A-MICRO__Caps__Reserve", "0.1"));

        Assert.Empty(problems);
        Assert.Equal(16, competition.Modes.Count);
        Assert.Equal(["MICRO", "SMALL", "MEDIUM", "LARGE"], competition.Modes.Select(m => m.Mode.Band).OfType<string>().Distinct());
        Assert.Equal([100m, 350m, 1000m, 5000m], competition.Modes.Where(m => m.Mode.Band is not null).Select(m => m.Mode.Balance.Value).Distinct());
        Assert.Equal(0.1m, competition.Modes.Single(m => m.Mode.Name == "A-MICRO").Options.Caps.Reserve);
        Assert.Equal(12, Bind(out _, ("Competition__Preset", "abc"), ("Competition__Modes", "none")).Modes.Count);
    }

    [Theory]
    [InlineData("Competition__Modes", "a b", "Competition__Modes is 'a b'")]
    [InlineData("Competition__Modes", "main", "Competition__Modes is 'main'")]
    [InlineData("Competition__Modes", "0,0", "Competition__Modes is '0,0'")]
    [InlineData("Competition__Modes", "Promotion", "Competition__Modes is 'Promotion'")]
    [InlineData("Competition__Enabled", "yes", "allowed: true or false")]
    [InlineData("Competition__0__Leverage", "21", "a whole number from 0 (observe only) to 20, or settings")]
    [InlineData("Competition__0__Filter", "some", "none, vpin, liquidity, full, settings")]
    [InlineData("Competition__0__Balance", "49", "from 50")]
    [InlineData("Competition__5__Leverage", "3", "is not known; did you mean Competition__")]
    [InlineData("Competition__Leverge", "3", "is not known; did you mean Competition__")]
    [InlineData("Competition__Preset", "abcd", "none, abc")]
    [InlineData("Competition__RankBy", "sortino", "sharpe, calmar")]
    [InlineData("Competition__Promotion__Current", "9", "0, 1, 2, 3")]
    [InlineData("Account__3__RM_MAX_RISK_PCT", "0.001", "Account__3__RM_MAX_RISK_PCT")]
    public void What_is_wrong_is_named(string name, string value, string told)
    {
        Bind(out var problems, (name, value));

        Assert.Contains(told, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_account_s_own_settings_break_is_not_told_again_for_each_mode()
    {
        Bind(out var problems, ("Symbol__NOPEUSDT__Sizing", "tier"), ("RM_MAX_RISK_PCT", "0.001"), ("Account__3__Sizing", "tier"));

        Assert.Empty(problems);
    }

    [Fact]
    public void Leaderboard_and_promotion_are_set_with_their_defaults_beside_the_rule()
    {
        var plain = Bind(out _);
        var changed = Bind(out var problems, ("Competition__LeastDays", "30"), ("Competition__RankBy", "calmar"), ("Competition__Promotion__Current", "3"), ("Competition__Promotion__LeastTrades", "200"), ("Competition__FeeRate", "0.0002"));

        Assert.Empty(problems);
        Assert.Equal((new LeaderboardOptions(), new PromotionOptions(), CompetitionSettings.Off.FeeRate), (plain.Leaderboard, plain.Promotion, plain.FeeRate));
        Assert.Equal((30, RiskRatio.Calmar, "3", 200, 0.0002m), (changed.Leaderboard.LeastDays, changed.Leaderboard.By, changed.Promotion.Current, changed.Promotion.LeastTrades, changed.FeeRate));
    }

    private static CompetitionSettings Bind(out IReadOnlyList<string> problems, params (string Name, string Value)[] settings)
    {
        var source = Source(settings);
        var reader = new SettingsReader(source);
        var competition = CompetitionBinding.Bind(source, reader, AccountBinding.Bind(reader), TradingSettings.LocalEnvironment);
        problems = reader.Problems;
        return competition;
    }

    private static SettingsDictionary Source(params (string Name, string Value)[] settings) =>
        new SettingsDictionary().Add(settings.Select(s => new KeyValuePair<string, string>(s.Name, s.Value)), SettingsDictionary.CommandLine);
}
