namespace Ballast.VenueServer.Tests;

public sealed class SignatureTests
{
    private const string Path = "/fapi/v3/balance";

    [Fact]
    public async Task A_signed_request_is_answered()
    {
        await using var server = await Server.StartAsync();
        Assert.Equal("100000", (await server.SignedAsync("GET", Path)).Body[0].GetProperty("balance").GetString());
    }

    [Fact]
    public async Task A_missing_key_is_2014_and_a_wrong_one_2015()
    {
        await using var server = await Server.StartAsync();
        var target = $"{Path}?{Server.Signed(server.Stamped(""))}";
        var missing = await server.WithKeyAsync("GET", target, key: null);
        var wrong = await server.WithKeyAsync("GET", target, key: "somebody-else");
        Assert.Equal((401, -2014), (missing.Status, missing.Code));
        Assert.Equal((401, -2015), (wrong.Status, wrong.Code));
    }

    [Fact]
    public async Task A_wrong_signature_is_1022_and_a_missing_one_1102()
    {
        await using var server = await Server.StartAsync();
        var wrong = await server.WithKeyAsync("GET", $"{Path}?{server.Stamped("")}&signature={new string('0', 64)}");
        var missing = await server.WithKeyAsync("GET", $"{Path}?{server.Stamped("")}");
        var untimed = await server.WithKeyAsync("GET", $"{Path}?{Server.Signed("recvWindow=5000")}");
        Assert.Equal((400, -1022), (wrong.Status, wrong.Code));
        Assert.Equal((400, -1102), (missing.Status, missing.Code));
        Assert.Equal((400, -1102), (untimed.Status, untimed.Code));
    }

    [Fact]
    public async Task The_signature_is_over_query_and_body_as_sent()
    {
        await using var server = await Server.StartAsync();
        var (query, body) = ("symbol=BTCUSDT&side=BUY&type=MARKET", $"quantity=0.01&newClientOrderId=a%3Ab&{server.Stamped("")}");
        var signed = await server.WithKeyAsync("POST", $"/fapi/v1/order?{query}", $"{body}&signature={Server.Sign(query + body)}");
        Assert.Equal((200, "a:b"), (signed.Status, signed.Text("clientOrderId")));
        var first = await server.WithKeyAsync("POST", $"/fapi/v1/order?signature={Server.Sign(body)}&symbol=BTCUSDT", body);
        Assert.Equal(-1022, first.Code);
        var inFront = $"{query}&{body.Replace("a%3Ab", "c", StringComparison.Ordinal)}";
        Assert.Equal(200, (await server.WithKeyAsync("POST", $"/fapi/v1/order?signature={Server.Sign(inFront)}&{inFront}")).Status);
    }

    [Fact]
    public async Task A_time_outside_the_window_is_1021()
    {
        await using var server = await Server.StartAsync();
        foreach (var (offset, window, code) in new[] { (-5_000, 5_000, 0), (-5_001, 5_000, -1021), (999, 5_000, 0), (1_000, 5_000, -1021), (-50_000, 60_000, 0), (-50, 60_001, -1131) })
        {
            var text = $"recvWindow={window}&timestamp={server.Time.NowMs + offset}";
            var answer = await server.WithKeyAsync("GET", $"{Path}?{Server.Signed(text)}");
            Assert.Equal(code, answer.Status == 200 ? 0 : answer.Code);
        }
    }

    [Fact]
    public async Task A_listen_key_needs_the_key_only_and_says_that_there_is_no_stream()
    {
        await using var server = await Server.StartAsync();
        Assert.Contains("no user data stream", (await server.WithKeyAsync("POST", "/fapi/v1/listenKey")).Text("msg"), StringComparison.Ordinal);
        Assert.Equal(200, (await server.WithKeyAsync("PUT", "/fapi/v1/listenKey")).Status);
        Assert.Equal(200, (await server.WithKeyAsync("DELETE", "/fapi/v1/listenKey")).Status);
        Assert.Equal(401, (await server.WithKeyAsync("POST", "/fapi/v1/listenKey", key: null)).Status);
    }
}
