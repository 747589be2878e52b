using System.Net;

namespace Ballast.Functions.Tests;

/// <summary>The paper competition over HTTP. What becomes of its modes is tested in Ballast.Application.Tests: they look every five minutes.</summary>
public sealed class LeaderboardTests
{
    [Fact]
    public async Task The_four_modes_stand_with_their_funds_and_a_signal_waits_for_them()
    {
        await using var app = await AppProcess.StartAsync(SharedApp.Settings);
        var before = await app.GetAsync("leaderboard");
        await app.OpenAsync("BTCUSDT");
        var after = await app.GetAsync("leaderboard");

        Assert.True(before.Status == HttpStatusCode.OK, before.ToString());
        Assert.True((bool)before["enabled"]!);
        Assert.Equal([("0", "none", 5), ("1", "vpin", 3), ("2", "liquidity", 3), ("3", "full", 5)], before.Items.Select(i => ((string)i!["mode"]!, (string)i["filter"]!, (int)i["leverage"]!)));
        Assert.All(before.Items, i => Assert.Equal((1, "🥇", 1000m, "TOO_FEW_DAYS"), ((int)i!["rank"]!, (string)i["medal"]!, (decimal)i["equity"]!, (string?)i["risk"]!["unranked"]!["code"])));
        Assert.Equal([("1", "not-proposed"), ("2", "not-proposed"), ("3", "not-proposed")], before["proposals"].AsArray().Select(p => ((string)p!["mode"]!, (string)p["status"]!)));
        Assert.Contains("Microstructure__Filter=full", before["proposals"].AsArray()[2]!["settings"]!.AsArray().Select(s => (string)s!));
        Assert.Equal((0, 1), ((int)before["waiting"], (int)after["waiting"]));
    }

    [Fact]
    public async Task One_mode_is_shown_with_its_trades_and_an_unknown_one_is_named()
    {
        await using var app = await AppProcess.StartAsync(new Dictionary<string, string>(SharedApp.Settings) { ["Competition__Modes"] = "3,mine", ["Competition__mine__Leverage"] = "0", ["Account__mine__Sizing"] = "tier" });

        var mine = await app.GetAsync("leaderboard/mine");
        Assert.True(mine.Status == HttpStatusCode.OK, mine.ToString());
        Assert.Equal(("OBSERVES", 0, 0), ((string?)mine["item.risk.unranked.code"], mine["trades"].AsArray().Count, mine["decisions"].AsArray().Count));
        var unknown = await app.GetAsync("leaderboard/4");
        Assert.Equal((HttpStatusCode.NotFound, "UNKNOWN_MODE"), (unknown.Status, unknown.Code));
        Assert.Equal("OUT_OF_RANGE", (await app.GetAsync("leaderboard/3?limit=0")).Code);
    }

    [Fact]
    public async Task Switched_off_nothing_waits()
    {
        await using var app = await AppProcess.StartAsync(new Dictionary<string, string>(SharedApp.Settings) { ["Competition__Enabled"] = "false" });
        await app.OpenAsync("BTCUSDT");

        var told = await app.GetAsync("leaderboard");
        Assert.Equal((false, 0, 0), ((bool)told["enabled"]!, told.Items.Count, (int)told["waiting"]));
    }

    [Fact]
    public async Task A_wrong_setting_of_a_mode_stops_the_start_by_name()
    {
        var (code, log) = await AppProcess.RunAsync(new Dictionary<string, string> { ["Competition__3__Leverage"] = "50", ["Competition__Mods"] = "0" });

        Assert.NotEqual(0, code);
        Assert.Contains("Setting Competition__3__Leverage is '50'; allowed: a whole number from 0 (observe only) to 20, or settings.", log, StringComparison.Ordinal);
        Assert.Contains("Setting Competition__Mods is not known; did you mean Competition__Modes?", log, StringComparison.Ordinal);
    }
}
