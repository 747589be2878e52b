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

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        var trace = new TraceReader(answer);
        var sign = side == "long" ? 1 : -1;

        // The worst price: the slippage bound on the mark, to the tick that is not beyond it.
        var mark = trace.Input("reference-price", "§0.2", "mark");
        var tick = trace.Input("worst-price", "§9", "tick");
        var bound = mark * (1 + (sign * trace.Output("worst-price", "§9")));
        var limit = sign > 0 ? Math.Floor(bound / tick) * tick : Math.Ceiling(bound / tick) * tick;
        Assert.Equal(limit, answer.Number("order.limitPrice"));

        // The stop: 1.5 ATR from the mark, to the tick that is nearer to the entry.
        var distance = trace.Input("stop", "§0.2", "atrs") * trace.Input("stop", "§0.2", "atr");
        var stop = sign > 0 ? Math.Ceiling((mark - distance) / tick) * tick : Math.Floor((mark + distance) / tick) * tick;
        Assert.Equal(stop, answer.Number("order.stopPrice"));

        // §3: risk budget over stop distance, within the position's bounds.
        var share = Math.Clamp(trace.Output("risk-per-trade", "§3") * trace.Output("regime", "§4") * trace.Output("confidence", "§3"), trace.Input("risk-bounds", "§3", "min"), trace.Input("risk-bounds", "§3", "max"))
            * trace.Output("profile", "§4") * trace.Output("symbol-record", "§3") * trace.Output("losing-streak", "§3") * trace.Output("drawdown", "§3");
        var equity = trace.Input("risk-budget", "§3", "equity");
        Assert.InRange(equity, risk.Number("equity") * 0.99m, risk.Number("equity") * 1.01m);
        Assert.Equal(equity * share, trace.Output("risk-budget", "§3"));
        var stopShare = Math.Abs(limit - stop) / limit;
        Assert.Equal(stopShare, trace.Output("stop-distance", "§3"));
        var wanted = Math.Min(equity * share / stopShare, trace.Input("position-bounds", "§3", "max"));
        Assert.Equal(wanted, trace.Output("position-bounds", "§3"));

        // Protections only reduce, then the lowest cap wins.
        var reduced = wanted * (trace.Output("crypto-vix", "§5") * trace.Output("staged-return", "§1.3"));
        var caps = new[] { "bracket-notional", "order-quantity", "margin-and-reserve", "loss-at-stop", "losses-at-all-stops", "total-exposure", "side-exposure" }.Min(c => trace.Output(c, "§0.5"));
        var notional = Math.Min(reduced, caps);
        Assert.Equal(notional, trace.Input("quantity", "§0.6", "notional"));

        // Whole steps only, downwards.
        var step = trace.Input("quantity", "§0.6", "step");
        var quantity = Math.Floor(notional / limit / step) * step;
        Assert.Equal(quantity, answer.Number("order.quantity"));

        var leverage = Math.Min(Math.Min(trace.Output("leverage", "§1.1"), trace.Input("leverage-limits", "§0.5", "RM_MAX_LEVERAGE")), Math.Min(trace.Input("leverage-limits", "§0.5", "tier"), trace.Input("leverage-limits", "§0.5", "bracket")));
        leverage = Math.Min(leverage, Math.Floor(trace.Output("liquidation-distance", "§0.5")));
        Assert.Equal(leverage, answer.Number("order.leverage"));
        Assert.Equal(quantity * limit, answer.Number("order.notional"));
        Assert.Equal(quantity * limit / leverage, answer.Number("order.margin"));
        Assert.Equal(quantity * Math.Abs(limit - stop), answer.Number("order.lossAtStop"));
        Assert.True(answer.Number("order.lossAtStop") <= equity * share);
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

        var close = await App.AlertAsync(Alert.Of("BTCUSDT", "close"));
        Assert.Equal(HttpStatusCode.Accepted, close.Status);
        var trade = await Eventually.GetAsync(async () => (await App.ListAsync("trades")).FirstOrDefault(t => (string?)t["decisionId"] == id), "the trade");
        await App.FlatAsync("BTCUSDT");

        CheckTrade(trade, position);
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

    private static void CheckTrade(JsonObject trade, JsonObject position)
    {
        decimal Of(string name) => (decimal)trade[name]!;

        Assert.Equal("closed", (string?)trade["status"]);
        Assert.Equal("SIGNAL", (string?)trade["exitReason"]);
        Assert.Equal((decimal)position["entryPrice"]!, Of("entryPrice"));
        Assert.Equal((Of("exitPrice") - Of("entryPrice")) * Of("quantity"), Of("realisedPnl"), 8);
        Assert.True(Of("fees") > 0);
        Assert.Equal((Of("entryPrice") + Of("exitPrice")) * Of("quantity") * 0.0005m, Of("fees"), 8);
        Assert.Equal(Of("realisedPnl") - Of("fees") + Of("funding"), Of("netPnl"));
        Assert.Equal(Of("entryPrice") * Of("quantity") / Of("leverage"), Of("margin"), 8);
        Assert.Equal(Of("netPnl") / Of("margin") * 100, Of("roiPercent"), 8);
        Assert.True((DateTimeOffset)trade["entryTime"]! <= (DateTimeOffset)trade["exitTime"]!);
    }

    private static decimal Executed(IEnumerable<JsonObject> orders, params string[] roles) =>
        orders.Where(o => roles.Contains((string?)o["role"])).Sum(o => (decimal)o["executed"]!);
}
