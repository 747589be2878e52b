using Ballast.Core.Decisions;
using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Decisions;

public sealed class TradingOptionsTests
{
    private static readonly Symbol Eth = new("ETHUSDT");
    private static readonly TradingOptions Rules = new() { Leverage = new() { Model = LeverageModel.Rules } };

    // The settings of a scope are told apart by their most positions.
    private static readonly TradingOptions Scoped = new TradingOptions().WithScopes(
    [
        new(null, Given.Btc, Named(11)),
        new("trend", null, Named(12)),
        new("trend", Given.Btc, Named(13)),
    ]);

    [Theory]
    [InlineData("trend", "BTCUSDT", 13)]
    [InlineData("mean", "BTCUSDT", 11)]
    [InlineData("trend", "ETHUSDT", 12)]
    [InlineData("mean", "ETHUSDT", 5)]
    public void The_narrowest_scope_counts(string strategy, string symbol, int name) =>
        Assert.Equal(name, Scoped.For(strategy, new Symbol(symbol)).Caps.MaxPositions);

    [Fact]
    public void A_symbols_settings_count_before_a_strategys()
    {
        EquatableList<ScopedOptions> scopes = [new("trend", null, Named(12)), new(null, Given.Btc, Named(11))];
        Assert.Equal(11, new TradingOptions().WithScopes(scopes).For("trend", Given.Btc).Caps.MaxPositions);
    }

    [Fact]
    public void A_pair_counts_only_for_exactly_that_pair()
    {
        var options = new TradingOptions().WithScopes([new("trend", Given.Btc, Named(13))]);
        Assert.Equal([13, 5, 5], new[] { options.For("trend", Given.Btc), options.For("trend", Eth), options.For("mean", Given.Btc) }.Select(o => o.Caps.MaxPositions));
    }

    [Fact]
    public void The_forced_stop_is_on_where_it_is_asked_for_or_an_engine_of_section_6_is()
    {
        Assert.False(new TradingOptions().HasForcedStop);
        Assert.True(Rules.HasForcedStop);
        Assert.True(new TradingOptions { Safety = new() { DrawdownStop = true } }.HasForcedStop);
        Assert.False(new TradingOptions { Leverage = new() { Model = LeverageModel.Fixed } }.HasForcedStop);
    }

    [Fact]
    public void An_engine_of_section_6_in_any_scope_turns_the_accounts_forced_stop_on_everywhere()
    {
        var options = new TradingOptions().WithScopes([new("trend", null, Rules), new("mean", null, new TradingOptions())]);
        Assert.True(options.HasForcedStop);
        Assert.All(options.Scopes, s => Assert.True(s.Options.HasForcedStop));
        Assert.True(options.For("mean", Eth).Safety.DrawdownStop);

        Assert.False(new TradingOptions().WithScopes([new("mean", null, new TradingOptions())]).HasForcedStop);
        Assert.True(Rules.WithScopes([new("mean", null, new TradingOptions())]).For("mean", Eth).HasForcedStop);
    }

    [Fact]
    public void Safety_is_the_accounts_in_every_scope()
    {
        var options = new TradingOptions { Safety = new() { MinBalance = 77 } }.WithScopes([new("trend", null, new TradingOptions { Safety = new() { MinBalance = 1 } })]);
        Assert.Equal(77, options.For("trend", Eth).Safety.MinBalance);
    }

    [Theory]
    [InlineData("BTCUSDT", CoinClass.Core)]
    [InlineData("ETHUSDT", CoinClass.Core)]
    [InlineData("DOGEUSDT", CoinClass.Alt)]
    public void Core_coins_are_a_list_and_every_other_is_alt(string symbol, CoinClass coin) => Assert.Equal(coin, new TradingOptions().ClassOf(Given.Instrument(symbol)));

    private static TradingOptions Named(int name) => new() { Caps = new() { MaxPositions = name } };
}
