using System.Text.Json.Nodes;
using Ballast.Core.Positions;
using Ballast.Venue.Accounts;

namespace Ballast.VenueServer.Json;

/// <summary>A plain order. The answers to POST, PUT and DELETE have had neither avgPrice nor cumQuote since 2026-07-15 (facts.md §4); what is read back has both.</summary>
internal static class OrderJson
{
    /// <summary>The answer to POST with newOrderRespType=ACK: taken, nothing more.</summary>
    public static JsonObject Acknowledged(OrderRecord order)
    {
        var json = Changed(order);
        json["status"] = VenueOrderStatus.New.Name;
        json["executedQty"] = "0";
        json["cumQty"] = "0";
        return json;
    }

    public static JsonObject Changed(OrderRecord order)
    {
        var json = Common(order);
        json["cumQty"] = order.Executed.Text();
        return json;
    }

    public static JsonObject ReadBack(OrderRecord order)
    {
        var json = Common(order);
        json["avgPrice"] = (order.Executed > 0 ? Math.Round(order.Quote / order.Executed, 8) : 0).Text();
        json["cumQuote"] = order.Quote.Text();
        json["time"] = order.CreatedAtMs;
        return json;
    }

    private static JsonObject Common(OrderRecord order)
    {
        var type = order.Kind == OrderKind.Limit ? "LIMIT" : "MARKET";
        return new JsonObject
        {
            ["orderId"] = order.Id,
            ["symbol"] = order.Symbol,
            ["status"] = order.Status,
            ["clientOrderId"] = order.ClientId,
            ["price"] = order.Price.Text(),
            ["origQty"] = (order.Quantity ?? 0).Text(),
            ["executedQty"] = order.Executed.Text(),
            ["timeInForce"] = (order.Life ?? TimeInForce.GTC).ToString(),
            ["type"] = type,
            ["reduceOnly"] = order.ReduceOnly,
            ["closePosition"] = false,
            ["side"] = order.Side.Word(),
            ["positionSide"] = "BOTH",
            ["stopPrice"] = "0",
            ["workingType"] = "CONTRACT_PRICE",
            ["priceProtect"] = false,
            ["origType"] = type,
            ["priceMatch"] = "NONE",
            ["selfTradePreventionMode"] = "EXPIRE_MAKER",
            ["goodTillDate"] = 0,
            ["updateTime"] = order.UpdatedAtMs,
        };
    }
}
