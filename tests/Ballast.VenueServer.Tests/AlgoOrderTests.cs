using System.Text.Json;

namespace Ballast.VenueServer.Tests;

public sealed class AlgoOrderTests
{
    private const string Path = "/fapi/v1/algoOrder";

    [Fact]
    public async Task A_conditional_order_has_its_own_id_list_and_status()
    {
        await using var server = await Server.StartAsync();
        await server.BuyAsync();
        var placed = await server.SignedAsync("POST", Path, $"algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&triggerPrice={await server.NearMarkAsync(0.97m)}&closePosition=true&workingType=MARK_PRICE&clientAlgoId=stop");
        Assert.Equal(("NEW", "STOP_MARKET", true), (placed.Text("algoStatus"), placed.Text("orderType"), placed.Body.GetProperty("closePosition").GetBoolean()));
        Assert.Equal(-2013, (await server.SignedAsync("GET", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=stop")).Code);
        Assert.Equal("MARK_PRICE", (await server.SignedAsync("GET", Path, "clientAlgoId=stop")).Text("workingType"));
        var canceled = await server.SignedAsync("DELETE", Path, $"algoId={placed.Body.GetProperty("algoId").GetInt64()}");
        Assert.Equal("200", canceled.Text("code"));
        Assert.Equal("CANCELED", (await server.SignedAsync("GET", Path, "clientAlgoId=stop")).Text("algoStatus"));
        Assert.Equal("CANCELED", (await server.SignedAsync("GET", "/fapi/v1/allAlgoOrders", "symbol=BTCUSDT")).Body[0].GetProperty("algoStatus").GetString());
        Assert.Equal(-2011, (await server.SignedAsync("DELETE", Path, "clientAlgoId=stop")).Code);
    }

    [Fact]
    public async Task A_triggered_one_names_the_order_that_it_became()
    {
        await using var server = await Server.StartAsync();
        await server.BuyAsync();
        await server.SignedAsync("POST", Path, $"algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=TRAILING_STOP_MARKET&quantity=0.01&reduceOnly=true&callbackRate=0.1&clientAlgoId=trail");
        server.Time.Now = server.Time.Now.AddHours(6);
        var finished = await server.SignedAsync("GET", Path, "clientAlgoId=trail");
        Assert.Equal(("FINISHED", "0.01"), (finished.Text("algoStatus"), finished.Text("actualQty")));
        var actual = await server.SignedAsync("GET", "/fapi/v1/order", $"symbol=BTCUSDT&orderId={finished.Text("actualOrderId")}");
        Assert.Equal(("FILLED", "0.01"), (actual.Text("status"), actual.Text("executedQty")));
    }

    [Fact]
    public async Task One_that_is_not_reduce_only_may_open()
    {
        await using var server = await Server.StartAsync();
        var placed = await server.SignedAsync("POST", Path, $"algoType=CONDITIONAL&symbol=BTCUSDT&side=BUY&type=STOP_MARKET&quantity=0.01&triggerPrice={await server.NearMarkAsync(1.002m)}");
        Assert.False(placed.Body.GetProperty("reduceOnly").GetBoolean());
        server.Time.Now = server.Time.Now.AddDays(2);
        var order = await server.SignedAsync("GET", Path, $"algoId={placed.Body.GetProperty("algoId").GetInt64()}");
        Assert.Equal("FINISHED", order.Text("algoStatus"));
        Assert.Equal("0.01", (await server.SignedAsync("GET", "/fapi/v3/positionRisk")).Body[0].GetProperty("positionAmt").GetString());
    }

    [Theory]
    [InlineData("symbol=BTCUSDT&side=SELL&type=STOP_MARKET&triggerPrice=80000&closePosition=true", -1102)]
    [InlineData("algoType=VP&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&triggerPrice=80000&closePosition=true", -1130)]
    [InlineData("algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP&triggerPrice=80000&quantity=0.01", -1116)]
    [InlineData("algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&closePosition=true", -1102)]
    [InlineData("algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&triggerPrice=80000&closePosition=true&quantity=0.01", -4137)]
    [InlineData("algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&triggerPrice=80000&closePosition=true&reduceOnly=true", -1106)]
    [InlineData("algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=TRAILING_STOP_MARKET&callbackRate=1&closePosition=true", -4136)]
    [InlineData("algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=TRAILING_STOP_MARKET&quantity=0.01&reduceOnly=true&callbackRate=11", -2007)]
    [InlineData("algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=TRAILING_STOP_MARKET&quantity=0.01&reduceOnly=true", -1102)]
    [InlineData("algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&triggerPrice=200000&closePosition=true", -2021)]
    [InlineData("algoType=CONDITIONAL&symbol=BTCUSDT&side=BUY&type=STOP_MARKET&triggerPrice=200000&closePosition=true", -2022)]
    [InlineData("algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&triggerPrice=60000&closePosition=true&workingType=INDEX", -1130)]
    public async Task A_conditional_order_against_the_rules_is_refused(string parameters, int code)
    {
        await using var server = await Server.StartAsync();
        await server.BuyAsync();
        var answer = await server.SignedAsync("POST", Path, parameters);
        Assert.Equal((400, code), (answer.Status, answer.Code));
    }
}
