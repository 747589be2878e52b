using Ballast.Application.Configuration;
using Ballast.Core.Leveraging;
using Ballast.Core.Sizing;

namespace Ballast.Application.Tests.Configuration;

/// <summary>Which of several settings wins, and that it reaches the decision's options.</summary>
public sealed class PrecedenceTests
{
    // Lowest to highest.
    private static readonly string[] Scopes =
    [
        "", "Environment__Staging__", "Account__main__", "Environment__Staging__Account__main__",
        "Strategy__trend__", "Environment__Staging__Strategy__trend__",
        "Symbol__BTCUSDT__", "Environment__Staging__Symbol__BTCUSDT__",
        "Strategy__trend__Symbol__BTCUSDT__", "Environment__Staging__Strategy__trend__Symbol__BTCUSDT__",
    ];

    [Fact]
    public void The_narrower_scope_wins_and_the_environment_beats_the_same_without_it()
    {
        for (var count = 1; count <= Scopes.Length; count++)
        {
            var settings = Scopes.Take(count).Select((s, i) => (s + "Leverage__Floor", $"{i + 1}")).Append(("DOTNET_ENVIRONMENT", "Staging")).ToArray();

            Assert.Equal(count, Settings.Right(settings).For("trend", Settings.Btc).Leverage.Tier.Floor);
        }
    }

    public static TheoryData<int> Mixes => [.. Enumerable.Range(0, 1 << Scopes.Length).Where(m => m % 11 == 0)];

    /// <summary>Whatever is set where, the highest that is set wins.</summary>
    [Theory]
    [MemberData(nameof(Mixes))]
    public void Of_any_mix_the_highest_wins(int mask)
    {
        var set = Enumerable.Range(0, Scopes.Length).Where(i => (mask >> i & 1) == 1).ToList();
        var settings = set.Select(i => (Scopes[i] + "Leverage__Floor", $"{i + 10}")).Append(("DOTNET_ENVIRONMENT", "Staging")).ToArray();
        var options = Settings.Right(settings);

        Assert.Equal(Floor(set), options.For("trend", Settings.Btc).Leverage.Tier.Floor);
        Assert.Equal(Floor(set.Where(i => i < 6)), options.For("trend", Settings.Eth).Leverage.Tier.Floor);
        Assert.Equal(Floor(set.Where(i => i is < 4 or 6 or 7)), options.For("other", Settings.Btc).Leverage.Tier.Floor);
        Assert.Equal(Floor(set.Where(i => i < 4)), options.For("other", Settings.Eth).Leverage.Tier.Floor);

        static int Floor(IEnumerable<int> set) => set.Any() ? set.Max() + 10 : 3;
    }

    [Fact]
    public void Strategy_and_symbol_mix_where_both_are_set()
    {
        var options = Settings.Right(("Strategy__trend__Sizing", "tier"), ("Strategy__trend__Leverage", "fixed"), ("Symbol__BTCUSDT__Leverage", "rules"), ("Strategy__trend__Symbol__BTCUSDT__Entry__StopAtrs", "3"));

        var mixed = options.For("trend", Settings.Btc);
        Assert.Equal((SizingModel.Tier, LeverageModel.Rules, 3m), (mixed.Sizing.Model, mixed.Leverage.Model, mixed.Entry.StopAtrs));
        Assert.Equal((SizingModel.Tier, LeverageModel.Fixed), (options.For("trend", Settings.Eth).Sizing.Model, options.For("trend", Settings.Eth).Leverage.Model));
        Assert.Equal((SizingModel.AtrRisk, LeverageModel.Rules), (options.For("x", Settings.Btc).Sizing.Model, options.For("x", Settings.Btc).Leverage.Model));
    }

    [Fact]
    public void A_strategy_s_name_counts_exactly_and_a_symbol_s_in_any_case()
    {
        var options = Settings.Right(("Strategy__Trend__Sizing", "tier"), ("symbol__btcusdt__Sizing", "fixed"));

        Assert.Equal(SizingModel.Tier, options.For("Trend", Settings.Eth).Sizing.Model);
        Assert.Equal(SizingModel.AtrRisk, options.For("trend", Settings.Eth).Sizing.Model);
        Assert.Equal(SizingModel.Fixed, options.For("x", Settings.Btc).Sizing.Model);
    }

    [Theory]
    [InlineData("AZURE_FUNCTIONS_ENVIRONMENT", "Development", "DOTNET_ENVIRONMENT", "Staging", "Development")]
    [InlineData("AZURE_FUNCTIONS_ENVIRONMENT", "", "DOTNET_ENVIRONMENT", "Staging", "Staging")]
    [InlineData("X", "", "Y", "", "Production")]
    public void The_environment_s_name(string first, string a, string second, string b, string expected)
    {
        var bound = Settings.Bind((first, a), (second, b), ($"Environment__{expected.ToUpperInvariant()}__Leverage__Floor", "7"));

        Assert.Equal(expected, bound.Environment);
        Assert.Equal(7, bound.Options.Leverage.Tier.Floor);
    }

    [Fact]
    public void Another_account_s_settings_have_no_effect_and_say_so()
    {
        var bound = Settings.Bind(("Account", "second"), ("Account__main__Leverage__Floor", "7"), ("Account__SECOND__Leverage__Floor", "5"));

        Assert.Equal(5, bound.Options.Leverage.Tier.Floor);
        Assert.Contains("for account main, this is account second", Assert.Single(bound.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_uncommon_environment_that_is_not_ours_says_so()
    {
        Assert.Contains("for environment Prodction", Assert.Single(Settings.Bind(("Environment__Prodction__Leverage__Floor", "7")).Warnings), StringComparison.Ordinal);
        Assert.Empty(Settings.Bind(("Environment__Staging__Leverage__Floor", "7")).Warnings);
    }

    [Fact]
    public void A_section_6_engine_of_one_symbol_turns_the_account_s_forced_stop_on()
    {
        Assert.True(Settings.Right(("Symbol__BTCUSDT__Leverage", "rules")).HasForcedStop);
        Assert.False(Settings.Right(("Symbol__BTCUSDT__Leverage", "fixed")).HasForcedStop);
    }

    [Fact]
    public void A_tier_s_own_day_limit_beats_the_one_for_all_tiers()
    {
        var tiers = Settings.Right(("Safety__MaxTradesPerDay", "3"), ("Safety__Tiers__SMALL__MaxTradesPerDay", "9")).Safety.Tiers;

        Assert.Equal([3, 9, 3, 3], tiers.Select(t => t.MaxTradesPerDay));
    }

    [Theory]
    [InlineData("Exits__Ladder", "none")]
    [InlineData("Leverage__Factors", "none")]
    [InlineData("CoreCoins", "none")]
    [InlineData("Progressive__Multipliers", "none")]
    public void A_list_can_be_none(string name, string value) => Assert.Equal("none", SettingCatalogue.Find(name)!.ValueIn(Settings.Right((name, value))));
}
