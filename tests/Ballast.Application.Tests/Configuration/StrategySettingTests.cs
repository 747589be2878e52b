using Ballast.Application.Configuration;
using Ballast.Core.Market;
using Ballast.Core.Strategies;

namespace Ballast.Application.Tests.Configuration;

/// <summary>Settings of the built-in strategies and of the ensemble.</summary>
public sealed class StrategySettingTests
{
    [Fact]
    public void Strategies_places_and_votes_are_read()
    {
        var options = Bind(
            ("Strategies__Run", "breakout, SMA-Cross"), ("Strategies__Breakout__Interval", "4h"), ("Strategies__Breakout__Symbols", "btcusdt,ETHUSDT"),
            ("Ensemble__Mode", "hybrid"), ("Strategy__mine__Ensemble__Models", "trend")).Options;

        Assert.Equal([BuiltIn.Breakout, BuiltIn.SmaCross], options.Strategies.Run);
        Assert.Equal((CandleInterval.FourHours, "BTCUSDT ETHUSDT"), (options.Strategies.Breakout.Place.Interval, string.Join(' ', options.Strategies.Breakout.Place.Symbols)));
        Assert.Equal((EnsembleMode.Hybrid, 0), (options.Ensemble.Mode, options.Ensemble.Models.Count));
        Assert.Equal([BuiltIn.Trend], options.For("mine", new Symbol("BTCUSDT")).Ensemble.Models);
        Assert.Equal([BuiltIn.SmaCross, BuiltIn.Breakout, BuiltIn.Trend], Ballast.Application.UseCases.RunStrategies.Wanted(options));
    }

    [Theory]
    [InlineData("Strategies__Run", "martingale", "allowed: sma-cross, breakout, mean-reversion, trend, separated by commas; or none")]
    [InlineData("Strategies__Trend__Interval", "1m", "allowed: 5m, 15m")]
    [InlineData("Strategies__SmaCross__Fast", "50", "less than Strategies__SmaCross__Slow (50)")]
    [InlineData("Strategies__Trend__HigherInterval", "1h", "a multiple of Strategies__Trend__Interval (1h) that divides a day")]
    [InlineData("Strategies__Trend__Interval", "8h", "a multiple of Strategies__Trend__Interval (8h) that divides a day")]
    public void What_cannot_be_is_told_with_what_may_be(string name, string value, string allowed) =>
        Assert.Contains(Bind((name, value)).Problems, p => p.Contains(allowed, StringComparison.Ordinal));

    private static BoundSettings Bind(params ReadOnlySpan<(string Name, string Value)> settings) => Settings.Bind(settings);
}
