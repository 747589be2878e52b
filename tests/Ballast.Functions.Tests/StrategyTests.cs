using System.Net;

namespace Ballast.Functions.Tests;

/// <summary>The strategies of our own over HTTP. What they trade is tested in Ballast.Application.Tests: a candle takes five minutes at least.</summary>
[Collection(SharedAppDefinition.Name)]
public sealed class StrategyTests(SharedApp shared)
{
    [Fact]
    public async Task All_are_listed_with_their_rules_and_none_trades_by_default()
    {
        var answer = await shared.App.GetAsync("strategies");

        Assert.True(answer.Status == HttpStatusCode.OK, answer.ToString());
        Assert.Equal(["sma-cross", "breakout", "mean-reversion", "trend"], answer.Items.Select(i => (string)i!["name"]!));
        Assert.All(answer.Items, i => Assert.Equal((false, false, "1h", 0), ((bool)i!["trades"]!, (bool)i["votes"]!, (string)i["interval"]!, i["opinions"]!.AsArray().Count)));
        Assert.Equal("SMA 20 over 50, ATR 14, 1h", (string?)answer.Items[0]!["rule"]);
        Assert.Contains("ETHUSDT", answer.Items[0]!["symbols"]!.AsArray().Select(s => (string)s!));
    }

    [Fact]
    public async Task An_ensemble_without_an_opinion_refuses_entries_and_decisions_say_who_asked()
    {
        // The minute timer may look at BNBUSDT before the alert comes; at ETHUSDT it never looks.
        await using var app = await AppProcess.StartAsync(new Dictionary<string, string>(SharedApp.Settings) { ["Strategy__voted__Ensemble__Models"] = "trend", ["Strategies__Trend__Symbols"] = "BNBUSDT" });

        Assert.Equal("ENSEMBLE_UNKNOWN", (string?)(await app.AlertAsync(Alert.To("ETHUSDT", "long", "voted")))["reason.code"]);
        await app.OpenAsync("BNBUSDT", strategy: "alone");
        Assert.All(await app.ListAsync("decisions"), d => Assert.Equal("alert", (string?)d["source"]));
        Assert.Equal(["BNBUSDT"], (await app.GetAsync("strategies")).Items.Single(i => (string?)i!["name"] == "trend")!["symbols"]!.AsArray().Select(s => (string)s!));
    }

    [Fact]
    public async Task A_symbol_that_is_not_traded_stops_the_start()
    {
        var (code, log) = await AppProcess.RunAsync(new Dictionary<string, string> { ["Strategies__Breakout__Symbols"] = "NOPEUSDT" });

        Assert.NotEqual(0, code);
        Assert.Contains("NOPEUSDT", log, StringComparison.Ordinal);
    }
}
