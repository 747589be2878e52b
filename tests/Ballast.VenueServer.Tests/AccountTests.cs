using System.Globalization;
using System.Text.Json;
using Ballast.Core.Market;

namespace Ballast.VenueServer.Tests;

public sealed class AccountTests
{
    [Theory]
    [InlineData("/fapi/v2/account", 5)]
    [InlineData("/fapi/v3/account", 5)]
    [InlineData("/fapi/v2/balance", 5)]
    [InlineData("/fapi/v3/balance", 5)]
    [InlineData("/fapi/v2/positionRisk", 5)]
    [InlineData("/fapi/v3/positionRisk", 5)]
    [InlineData("/fapi/v1/openOrders", 40)]
    [InlineData("/fapi/v1/openAlgoOrders?symbol=BTCUSDT", 1)]
    [InlineData("/fapi/v1/income", 30)]
    [InlineData("/fapi/v1/userTrades?symbol=BTCUSDT", 5)]
    [InlineData("/fapi/v1/commissionRate?symbol=BTCUSDT", 20)]
    [InlineData("/fapi/v1/positionSide/dual", 30)]
    [InlineData("/fapi/v1/multiAssetsMargin", 30)]
    [InlineData("/fapi/v1/leverageBracket?symbol=BTCUSDT", 1)]
    [InlineData("/fapi/v1/symbolConfig", 5)]
    [InlineData("/fapi/v1/accountConfig", 5)]
    public async Task A_signed_question_is_answered_and_weighs(string call, int weight)
    {
        await using var server = await Server.StartAsync();
        var parts = call.Split('?');
        var answer = await server.SignedAsync("GET", parts[0], parts.Length > 1 ? parts[1] : "");
        Assert.Equal(200, answer.Status);
        Assert.Equal(weight.ToString(CultureInfo.InvariantCulture), answer.Header("X-MBX-USED-WEIGHT-1M"));
    }

    [Fact]
    public async Task Balance_trades_and_ledger_add_up()
    {
        await using var server = await Server.StartAsync();
        await server.BuyAsync("0.02");
        await server.SignedAsync("POST", "/fapi/v1/order", "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.02&reduceOnly=true");
        var trades = (await server.SignedAsync("GET", "/fapi/v1/userTrades", "symbol=BTCUSDT")).Body.EnumerateArray().ToArray();
        var income = (await server.SignedAsync("GET", "/fapi/v1/income")).Body.EnumerateArray().ToArray();
        var account = await server.SignedAsync("GET", "/fapi/v3/account");
        var balance = Number(account.Body, "totalWalletBalance");
        Assert.Equal(balance, income.Sum(i => Number(i, "income")));
        Assert.Equal(balance, 100_000m + trades.Sum(t => Number(t, "realizedPnl") - Number(t, "commission")));
        Assert.Equal(balance, Number(account.Body, "availableBalance"));
        Assert.Equal(0, account.Body.GetProperty("positions").GetArrayLength());
    }

    [Fact]
    public async Task A_position_is_told_with_margin_liquidation_and_leverage()
    {
        await using var server = await Server.StartAsync();
        var set = await server.SignedAsync("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=10");
        Assert.Equal(10, set.Body.GetProperty("leverage").GetInt32());
        await server.BuyAsync("0.02");
        var risk = (await server.SignedAsync("GET", "/fapi/v3/positionRisk", "symbol=BTCUSDT")).Body[0];
        Assert.Equal(0.02m, Number(risk, "positionAmt"));
        Assert.Equal(Number(risk, "entryPrice") * 0.002m, Number(risk, "isolatedWallet"), 5);
        Assert.InRange(Number(risk, "liquidationPrice"), Number(risk, "entryPrice") * 0.89m, Number(risk, "entryPrice") * 0.92m);
        Assert.False(risk.TryGetProperty("leverage", out _));
        var old = (await server.SignedAsync("GET", "/fapi/v2/positionRisk", "symbol=BTCUSDT")).Body[0];
        Assert.Equal(("10", "isolated"), (old.GetProperty("leverage").GetString(), old.GetProperty("marginType").GetString()));
    }

    [Fact]
    public async Task Margin_type_changes_only_without_orders_and_position()
    {
        await using var server = await Server.StartAsync();
        Assert.Equal(-4046, (await Margin(server, "ISOLATED")).Code);
        Assert.Equal(200, (await Margin(server, "CROSSED")).Code);
        Assert.Equal(-2010, (await server.BuyAsync()).Code);
        Assert.Equal(200, (await Margin(server, "ISOLATED")).Code);
        await server.SignedAsync("POST", "/fapi/v1/order", $"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price={await server.NearMarkAsync(0.97m)}");
        Assert.Equal(-4047, (await Margin(server, "CROSSED")).Code);
        await server.SignedAsync("DELETE", "/fapi/v1/allOpenOrders", "symbol=BTCUSDT");
        await server.BuyAsync();
        Assert.Equal(-4048, (await Margin(server, "CROSSED")).Code);
    }

    [Theory]
    [InlineData("leverage", "symbol=BTCUSDT&leverage=0", -4028)]
    [InlineData("leverage", "symbol=BTCUSDT&leverage=126", -4028)]
    [InlineData("leverage", "symbol=NOPEUSDT&leverage=5", -1121)]
    [InlineData("marginType", "symbol=BTCUSDT&marginType=HALF", -4136)]
    [InlineData("positionSide/dual", "dualSidePosition=false", -4059)]
    [InlineData("positionSide/dual", "dualSidePosition=true", -4084)]
    public async Task A_setting_that_cannot_be_is_refused(string path, string parameters, int code)
    {
        await using var server = await Server.StartAsync();
        var answer = await server.SignedAsync("POST", $"/fapi/v1/{path}", parameters);
        Assert.Equal((400, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task The_position_mode_stays_with_a_position_or_an_order()
    {
        await using var server = await Server.StartAsync();
        await server.SignedAsync("POST", "/fapi/v1/order", $"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price={await server.NearMarkAsync(0.97m)}");
        Assert.Equal(-4067, (await server.SignedAsync("POST", "/fapi/v1/positionSide/dual", "dualSidePosition=true")).Code);
        await server.BuyAsync();
        Assert.Equal(-4068, (await server.SignedAsync("POST", "/fapi/v1/positionSide/dual", "dualSidePosition=true")).Code);
    }

    [Fact]
    public async Task Trades_are_found_by_id_order_and_window()
    {
        await using var server = await Server.StartAsync();
        var first = await server.BuyAsync();
        server.Time.Now = server.Time.Now.AddMinutes(1);
        await server.BuyAsync();
        Assert.Equal(1, (await Trades(server, $"orderId={first.Body.GetProperty("orderId").GetInt64()}")).Body.GetArrayLength());
        Assert.Equal(1, (await Trades(server, "fromId=2")).Body.GetArrayLength());
        Assert.Equal(1, (await Trades(server, $"startTime={server.Time.NowMs}")).Body.GetArrayLength());
        Assert.Equal(-1127, (await Trades(server, $"startTime={server.Time.NowMs - (8 * 86_400_000L)}&endTime={server.Time.NowMs}")).Code);
        Assert.Equal(-1128, (await Trades(server, $"fromId=1&startTime={server.Time.NowMs}")).Code);
    }

    [Fact]
    public async Task The_venues_own_orders_are_listed_apart()
    {
        await using var server = await Server.StartAsync();
        await server.BuyAsync("0.02");
        Assert.Equal(0, (await Forced(server, "symbol=BTCUSDT")).Body.GetArrayLength());
        await server.Exchange.DeleverageAsync(new Symbol("BTCUSDT"), 0.5m);
        var forced = Assert.Single((await Forced(server, "symbol=BTCUSDT&startTime=0")).Body.EnumerateArray());
        Assert.Equal(("adl_autoclose", "SELL", 0.01m), (forced.GetProperty("clientOrderId").GetString(), forced.GetProperty("side").GetString(), Number(forced, "executedQty")));
        Assert.Equal(0, (await Forced(server, $"startTime={server.Time.NowMs + 1}")).Body.GetArrayLength());
        Assert.Equal(-1121, (await Forced(server, "symbol=NOPEUSDT")).Code);
    }

    private static Task<Answer> Forced(Server server, string parameters) => server.SignedAsync("GET", "/fapi/v1/forceOrders", parameters);

    private static Task<Answer> Trades(Server server, string parameters) => server.SignedAsync("GET", "/fapi/v1/userTrades", $"symbol=BTCUSDT&{parameters}");

    private static Task<Answer> Margin(Server server, string type) => server.SignedAsync("POST", "/fapi/v1/marginType", $"symbol=BTCUSDT&marginType={type}");

    private static decimal Number(JsonElement json, string name) => decimal.Parse(json.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
