using System.Globalization;

namespace Ballast.VenueServer.Tests;

public sealed class OrderTests
{
    private const string Path = "/fapi/v1/order";

    [Fact]
    public async Task An_acknowledged_order_says_new_and_one_with_its_result_says_filled()
    {
        await using var server = await Server.StartAsync();
        var acknowledged = await server.SignedAsync("POST", Path, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
        var filled = await server.BuyAsync();
        Assert.Equal(("NEW", "0"), (acknowledged.Text("status"), acknowledged.Text("executedQty")));
        Assert.Equal(("FILLED", "0.01"), (filled.Text("status"), filled.Text("executedQty")));
        Assert.Equal("2", filled.Header("X-MBX-ORDER-COUNT-10S"));
    }

    [Fact]
    public async Task Only_what_is_read_back_has_average_price_and_quote()
    {
        await using var server = await Server.StartAsync();
        var posted = await server.BuyAsync();
        Assert.False(posted.Body.TryGetProperty("avgPrice", out _) || posted.Body.TryGetProperty("cumQuote", out _));
        var read = await server.SignedAsync("GET", Path, $"symbol=BTCUSDT&orderId={posted.Body.GetProperty("orderId").GetInt64()}");
        Assert.Equal(Number(read.Text("avgPrice")) * 0.01m, Number(read.Text("cumQuote")));
    }

    [Fact]
    public async Task A_resting_order_is_found_amended_and_cancelled_by_either_id()
    {
        await using var server = await Server.StartAsync();
        var placed = await server.SignedAsync("POST", Path, $"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price={await server.NearMarkAsync(0.98m)}&newClientOrderId=mine");
        Assert.Equal("mine", (await server.SignedAsync("GET", "/fapi/v1/openOrders", "symbol=BTCUSDT")).Body[0].GetProperty("clientOrderId").GetString());
        var price = await server.NearMarkAsync(0.97m);
        var amended = await server.SignedAsync("PUT", Path, $"symbol=BTCUSDT&side=BUY&origClientOrderId=mine&quantity=0.02&price={price}");
        Assert.Equal((price, "0.02", "NEW"), (amended.Text("price"), amended.Text("origQty"), amended.Text("status")));
        Assert.Equal(200, (await server.SignedAsync("GET", "/fapi/v1/openOrder", "symbol=BTCUSDT&origClientOrderId=mine")).Status);
        var canceled = await server.SignedAsync("DELETE", Path, $"symbol=BTCUSDT&orderId={placed.Body.GetProperty("orderId").GetInt64()}");
        Assert.Equal("CANCELED", canceled.Text("status"));
        Assert.Equal(-2011, (await server.SignedAsync("DELETE", Path, "symbol=BTCUSDT&origClientOrderId=mine")).Code);
        Assert.Equal(-2013, (await server.SignedAsync("GET", "/fapi/v1/openOrder", "symbol=BTCUSDT&origClientOrderId=mine")).Code);
        Assert.Equal("CANCELED", (await server.SignedAsync("GET", "/fapi/v1/allOrders", "symbol=BTCUSDT")).Body[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_amended_price_that_crosses_takes()
    {
        await using var server = await Server.StartAsync();
        await server.SignedAsync("POST", Path, $"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price={await server.NearMarkAsync(0.98m)}&newClientOrderId=mine");
        var amended = await server.SignedAsync("PUT", Path, $"symbol=BTCUSDT&side=BUY&origClientOrderId=mine&quantity=0.01&price={await server.NearMarkAsync(1.01m)}");
        Assert.Equal("FILLED", amended.Text("status"));
        Assert.Equal(-2013, (await server.SignedAsync("PUT", Path, "symbol=BTCUSDT&side=BUY&origClientOrderId=mine&quantity=0.01&price=90000")).Code);
    }

    [Theory]
    [InlineData("side=BUY&type=MARKET&quantity=0.01", -1102)]
    [InlineData("symbol=BTCUSDT&type=MARKET&quantity=0.01", -1102)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=MARKET", -1102)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.01&price=90000", -1102)]
    [InlineData("symbol=BTCUSDT&side=HOLD&type=MARKET&quantity=0.01", -1117)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=ICEBERG&quantity=0.01", -1116)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=DAY&quantity=0.01&price=90000", -1115)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01&price=90000", -1106)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=ten", -1100)]
    [InlineData("symbol=NOPEUSDT&side=BUY&type=MARKET&quantity=0.01", -1121)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01&newClientOrderId=no%20blanks", -4015)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01&positionSide=LONG", -4061)]
    [InlineData("symbol=BTCUSDT&side=SELL&type=STOP_MARKET&stopPrice=80000&closePosition=true", -4120)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.0001", -1111)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001", -4164)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=100", -2019)]
    [InlineData("symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.01&reduceOnly=true", -2022)]
    public async Task An_order_against_the_rules_is_refused_by_its_code(string parameters, int code)
    {
        await using var server = await Server.StartAsync();
        var answer = await server.SignedAsync("POST", Path, parameters);
        Assert.Equal((400, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task All_open_orders_of_one_kind_are_cancelled_at_once()
    {
        await using var server = await Server.StartAsync();
        await server.BuyAsync();
        var low = await server.NearMarkAsync(0.97m);
        await server.SignedAsync("POST", Path, $"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTX&quantity=0.01&price={low}");
        await server.SignedAsync("POST", "/fapi/v1/algoOrder", $"algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&triggerPrice={low}&closePosition=true");
        Assert.Equal(200, (await server.SignedAsync("DELETE", "/fapi/v1/allOpenOrders", "symbol=BTCUSDT")).Body.GetProperty("code").GetInt32());
        Assert.Equal((0, 1), (await CountAsync(server, "openOrders"), await CountAsync(server, "openAlgoOrders")));
        await server.SignedAsync("DELETE", "/fapi/v1/algoOpenOrders", "symbol=BTCUSDT");
        Assert.Equal(0, await CountAsync(server, "openAlgoOrders"));
    }

    [Fact]
    public async Task A_countdown_cancels_plain_orders_unless_it_is_renewed()
    {
        await using var server = await Server.StartAsync();
        await server.SignedAsync("POST", Path, $"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price={await server.NearMarkAsync(0.96m)}");
        await server.SignedAsync("POST", "/fapi/v1/countdownCancelAll", "symbol=BTCUSDT&countdownTime=10000");
        server.Time.Now = server.Time.Now.AddSeconds(8);
        await server.SignedAsync("POST", "/fapi/v1/countdownCancelAll", "symbol=BTCUSDT&countdownTime=10000");
        server.Time.Now = server.Time.Now.AddSeconds(8);
        Assert.Equal(1, await CountAsync(server, "openOrders"));
        server.Time.Now = server.Time.Now.AddSeconds(3);
        Assert.Equal(0, await CountAsync(server, "openOrders"));
    }

    private static async Task<int> CountAsync(Server server, string list) => (await server.SignedAsync("GET", $"/fapi/v1/{list}")).Body.GetArrayLength();

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
