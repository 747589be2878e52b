using System.Net;
using System.Text.Json.Nodes;

namespace Ballast.Functions.Tests;

/// <summary>What people tell the app: news and sentiment, over HTTP.</summary>
[Collection(SharedAppDefinition.Name)]
public sealed class NewsTests(SharedApp shared)
{
    [Fact]
    public async Task News_and_sentiment_are_told_shown_and_obeyed()
    {
        // An app of its own: a pause of the shared one would be in the way of others.
        await using var app = await AppProcess.StartAsync(SharedApp.Settings);
        var news = new JsonObject { ["source"] = "desk", ["symbol"] = "BINANCE:SOLUSDT.P", ["severity"] = 5, ["text"] = "Network \"outage\"" };

        var told = await app.PostAsync("news", news);
        Assert.True(told.Status == HttpStatusCode.OK, told.ToString());
        Assert.Equal(("taken", "SOLUSDT"), ((string?)told["status"], (string?)told["symbol"]));
        Assert.InRange((DateTimeOffset)told["pausedUntil"], DateTimeOffset.UtcNow.AddMinutes(58), DateTimeOffset.UtcNow.AddMinutes(60));
        Assert.Equal(told.Text, (await app.PostAsync("news", news)).Text);

        var felt = await app.PostAsync("sentiment", new JsonObject { ["source"] = "forum", ["score"] = -0.75, ["symbol"] = "all" });
        Assert.True(felt.Status == HttpStatusCode.OK, felt.ToString());
        Assert.Equal(("all", "Long"), ((string?)felt["symbol"], (string?)felt["reduced"].AsArray().Single()));

        var policy = (await app.GetAsync("policy")).Items.Select(i => i!.AsObject()).ToDictionary(i => (string)i["symbol"]!);
        Assert.Equal(("NO_NEW_TRADES", "desk: Network \"outage\""), ((string?)policy["SOLUSDT"]["profile"], (string?)policy["SOLUSDT"]["newsPause"]!["text"]));
        Assert.Null(policy["BNBUSDT"]["newsPause"]);
        Assert.Equal((true, false), (policy["SOLUSDT"]["profileSince"] is null, policy["BNBUSDT"]["profileSince"] is null));
        Assert.All(policy.Values, p => Assert.Equal("forum", (string?)p["sentiment"]!.AsArray().Single()!["source"]));

        Assert.Equal("NEWS_PAUSE", (string?)(await app.AlertAsync(Alert.To("SOLUSDT", "long")))["reason.code"]);
        var entry = await app.OpenAsync("BNBUSDT");
        var step = entry["trace"].AsArray().Single(s => (string?)s!["rule"] == "sentiment")!;
        Assert.Equal((0.5m, -0.75m, "forum"), ((decimal)step["output"]!, (decimal)step["inputs"]!["score"]!, (string?)step["inputs"]!["source"]));
    }

    [Theory]
    [InlineData("news")]
    [InlineData("sentiment")]
    public async Task They_take_the_master_key_only(string path)
    {
        foreach (var key in new[] { null, "", "wrong", AppProcess.FunctionKey })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await shared.App.PostTextAsync(path, "{}", key)).Status);
        }
    }

    [Theory]
    [InlineData("news", "", 400, "INVALID_JSON", null)]
    [InlineData("news", "[]", 400, "NOT_AN_OBJECT", null)]
    [InlineData("news", """{"source":"a","source":"b"}""", 400, "INVALID_JSON", null)]
    [InlineData("news", """{"severity":4,"text":"x"}""", 422, "MISSING_FIELD", "source")]
    [InlineData("news", """{"source":"a/b","severity":4,"text":"x"}""", 422, "INVALID_FIELD", "source")]
    [InlineData("news", """{"source":"a","text":"x"}""", 422, "MISSING_FIELD", "severity")]
    [InlineData("news", """{"source":"a","severity":6,"text":"x"}""", 422, "OUT_OF_RANGE", "severity")]
    [InlineData("news", """{"source":"a","severity":4.5,"text":"x"}""", 422, "OUT_OF_RANGE", "severity")]
    [InlineData("news", """{"source":"a","severity":"4","text":"x"}""", 422, "OUT_OF_RANGE", "severity")]
    [InlineData("news", """{"source":"a","severity":4}""", 422, "MISSING_FIELD", "text")]
    [InlineData("news", """{"source":"a","severity":4,"text":"x","symbol":"NOPE"}""", 422, "UNKNOWN_SYMBOL", "symbol")]
    [InlineData("news", """{"source":"a","severity":4,"text":"x","symbl":"BTCUSDT"}""", 422, "UNKNOWN_FIELD", "symbl")]
    [InlineData("news", """{"source":"a","severity":4,"text":"x","at":"soon"}""", 422, "INVALID_TIME", "at")]
    [InlineData("news", """{"source":"a","severity":4,"text":"x","expiry":"2020-01-01T00:00:00Z"}""", 422, "NEWS_EXPIRED", "expiry")]
    [InlineData("news", """{"source":"a","severity":4,"text":"x","at":"2020-01-01T00:00:00Z"}""", 422, "NEWS_EXPIRED", "at")]
    [InlineData("news", """{"source":"a","severity":4,"text":"x","at":"2999-01-01T00:00:00Z"}""", 422, "NEWS_AHEAD", "at")]
    [InlineData("sentiment", """{"source":"a"}""", 422, "MISSING_FIELD", "score")]
    [InlineData("sentiment", """{"source":"a","score":-1.01}""", 422, "OUT_OF_RANGE", "score")]
    [InlineData("sentiment", """{"source":"a","score":1e400}""", 422, "OUT_OF_RANGE", "score")]
    [InlineData("sentiment", """{"source":"a","score":0,"severity":1}""", 422, "UNKNOWN_FIELD", "severity")]
    [InlineData("sentiment", """{"source":"a","score":-1,"expiry":"2020-01-01T00:00:00Z"}""", 422, "SENTIMENT_EXPIRED", "expiry")]
    public async Task What_cannot_be_is_named_and_changes_nothing(string path, string body, int status, string code, string? field)
    {
        var answer = await shared.App.PostTextAsync(path, body);

        Assert.True(((int)answer.Status, answer.Code, (string?)answer.Json["field"]) == (status, code, field), answer.ToString());
        Assert.StartsWith("application/problem+json", answer.ContentType, StringComparison.Ordinal);
        Assert.All((await shared.App.GetAsync("policy")).Items, p => Assert.Null(p!["newsPause"] ?? p["sentiment"]));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused() =>
        Assert.Equal("TOO_LARGE", (await shared.App.PostTextAsync("news", $$"""{"source":"a","severity":4,"text":"{{new string('x', 70_000)}}"}""")).Code);
}
