using System.Text.Json.Nodes;
using Ballast.Core.Positions;
using Ballast.Venue.Accounts;

namespace Ballast.VenueServer.Json;

/// <summary>A conditional order of the algo endpoint, with its own id and status and the order that it became.</summary>
internal static class AlgoJson
{
    public static JsonObject Of(OrderRecord order)
    {
        var isTrailing = order.Type == ConditionalType.TrailingStopMarket;
        return new JsonObject
        {
            ["algoId"] = order.Id,
            ["clientAlgoId"] = order.ClientId,
            ["algoType"] = "CONDITIONAL",
            ["orderType"] = order.Type!.Value.Word(),
            ["symbol"] = order.Symbol,
            ["side"] = order.Side.Word(),
            ["positionSide"] = "BOTH",
            ["timeInForce"] = "GTC",
            ["quantity"] = (order.Quantity ?? 0).Text(),
            ["algoStatus"] = order.Status,
            ["actualOrderId"] = order.ActualOrderId is { } actual ? actual.ToString(System.Globalization.CultureInfo.InvariantCulture) : "",
            ["actualPrice"] = (order.Executed > 0 ? Math.Round(order.Quote / order.Executed, 8) : 0).Text(),
            ["actualQty"] = order.Executed.Text(),
            ["triggerPrice"] = (isTrailing ? 0 : order.Trigger).Text(),
            ["price"] = "0",
            ["icebergQuantity"] = null,
            ["selfTradePreventionMode"] = "EXPIRE_MAKER",
            ["workingType"] = order.Working!.Value.Word(),
            ["priceMatch"] = "NONE",
            ["closePosition"] = order.IsClosePosition,
            ["priceProtect"] = false,
            ["reduceOnly"] = order.ReduceOnly && !order.IsClosePosition,
            ["activatePrice"] = isTrailing && order.Trigger > 0 ? order.Trigger.Text() : null,
            ["callbackRate"] = order.Callback?.Text(),
            ["createTime"] = order.CreatedAtMs,
            ["updateTime"] = order.UpdatedAtMs,
            ["triggerTime"] = order.ActualOrderId is null ? 0 : order.UpdatedAtMs,
            ["goodTillDate"] = 0,
        };
    }
}
