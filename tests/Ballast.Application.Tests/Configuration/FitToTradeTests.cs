namespace Ballast.Application.Tests.Configuration;

/// <summary>Settings that a search found and that did not pass the gate: never with real money.</summary>
public sealed class FitToTradeTests
{
    [Theory]
    [InlineData("live")]
    [InlineData("LIVE")]
    public void Live_is_refused(string mode)
    {
        var problem = Assert.Single(Settings.Bind(("Research__FitToTrade", "false"), ("TradingMode", mode)).Problems);

        Assert.Equal("Setting TradingMode is 'live'; allowed: paper, demo, while Research__FitToTrade is false: these settings were fitted to history and did not pass the gate.", problem);
    }

    [Theory]
    [InlineData("paper")]
    [InlineData("demo")]
    [InlineData("")]
    public void Other_modes_are_warned(string mode)
    {
        var bound = Settings.Bind(("Research__FitToTrade", "false"), ("TradingMode", mode));

        Assert.Empty(bound.Problems);
        Assert.Contains("did not pass the gate; TradingMode live is refused", Assert.Single(bound.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_no_search_wrote_are_free() => Assert.Empty(Settings.Bind(("TradingMode", "live")).Problems);

    [Fact]
    public void What_counts_is_what_is_in_force_in_this_environment() =>
        Assert.Single(Settings.Bind(("Research__FitToTrade", "true"), ("Environment__Production__Research__FitToTrade", "false"), ("TradingMode", "live")).Problems);
}
