using System.Text.Json;
using System.Text.Json.Nodes;
using Ballast.Application.Recording;
using Ballast.Core.Positions;

namespace Ballast.Functions.Tests;

/// <summary>A session that the running app has recorded, decided again: the same decisions, orders and trades as over HTTP.</summary>
public sealed class RecordingTests
{
    [Fact]
    public async Task What_the_app_did_is_decided_again_byte_for_byte_also_after_a_kill()
    {
        using var folder = new TempFolder();
        var settings = new Dictionary<string, string>(SharedApp.Settings) { ["Record__Folder"] = "sessions", ["Symbol__BTCUSDT__RM_MAX_POSITION_USD"] = "900" };
        List<JsonNode> trades, decisions;
        await using (var app = await AppProcess.StartAsync(settings, folder))
        {
            foreach (var symbol in new[] { "BTCUSDT", "ETHUSDT" })
            {
                await app.OpenAsync(symbol);
                await app.OpenedAsync(symbol);
            }

            await app.FlattenAsync("BTCUSDT");
            await app.OpenAsync("BTCUSDT", "short");
            await app.OpenedAsync("BTCUSDT");
            await app.KillAsync();
        }

        await using (var app = await AppProcess.StartAsync(settings, folder))
        {
            await app.FlattenAsync("BTCUSDT");
            await app.FlattenAsync("ETHUSDT");
            trades = [.. (await app.ListAsync("trades")).Select(t => (JsonNode)t)];
            decisions = [.. (await app.ListAsync("decisions")).Select(d => (JsonNode)d)];
        }

        var files = Directory.GetFiles(Path.Combine(folder.Path, "sessions"), "session-*.jsonl").Order().ToList();
        var replayed = new List<SessionEntry>();
        var results = files.ConvertAll(file => SessionReplay.Run(File.ReadLines(file), replayed.Add));

        Assert.Equal(2, files.Count);
        Assert.All(results, r => Assert.True(r.IsSame && r.IsSameBuild, string.Join('\n', r.Differences)));
        Assert.Equal(decisions.Select(d => (string)d["decisionId"]!).Order(), replayed.OfType<SessionEntry.AccountDecided>().SelectMany(d => d.Decisions).Select(d => d.DecisionId).Distinct().Order());
        Assert.Equal(
            trades.Select(t => ((string)t["id"]!, (decimal)t["netPnl"]!)).Order(),
            replayed.OfType<SessionEntry.PositionDecided>().SelectMany(p => p.Outgoing).OfType<Outgoing.ClosedTrade>().Select(c => (c.Trade.Id, c.Trade.NetPnl.Value)).Distinct().Order());
        Assert.Contains(results[0].Began.Settings, s => s is { Name: "Symbol__BTCUSDT__RM_MAX_POSITION_USD", Value: "900" });

        var text = string.Concat(files.Select(File.ReadAllText));
        Assert.All((string[])[AppProcess.Secret, AppProcess.MasterKey, AppProcess.FunctionKey], secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_and_trading_goes_on()
    {
        using var folder = new TempFolder();
        File.WriteAllText(Path.Combine(folder.Path, "taken"), "");
        await using var app = await AppProcess.StartAsync(new Dictionary<string, string>(SharedApp.Settings) { ["Record__Folder"] = "taken" }, folder);
        await app.OpenAsync("BTCUSDT");
        await app.OpenedAsync("BTCUSDT");

        Assert.Contains("RECORDING_ENDED", app.Log, StringComparison.Ordinal);
    }
}
