using System.Net;

namespace Ballast.Functions.Tests;

/// <summary>Many alerts at once.</summary>
[Collection(SharedAppDefinition.Name)]
public sealed class StormTests(SharedApp shared)
{
    private AppProcess App => shared.App;

    [Fact]
    public async Task The_same_alert_fifty_times_at_once_is_accepted_once()
    {
        var body = Alert.To("BTCUSDT", "long").ToJsonString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => SendAsync(body)));

        var accepted = Assert.Single(answers, a => a.Status == HttpStatusCode.Accepted);
        var id = (string?)accepted["decisionId"];
        var duplicates = answers.Where(a => a.Status == HttpStatusCode.OK).ToList();
        Assert.Equal(49, duplicates.Count);
        Assert.All(duplicates, d => Assert.Equal(("duplicate", id, id), ((string?)d["status"], (string?)d["decisionId"], (string?)d["of"])));
        await App.OpenedAsync("BTCUSDT");
        Assert.Single((await App.ListAsync("orders")).Where(o => (string?)o["decisionId"] == id), o => (string?)o["role"] == "Entry");
        await App.FlattenAsync("BTCUSDT");
    }

    [Fact]
    public async Task Fifty_different_alerts_at_once_are_all_answered()
    {
        string[] symbols = ["BTCUSDT", "ETHUSDT", "SOLUSDT", "BNBUSDT", "DOGEUSDT", "XRPUSDT"];
        var alerts = Enumerable.Range(0, 50).Select(n => Alert.To(symbols[n % symbols.Length], "long").ToJsonString()).ToList();

        var answers = await Task.WhenAll(alerts.Select(SendAsync));
        Assert.Equal(HttpStatusCode.OK, (await App.PostAsync("flatten")).Status);
        foreach (var symbol in symbols)
        {
            await App.FlatAsync(symbol);
        }

        Assert.All(answers, a => Assert.True(a.Status is HttpStatusCode.Accepted or HttpStatusCode.OK, a.ToString()));
        Assert.Equal(50, answers.Select(a => (string?)a["decisionId"]).Distinct().Count());
        Assert.DoesNotContain(answers, a => (string?)a["status"] == "duplicate");

        // One position per symbol, however many alerts asked for it.
        var entered = answers.Where(a => a.Json["order"] is not null).Select(a => (string?)a["order.symbol"]).ToList();
        Assert.Equal(symbols.Order(), entered.Order());
    }

    /// <summary>A machine that has too much to do answers 503, which says that nothing was written: the same alert is sent again.</summary>
    private Task<Answer> SendAsync(string body) => Eventually.GetAsync(
        async () => await App.AlertAsync(body) is { Status: not HttpStatusCode.ServiceUnavailable } answer ? answer : null, "an answer other than 503");
}
