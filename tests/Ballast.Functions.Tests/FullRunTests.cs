using System.Net;
using System.Text.Json.Nodes;

namespace Ballast.Functions.Tests;

/// <summary>One alert all the way through, every number recomputed from what the answers say.</summary>
[Collection(SharedAppDefinition.Name)]
public sealed class FullRunTests(SharedApp shared)
{
    private AppProcess App => shared.App;

    [Theory]
    [InlineData("BTCUSDT", "long")]
    [InlineData("ETHUSDT", "short")]
    [InlineData("DOGEUSDT", "long")]
    public async Task The_orders_numbers_follow_from_its_trace(string symbol, string side)
    {
        var risk = await App.GetAsync("risk");
        var answer = await App.AlertAsync(Alert.To(symbol, side).With("confidence", 0.7m).With("strength", 4));
        await App.OpenedAsync(symbol);
        await App.FlattenAsync(symbol);

        OrderNumbers.FollowFromTrace(answer, risk.Number("equity"), side);
    }

    [Fact]
    public async Task An_alert_becomes_a_protected_position_and_then_a_trade_whose_money_adds_up()
    {
        var before = await App.GetAsync("risk");
        var answer = await App.OpenAsync("BTCUSDT");
        var id = (string)answer["decisionId"]!;
        var position = await App.OpenedAsync("BTCUSDT", "Long");

        Assert.Equal(id, (string?)position["decisionId"]);
        Assert.Equal(answer.Number("order.quantity"), (decimal)position["quantity"]!);
        Assert.Equal(answer.Number("order.stopPrice"), (decimal)position["stop"]!["price"]!);
        Assert.True((decimal)position["entryPrice"]! <= answer.Number("order.limitPrice"));
        Assert.True((decimal)position["liquidationPrice"]! < (decimal)position["stop"]!["price"]!);
        var stop = await App.GetAsync($"orders/{(string)position["stop"]!["id"]!}");
        Assert.Equal(("STOP_MARKET", "Sell", "CONFIRMED"), ((string?)stop["kind"], (string?)stop["side"], (string?)stop["state"]));
        Assert.Null(stop.Json["quantity"]);
        var cluster = Assert.Single((await App.GetAsync("risk"))["clusters"].AsArray(), c => c!["symbols"]!.AsArray().Any(s => (string?)s == "BTCUSDT"))!;
        Assert.True((decimal)cluster["long"]! > 0 && (decimal)cluster["shareOfEquity"]! > 0, cluster.ToString());

        var close = await App.AlertAsync(Alert.Of("BTCUSDT", "close"));
        Assert.Equal(HttpStatusCode.Accepted, close.Status);
        var trade = await Eventually.GetAsync(async () => (await App.ListAsync("trades")).FirstOrDefault(t => (string?)t["decisionId"] == id), "the trade");
        Assert.True((decimal)trade["entrySlippage"]!["expected"]! > 0, trade.ToString());
        Assert.Equal((decimal)trade["entryPrice"]!, (decimal)trade["entrySlippage"]!["achieved"]!);
        var slippage = Assert.Single((await App.GetAsync($"slippage?symbol={trade["symbol"]}")).Items)!;
        Assert.True((int)slippage["trades"]! >= 1 && (int)slippage["entry"]!["count"]! >= 1, slippage.ToString());
        Assert.InRange((decimal)slippage["entry"]!["withinTarget"]!, 0, 1);
        Assert.Equal(-5, (decimal)slippage["targetBasisPoints"]!);
        await App.FlatAsync("BTCUSDT");

        Assert.Equal("SIGNAL", (string?)trade["exitReason"]);
        Assert.Equal((decimal)position["entryPrice"]!, (decimal)trade["entryPrice"]!);
        OrderNumbers.TradeAddsUp(trade);
        var orders = (await App.ListAsync("orders")).Where(o => (string?)o["decisionId"] == id).ToList();
        Assert.DoesNotContain(orders, o => (string?)o["state"] is "CONFIRMED" or "WORKING" or "UNKNOWN" or "SENDING");
        Assert.Equal((decimal)trade["quantity"]!, Executed(orders, "Entry"));
        Assert.Equal((decimal)trade["quantity"]!, Executed(orders, "Close", "TakeProfit", "Backstop", "TighterStop"));

        var after = await Eventually.GetAsync(
            async () => await App.GetAsync("risk") is var risk && risk.Number("ledger.fees") - before.Number("ledger.fees") == (decimal)trade["fees"]! ? risk : null,
            "the fees in the books");
        Assert.Equal(after.Number("balance"), after.Number("ledger.balance"));
        Assert.Equal((decimal)trade["netPnl"]!, after.Number("balance") - before.Number("balance"));
        Assert.Equal((decimal)trade["realisedPnl"]!, after.Number("ledger.realised") - before.Number("ledger.realised"));
        Assert.Equal(0, after.Number("exposure.count"));
        Assert.Equal(0, after.Number("exposure.margin"));
    }

    private static decimal Executed(IEnumerable<JsonObject> orders, params string[] roles) =>
        orders.Where(o => roles.Contains((string?)o["role"])).Sum(o => (decimal)o["executed"]!);
}
