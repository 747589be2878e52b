using Ballast.Application.Configuration;
using Ballast.Core.Market;
using Ballast.Research.Backtesting;
using Ballast.Research.Optimising;
using Ballast.Research.Results;

namespace Ballast.Research.Tests.Results;

public sealed class BareAppSettingsTests
{
    private const long Hour = 3_600_000;

    [Fact]
    public void The_app_trades_the_point_by_them_and_nothing_else_changes()
    {
        var settings = BareAppSettings.Of(new BareOptions { Fast = 12, Slow = 70, AtrStop = 2.5 }, Hour);
        var bound = TradingSettings.Bind(new SettingsDictionary().Add(settings, "test"));
        var cross = bound.Options.Strategies.SmaCross;

        Assert.Empty(bound.Problems);
        Assert.Equal((12, 70, 14, "1h"), (cross.Fast, cross.Slow, cross.AtrLength, cross.Place.Interval.Name));
        Assert.Equal(2.5m, bound.Options.For("sma-cross", new Symbol("BTCUSDT")).Entry.StopAtrs);
        Assert.Equal(1.5m, bound.Options.For("another", new Symbol("BTCUSDT")).Entry.StopAtrs);
        Assert.Equal(["Entry__AtrLength", "Strategies__SmaCross__AtrLength", "Strategies__SmaCross__Fast", "Strategies__SmaCross__Interval", "Strategies__SmaCross__Slow", "Strategy__sma-cross__Entry__StopAtrs"], settings.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(60_000, "The bars are 1 minutes long; the app's strategy runs on 5m, 15m, 30m, 1h, 2h, 4h, 6h, 8h, 12h, 1d.")]
    [InlineData(90_000, "The bars are 1.5 minutes long; ")]
    [InlineData(300_000, null)]
    [InlineData(86_400_000, null)]
    public void Bars_that_the_app_does_not_run_on_are_told(long intervalMs, string? problem)
    {
        Assert.StartsWith(problem ?? "", BareAppSettings.IntervalProblem(intervalMs) ?? "", StringComparison.Ordinal);
        Assert.Equal(problem is null, BareAppSettings.IntervalProblem(intervalMs) is null);
        Assert.Equal(problem is null, BareAppSettings.Of(new BareOptions(), intervalMs).ContainsKey("Strategies__SmaCross__Interval"));
    }

    [Fact]
    public void What_the_app_cannot_be_set_to_is_refused()
    {
        Assert.Null(BareAppSettings.Problem([Axis("fast", 2, 200), Axis("slow", 3, 400), Axis("atr-stop", 0.1m, 20)], new BareOptions()));
        Assert.Equal("The axis slow=40:500:10 leaves what the app's Strategies__SmaCross__Slow allows: a whole number from 3 to 400.", BareAppSettings.Problem([Axis("slow", 40, 500)], new BareOptions()));
        Assert.Equal("atr-stop 0 leaves what the app's Entry__StopAtrs allows: a number from 0.1 to 20.", BareAppSettings.Problem([Axis("fast", 2, 9)], new BareOptions { AtrStop = 0 }));
        Assert.Equal("--sides long has no setting in the app.", BareAppSettings.Problem([], new BareOptions { Sides = TradedSides.Long }));
        Assert.Equal("The axis fee has no setting in the app.", BareAppSettings.Problem([Axis("fee", 1, 2)], new BareOptions()));
    }

    private static NumberAxis Axis(string name, decimal from, decimal to) => new(name, from, to, 10);
}
