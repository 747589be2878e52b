using System.Net;
using System.Text.Json.Nodes;

namespace Ballast.Functions.Tests.Support;

/// <summary>Recomputes what an answer and a trade say from nothing but what they say.</summary>
internal static class OrderNumbers
{
    /// <summary>Every number of an accepted order, from its trace.</summary>
    public static void FollowFromTrace(Answer answer, decimal equityBefore, string side)
    {
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
        Assert.InRange(equity, equityBefore * 0.99m, equityBefore * 1.01m);
        Assert.Equal(equity * share, trace.Output("risk-budget", "§3"));
        var price = sign > 0 ? limit : Math.Max(limit, mark);
        Assert.Equal(price, trace.Output("notional-price", "§0.6"));
        var stopShare = Math.Abs(limit - stop) / price;
        Assert.Equal(stopShare, trace.Output("stop-distance", "§3"));
        var wanted = Math.Min(equity * share * price / Math.Abs(limit - stop), trace.Input("position-bounds", "§3", "max"));
        Assert.Equal(wanted, trace.Output("position-bounds", "§3"));

        // Protections only reduce, then the lowest cap wins.
        var reduced = wanted * (trace.Output("crypto-vix", "§5") * trace.Output("staged-return", "§1.3"));
        var caps = new[] { "bracket-notional", "order-quantity", "margin-and-reserve", "loss-at-stop", "losses-at-all-stops", "total-exposure", "side-exposure" }.Min(c => trace.Output(c, "§0.5"));
        var notional = Math.Min(reduced, caps);
        Assert.Equal(notional, trace.Input("quantity", "§0.6", "notional"));

        // Whole steps only, downwards.
        var step = trace.Input("quantity", "§0.6", "step");
        var quantity = Math.Floor(notional / price / step) * step;
        Assert.Equal(quantity, answer.Number("order.quantity"));

        var leverage = Math.Min(Math.Min(trace.Output("leverage", "§1.1"), trace.Input("leverage-limits", "§0.5", "RM_MAX_LEVERAGE")), Math.Min(trace.Input("leverage-limits", "§0.5", "tier"), trace.Input("liquidation-distance", "§0.5", "bracketMaxLeverage")));
        var away = Math.Abs(limit - stop) / limit * trace.Input("liquidation-distance", "§0.5", "stopDistances");
        var needed = away + (trace.Input("liquidation-distance", "§0.5", "maintenanceRate") * (1 - (sign * away))) - (trace.Input("liquidation-distance", "§0.5", "maintenanceAmount") / notional);
        leverage = Math.Min(leverage, Math.Floor(1 / needed));
        Assert.Equal(leverage, answer.Number("order.leverage"));
        Assert.Equal(quantity * price, answer.Number("order.notional"));
        Assert.Equal(quantity * price / leverage, answer.Number("order.margin"));
        Assert.Equal(quantity * Math.Abs(limit - stop), answer.Number("order.lossAtStop"));
        Assert.True(answer.Number("order.lossAtStop") <= equity * share);
        LevelFollows(trace, answer);
    }

    /// <summary>The risk level from the measures that the trace tells. Source: requirements §7.</summary>
    private static void LevelFollows(TraceReader trace, Answer answer)
    {
        decimal Of(string name) => trace.Input("risk-level", "§7", name);

        Assert.Equal(answer.Number("order.notional"), Of("notional"));
        var (vpin, spread, share) = (Of("vpin"), Of("spread"), Of("notional") / Of("depth"));
        Assert.InRange(vpin, 0, 1);
        Assert.InRange(Of("imbalance"), -1, 1);
        var level = vpin >= 0.7m || spread >= 0.001m || share > 0.25m ? "CRITICAL" : vpin >= 0.5m || spread >= 0.0005m || share > 0.1m ? "WARNING" : "SAFE";
        Assert.Equal(level, trace.Word("risk-level", "§7", "level"));
        Assert.Equal(level == "SAFE", trace.Word("risk-level", "§7", "decidedBy") == "nothing");
    }

    /// <summary>Realised PnL from prices and quantity, fees from the taker rate on each side, net, margin and ROI.</summary>
    public static void TradeAddsUp(JsonObject trade)
    {
        decimal Of(string name) => (decimal)trade[name]!;

        Assert.Equal("closed", (string?)trade["status"]);
        var sign = (string?)trade["side"] == "Long" ? 1 : -1;
        Assert.Equal((Of("exitPrice") - Of("entryPrice")) * sign * Of("quantity"), Of("realisedPnl"), 8);
        Assert.True(Of("fees") > 0);

        // The venue rounds the fee of each fill to eight digits, so several fills differ by as many halves of the last one.
        Assert.InRange(Of("fees") - ((Of("entryPrice") + Of("exitPrice")) * Of("quantity") * 0.0005m), -0.0000002m, 0.0000002m);
        Assert.Equal(Of("realisedPnl") - Of("fees") + Of("funding"), Of("netPnl"));
        Assert.Equal(Of("entryPrice") * Of("quantity") / Of("leverage"), Of("margin"), 8);
        Assert.Equal(Of("netPnl") / Of("margin") * 100, Of("roiPercent"), 8);
        Assert.True((DateTimeOffset)trade["entryTime"]! <= (DateTimeOffset)trade["exitTime"]!);
    }
}
