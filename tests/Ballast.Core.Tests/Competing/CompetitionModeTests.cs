using Ballast.Core.Competing;
using Ballast.Core.Decisions;
using Ballast.Core.Growth;
using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Competing;

public sealed class CompetitionModeTests
{
    [Fact]
    public void The_four_modes_are_those_of_the_requirements() =>
        Assert.Equal(
            [("0", RiskFilter.None, 5), ("1", RiskFilter.Vpin, 3), ("2", RiskFilter.Liquidity, 3), ("3", RiskFilter.Full, 5)],
            CompetitionModes.Four.Select(m => (m.Name, m.Filter!.Value, m.Leverage!.Value)));

    [Fact]
    public void A_mode_lays_filter_and_leverage_on_its_settings_and_on_their_scopes()
    {
        var settings = Given.Options.WithScopes([new ScopedOptions("trend", null, Given.Options with { Sizing = new() { Model = SizingModel.Tier } })]);

        var options = CompetitionModes.Four[3].OptionsFrom(settings);

        Assert.All([options, options.For("trend", Given.Btc)], o => Assert.Equal((RiskFilter.Full, LeverageModel.Fixed, 5, 5), (o.Microstructure.Filter, o.Leverage.Model!.Value, o.Leverage.Fixed.Core, o.Leverage.Fixed.Alt)));
        Assert.Equal(SizingModel.Tier, options.For("trend", Given.Btc).Sizing.Model);
    }

    [Fact]
    public void A_mode_without_either_trades_by_its_settings() => Assert.Equal(Given.Options.WithScopes([]), new CompetitionMode { Name = "own" }.OptionsFrom(Given.Options));

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(null, false)]
    public void Leverage_0_observes(int? leverage, bool observes) => Assert.Equal(observes, new CompetitionMode { Name = "x", Leverage = leverage }.Observes);

    [Fact]
    public void Twelve_modes_compare_the_three_strategies_in_each_band_with_its_balance()
    {
        Assert.Equal(12, CompetitionModes.Compared.Count);
        Assert.All(CompetitionModes.Compared, m => Assert.Equal(m.Band, BalanceTier.For(m.Balance, BalanceTier.Defaults).Name));
        Assert.Equal(["A-MICRO", "B-MICRO", "C-MICRO", "A-SMALL"], CompetitionModes.Compared.Take(4).Select(m => m.Name));
    }

    /// <summary>As the comparison of the growth calculator sizes the same signal: margin and leverage before caps.</summary>
    [Theory]
    [InlineData(ComparedStrategy.A, 100, 0.95, false)]
    [InlineData(ComparedStrategy.A, 100, 0.90, true)]
    [InlineData(ComparedStrategy.A, 350, 0.86, false)]
    [InlineData(ComparedStrategy.A, 5000, 0.70, false)]
    [InlineData(ComparedStrategy.B, 100, 0.95, false)]
    [InlineData(ComparedStrategy.B, 1000, 0.60, false)]
    [InlineData(ComparedStrategy.B, 5000, 0.80, true)]
    [InlineData(ComparedStrategy.C, 100, 0.96, false)]
    [InlineData(ComparedStrategy.C, 350, 0.80, true)]
    [InlineData(ComparedStrategy.C, 5000, 0.66, false)]
    public void The_live_settings_of_a_strategy_size_as_its_comparison_does(ComparedStrategy strategy, int balance, double confidence, bool inRecovery)
    {
        var growth = new GrowthOptions();
        var signal = new GrowthSignal { Coin = CoinClass.Core, Confidence = (decimal)confidence, Strength = 4, Volatility = 0.035m };
        var wanted = new StrategyRules(new ComparisonOptions(), growth).For(strategy, new Money(balance), signal, new WinCount(6, 10), inRecovery);

        var options = ComparedSettings.Of(strategy, Given.Options);
        var sizing = new SizingInput
        {
            Balance = new Money(balance),
            Equity = new Money(balance),
            Coin = CoinClass.Core,
            Tier = BalanceTier.For(new Money(balance), options.Safety.Tiers),
            Price = new Price(100),
            StopDistance = 1,
            Confidence = (decimal)confidence,
            Strength = 4,
            VolatilityRatio = 0.035m,
            Recent = new WinCount(6, 10),
            InRecovery = inRecovery,
        };
        var leverage = LeverageEngines.Choose(in sizing, options.Leverage, options.Sizing, null).Chosen;
        var size = Sizers.Size(in sizing, leverage, options.Sizing, null);

        Assert.Equal((wanted.Margin, wanted.Leverage), (size.Margin!.Value, leverage));
    }
}
