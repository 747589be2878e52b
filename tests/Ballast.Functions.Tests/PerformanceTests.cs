using System.Net;

namespace Ballast.Functions.Tests;

/// <summary>How the trades went, over HTTP.</summary>
public sealed class PerformanceTests
{
    [Fact]
    public async Task Trades_are_counted_before_the_monitor_has_ever_run()
    {
        await using var app = await AppProcess.StartAsync(SharedApp.Settings);
        await app.OpenAsync("BTCUSDT");
        await app.OpenedAsync("BTCUSDT");
        await app.FlattenAsync("BTCUSDT");
        var trade = (await app.ListAsync("trades")).Single();

        var told = await app.GetAsync("performance");

        Assert.True(told.Status == HttpStatusCode.OK, told.ToString());
        Assert.Equal((1, (decimal)trade["netPnl"]!), ((int)told["trades"], (decimal)told["all.netPnl"]));
        Assert.Equal("too-little-data", (string?)told["account.status"]);
        Assert.Equal(("BTCUSDT", (string?)trade["mode"], (string?)trade["regime"]), (Name("bySymbol"), Name("byMode"), Name("byRegime")));
        Assert.Equal("too-little-data", (string?)told["byStrategy"].AsArray().Single()!["decay"]!["status"]);

        string? Name(string groups) => (string?)told[groups].AsArray().Single()!["name"];
    }
}
