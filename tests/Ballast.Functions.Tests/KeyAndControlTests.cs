using System.Net;
using System.Text.Json.Nodes;

namespace Ballast.Functions.Tests;

/// <summary>Keys, and a person's controls.</summary>
[Collection(SharedAppDefinition.Name)]
public sealed class KeyAndControlTests(SharedApp shared)
{
    private AppProcess App => shared.App;

    [Theory]
    [InlineData("halt")]
    [InlineData("resume")]
    [InlineData("flatten")]
    [InlineData("flatten?symbol=BTCUSDT&scope=all")]
    public async Task A_control_takes_the_master_key_only(string path)
    {
        foreach (var key in new[] { null, "", "wrong", AppProcess.FunctionKey, AppProcess.MasterKey + "x" })
        {
            var answer = await App.PostAsync(path, key);
            Assert.True(answer.Status == HttpStatusCode.Unauthorized, $"{key}: {answer}");
        }

        Assert.Equal("healthy", (string?)(await App.GetAsync("health"))["status"]);
    }

    [Theory]
    [InlineData("halt", "", HttpStatusCode.NotFound)]
    [InlineData("flatten", "", HttpStatusCode.NotFound)]
    public async Task A_control_is_not_a_get(string path, string query, HttpStatusCode otherwise)
    {
        var answer = await App.GetAsync(path + query, AppProcess.MasterKey);

        Assert.Contains(answer.Status, new[] { otherwise, HttpStatusCode.MethodNotAllowed });
    }

    [Fact]
    public async Task Halted_entries_are_refused_until_resumed_and_exits_go_on()
    {
        await App.OpenAsync("BNBUSDT");
        await App.OpenedAsync("BNBUSDT");
        Assert.Equal("halted", (string?)(await App.PostAsync("halt"))["status"]);
        try
        {
            var health = await App.GetAsync("health");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, health.Status);
            Assert.False((bool)Check(health, "halt")["ok"]!);

            var entry = await App.AlertAsync(Alert.To("DOGEUSDT", "long"));
            Assert.Equal(HttpStatusCode.OK, entry.Status);
            Assert.Equal("HALTED", (string?)entry["reason.code"]);
            Assert.Null(entry.Json["order"]);

            var exit = await App.AlertAsync(Alert.To("BNBUSDT", "flat"));
            Assert.Equal(HttpStatusCode.Accepted, exit.Status);
            await App.FlatAsync("BNBUSDT");
        }
        finally
        {
            Assert.Equal("resumed", (string?)(await App.PostAsync("resume"))["status"]);
        }

        Assert.Null((await App.GetAsync("risk")).Json["halt"]);
        Assert.Equal("NOTHING_TO_CLOSE", (string?)(await App.AlertAsync(Alert.Of("DOGEUSDT", "close")))["reason.code"]);
    }

    [Fact]
    public async Task A_halt_of_one_symbol_leaves_the_others_alone()
    {
        await App.PostAsync("halt?symbol=BINANCE:XRPUSDT.P");
        try
        {
            Assert.Equal("SYMBOL_HALTED", (string?)(await App.AlertAsync(Alert.To("XRPUSDT", "long")))["reason.code"]);
            await App.OpenAsync("DOGEUSDT");
            await App.OpenedAsync("DOGEUSDT");
            await App.FlattenAsync("DOGEUSDT");
        }
        finally
        {
            await App.PostAsync("resume?symbol=XRPUSDT");
        }

        Assert.Empty((await App.GetAsync("risk"))["symbolHalts"].AsObject());
        Assert.Contains("] HALT_ASKED: Asked for through the API, XRPUSDT: no new entries: halted by a person.", App.Log, StringComparison.Ordinal);
        Assert.Contains("] RESUME_ASKED: Asked for through the API, XRPUSDT: entries again.", App.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flatten_closes_everything_and_says_what()
    {
        await App.OpenAsync("SOLUSDT");
        await App.OpenAsync("XRPUSDT", "short");
        await App.OpenedAsync("SOLUSDT");
        await App.OpenedAsync("XRPUSDT");

        var report = await App.PostAsync("flatten");

        Assert.True(report.Status == HttpStatusCode.OK, report.ToString());
        Assert.True((bool)report["isFlat"]);
        Assert.Equal(["SOLUSDT", "XRPUSDT"], report["closed"].AsArray().Select(s => (string)s!).Order());
        Assert.Empty(report["left"].AsArray());
        Assert.Empty(report["problems"].AsArray());
        await App.FlatAsync("SOLUSDT");
        await App.FlatAsync("XRPUSDT");
        Assert.All((await App.ListAsync("trades")).Where(t => (string?)t["exitReason"] == "FLATTEN").Take(2), t => Assert.Equal("closed", (string?)t["status"]));
    }

    [Theory]
    [InlineData("halt?symbol=NOPE", "UNKNOWN_SYMBOL", "symbol")]
    [InlineData("resume?symbol=NOPE", "UNKNOWN_SYMBOL", "symbol")]
    [InlineData("flatten?symbol=NOPE", "UNKNOWN_SYMBOL", "symbol")]
    [InlineData("flatten?scope=everything", "INVALID_FIELD", "scope")]
    [InlineData("flatten?symbl=BTCUSDT", "UNKNOWN_VALUE", "symbl")]
    [InlineData("flatten?symbol=", "MISSING_VALUE", "symbol")]
    [InlineData("halt?symbl=BTCUSDT", "UNKNOWN_VALUE", "symbl")]
    [InlineData("halt?symbol=", "MISSING_VALUE", "symbol")]
    [InlineData("resume?scope=all", "UNKNOWN_VALUE", "scope")]
    public async Task A_wrong_query_of_a_control_changes_nothing(string path, string code, string field)
    {
        var answer = await App.PostAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal((code, field), (answer.Code, (string?)answer.Json["field"]));
        Assert.Null((await App.GetAsync("risk")).Json["halt"]);
    }

    private static JsonNode Check(Answer health, string name) => health["checks"].AsArray().Single(c => (string?)c!["name"] == name)!;
}
