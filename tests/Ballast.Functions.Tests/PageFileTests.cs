using System.Net;
using System.Net.Http.Headers;

namespace Ballast.Functions.Tests;

/// <summary>The page's files and the reads it came with, over HTTP.</summary>
[Collection(SharedAppDefinition.Name)]
public sealed class PageFileTests(SharedApp shared)
{
    private AppProcess App => shared.App;

    [Theory]
    [InlineData("dashboard", "text/html; charset=utf-8")]
    [InlineData("dashboard/app.js", "text/javascript; charset=utf-8")]
    [InlineData("dashboard/app.css", "text/css; charset=utf-8")]
    [InlineData("dashboard/licences.txt", "text/plain; charset=utf-8")]
    public async Task A_file_comes_with_its_type_a_strict_policy_and_once_only(string path, string type)
    {
        using var first = await App.Http.GetAsync(new Uri(path, UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)) { Headers = { IfNoneMatch = { new EntityTagHeaderValue(first.Headers.ETag!.Tag) } } };
        using var second = await App.Http.SendAsync(again);

        Assert.Equal((HttpStatusCode.OK, type), (first.StatusCode, first.Content.Headers.ContentType?.ToString()));
        Assert.Equal((HttpStatusCode.NotModified, 0), (second.StatusCode, (await second.Content.ReadAsByteArrayAsync()).Length));
        Assert.True(first.Headers.CacheControl!.NoCache);
        var policy = string.Join("; ", first.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", first.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task The_page_has_nothing_inline_and_names_no_other_host()
    {
        var page = (await App.GetAsync("dashboard")).Text;

        Assert.DoesNotContain("<style", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.All(page.Split("<script").Skip(1), script => Assert.StartsWith(" type=\"module\" src=\"/api/dashboard/", script, StringComparison.Ordinal));
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dashboard/nope.js")]
    [InlineData("dashboard/..%2Fhost.json")]
    public async Task Nothing_else_can_be_had(string path)
    {
        var answer = await App.GetAsync(path);

        Assert.Equal((HttpStatusCode.NotFound, "UNKNOWN_FILE"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Candles_are_closed_oldest_first_and_as_many_as_asked_for()
    {
        var items = (await App.GetAsync("candles?symbol=BTCUSDT&interval=15m&limit=30")).Items;
        var times = items.Select(i => (DateTimeOffset)i!["openTime"]!).ToList();

        Assert.Equal(30, items.Count);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.Equal(TimeSpan.FromMinutes(15), pair.Second - pair.First));
        Assert.True(times[^1].AddMinutes(15) <= DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.All(items, i => Assert.True((double)i!["low"]! <= (double)i["open"]! && (double)i["close"]! <= (double)i["high"]!));
        Assert.Equal(items.ToJsonString(), (await App.GetAsync("candles?symbol=BINANCE:BTCUSDT.P&interval=15m&limit=30")).Items.ToJsonString());
    }

    [Theory]
    [InlineData("candles", "MISSING_VALUE", "symbol")]
    [InlineData("candles?symbol=NOPE", "UNKNOWN_SYMBOL", "symbol")]
    [InlineData("candles?symbol=BTCUSDT&interval=7m", "OUT_OF_RANGE", "interval")]
    [InlineData("candles?symbol=BTCUSDT&limit=401", "OUT_OF_RANGE", "limit")]
    [InlineData("equity?from=soon", "INVALID_TIME", "from")]
    [InlineData("vix?history=0", "OUT_OF_RANGE", "history")]
    public async Task A_wrong_value_is_named(string path, string code, string field)
    {
        var answer = await App.GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal((code, field), (answer.Code, (string?)answer.Json["field"]));
    }

    [Fact]
    public async Task The_index_shows_its_past_only_when_asked()
    {
        var plain = await App.GetAsync("vix");
        var told = await App.GetAsync("vix?history=5");

        Assert.Null(plain.Json["history"]);
        Assert.InRange(told["history"].AsArray().Count, 1, 5);
        Assert.Equal(Math.Round((double)told["score"], 2), (double)told["history"].AsArray()[^1]!);
    }

    [Fact]
    public async Task Equity_has_the_days_from_the_one_asked_for()
    {
        var today = DateTime.UtcNow.Date;

        Assert.All((await App.GetAsync("equity")).Items, i => Assert.True((decimal)i!["equity"]! > 0 && (DateTime)i["day"]! < today));
        Assert.Empty((await App.GetAsync($"equity?from={today.AddDays(1):yyyy-MM-dd}")).Items);
    }
}
