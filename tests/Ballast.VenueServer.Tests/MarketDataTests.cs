using System.Globalization;
using System.Text.Json;

namespace Ballast.VenueServer.Tests;

public sealed class MarketDataTests
{
    [Theory]
    [InlineData("/fapi/v1/ping", 1)]
    [InlineData("/fapi/v1/time", 1)]
    [InlineData("/fapi/v1/exchangeInfo", 1)]
    [InlineData("/fapi/v1/depth?symbol=BTCUSDT&limit=50", 2)]
    [InlineData("/fapi/v1/depth?symbol=BTCUSDT", 10)]
    [InlineData("/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=100", 1)]
    [InlineData("/fapi/v1/klines?symbol=BTCUSDT&interval=1h", 2)]
    [InlineData("/fapi/v1/klines?symbol=BTCUSDT&interval=1h&limit=1500", 10)]
    [InlineData("/fapi/v1/markPriceKlines?symbol=BTCUSDT&interval=1h&limit=1000", 5)]
    [InlineData("/fapi/v1/premiumIndex?symbol=BTCUSDT", 1)]
    [InlineData("/fapi/v1/premiumIndex", 10)]
    [InlineData("/fapi/v1/ticker/price?symbol=BTCUSDT", 1)]
    [InlineData("/fapi/v1/ticker/bookTicker?symbol=BTCUSDT", 2)]
    [InlineData("/fapi/v1/ticker/bookTicker", 5)]
    [InlineData("/fapi/v1/ticker/24hr?symbol=BTCUSDT", 1)]
    [InlineData("/fapi/v1/ticker/24hr", 40)]
    [InlineData("/fapi/v1/fundingRate?symbol=BTCUSDT", 1)]
    [InlineData("/fapi/v1/fundingInfo", 1)]
    public async Task A_public_call_is_answered_and_weighs_what_it_weighs_on_binance(string call, int weight)
    {
        await using var server = await Server.StartAsync();
        var answer = await server.GetAsync(call);
        Assert.Equal(200, answer.Status);
        Assert.Equal(weight.ToString(CultureInfo.InvariantCulture), answer.Header("X-MBX-USED-WEIGHT-1M"));
    }

    [Fact]
    public async Task Exchange_info_has_the_filters_as_text()
    {
        await using var server = await Server.StartAsync();
        var symbol = (await server.GetAsync("/fapi/v1/exchangeInfo")).Body.GetProperty("symbols").EnumerateArray().Single(s => s.GetProperty("symbol").GetString() == "BTCUSDT");
        var filters = symbol.GetProperty("filters").EnumerateArray().ToDictionary(f => f.GetProperty("filterType").GetString()!);
        Assert.Equal("0.1", filters["PRICE_FILTER"].GetProperty("tickSize").GetString());
        Assert.Equal("0.001", filters["LOT_SIZE"].GetProperty("stepSize").GetString());
        Assert.Equal("120", filters["MARKET_LOT_SIZE"].GetProperty("maxQty").GetString());
        Assert.Equal("100", filters["MIN_NOTIONAL"].GetProperty("notional").GetString());
        Assert.Equal("1.05", filters["PERCENT_PRICE"].GetProperty("multiplierUp").GetString());
    }

    [Fact]
    public async Task The_last_kline_is_the_forming_one_and_the_others_follow_each_other()
    {
        await using var server = await Server.StartAsync();
        server.Time.Now = server.Time.Now.AddHours(3.4);
        var rows = (await server.GetAsync("/fapi/v1/klines?symbol=BTCUSDT&interval=1h&limit=5")).Body.EnumerateArray().ToArray();
        Assert.Equal(5, rows.Length);
        Assert.Equal(server.Time.NowMs / 3_600_000 * 3_600_000, rows[^1][0].GetInt64());
        Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.Equal(3_600_000, pair.Second[0].GetInt64() - pair.First[0].GetInt64()));
        var before = rows[^1];
        server.Time.Now = server.Time.Now.AddHours(1);
        var after = (await server.GetAsync("/fapi/v1/klines?symbol=BTCUSDT&interval=1h&limit=5")).Body.EnumerateArray().ToArray()[^2];
        Assert.Equal(before[1].GetString(), after[1].GetString());
        Assert.True(Number(after[2]) >= Number(before[2]) && Number(after[3]) <= Number(before[3]));
    }

    [Fact]
    public async Task Klines_tell_what_takers_bought_and_mark_price_klines_do_not()
    {
        await using var server = await Server.StartAsync();
        server.Time.Now = server.Time.Now.AddHours(3.4);
        var rows = (await server.GetAsync("/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=100")).Body.EnumerateArray().ToArray();
        var shares = rows[..^1].Select(r => Number(r[9]) / Number(r[5])).ToArray();
        Assert.All(shares, s => Assert.InRange(s, 0, 1));
        Assert.True(shares.Distinct().Count() > 50);
        Assert.All(rows[..^1], r => Assert.InRange(Number(r[10]) / Number(r[9]), Number(r[3]) - 0.1m, Number(r[2]) + 0.1m));
        Assert.All((await server.GetAsync("/fapi/v1/markPriceKlines?symbol=BTCUSDT&interval=1m&limit=3")).Body.EnumerateArray(), r => Assert.Equal("0", r[9].GetString()));
    }

    [Fact]
    public async Task Klines_begin_at_a_start_time_and_end_at_an_end_time()
    {
        await using var server = await Server.StartAsync();
        var start = server.Time.NowMs - (10 * 3_600_000);
        var rows = (await server.GetAsync($"/fapi/v1/klines?symbol=BTCUSDT&interval=1h&startTime={start}&endTime={start + (3 * 3_600_000)}")).Body.EnumerateArray().Select(r => r[0].GetInt64()).ToArray();
        Assert.Equal(3, rows.Length);
        Assert.All(rows, open => Assert.InRange(open, start, start + (3 * 3_600_000)));
        Assert.Equal(2, (await server.GetAsync($"/fapi/v1/klines?symbol=BTCUSDT&interval=1h&startTime={start}&limit=2")).Body.GetArrayLength());
    }

    [Fact]
    public async Task Only_symbols_with_an_unusual_funding_interval_stand_in_funding_info()
    {
        await using var server = await Server.StartAsync();
        var listed = (await server.GetAsync("/fapi/v1/fundingInfo")).Body.EnumerateArray().ToDictionary(f => f.GetProperty("symbol").GetString()!, f => f.GetProperty("fundingIntervalHours").GetInt32());
        Assert.Equal(new Dictionary<string, int> { ["DOGEUSDT"] = 4, ["SOLUSDT"] = 4 }, listed);
        var times = (await server.GetAsync("/fapi/v1/fundingRate?symbol=SOLUSDT&limit=3")).Body.EnumerateArray().Select(f => f.GetProperty("fundingTime").GetInt64()).ToArray();
        Assert.Equal([4 * 3_600_000, 4 * 3_600_000], times.Zip(times.Skip(1), (a, b) => b - a));
    }

    [Theory]
    [InlineData("/fapi/v1/depth?symbol=NOPEUSDT", -1121)]
    [InlineData("/fapi/v1/depth", -1102)]
    [InlineData("/fapi/v1/depth?symbol=BTCUSDT&limit=7", -4021)]
    [InlineData("/fapi/v1/klines?symbol=BTCUSDT&interval=7m", -1120)]
    [InlineData("/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=1501", -1130)]
    [InlineData("/fapi/v1/klines?symbol=BTCUSDT&interval=1m&startTime=x", -1100)]
    public async Task A_malformed_question_is_refused_with_400_and_weighs(string call, int code)
    {
        await using var server = await Server.StartAsync();
        var answer = await server.GetAsync(call);
        Assert.Equal((400, code), (answer.Status, answer.Code));
        Assert.NotEqual("0", answer.Header("X-MBX-USED-WEIGHT-1M"));
    }

    [Fact]
    public async Task Unknown_paths_other_methods_and_foreign_hosts_are_refused()
    {
        await using var server = await Server.StartAsync();
        Assert.Equal(404, (await server.GetAsync("/fapi/v1/nope")).Status);
        Assert.Equal(405, (await server.WithKeyAsync("DELETE", "/fapi/v1/time")).Status);
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/fapi/v1/time") { Headers = { Host = "somebody.example" } };
        Assert.Equal(403, (await server.SendAsync(foreign)).Status);
    }

    private static decimal Number(JsonElement text) => decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture);
}
