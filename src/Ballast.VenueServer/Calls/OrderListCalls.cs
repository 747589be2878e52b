using System.Text.Json.Nodes;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue;
using Ballast.Venue.Accounts;
using Ballast.Venue.Faults;
using Ballast.Venue.Limits;
using Ballast.Venue.Matching;
using Ballast.VenueServer.Http;
using Ballast.VenueServer.Json;

namespace Ballast.VenueServer.Calls;

/// <summary>Open and past orders as lists, plain and conditional, and cancelling all of them.</summary>
internal static class OrderListCalls
{
    private const int Usual = 500;
    private const int Most = 1_000;
    private const int UsualForced = 50;
    private const int MostForced = 100;
    private const int ForcedOfAllWeight = 50;

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", "/fapi/v1/openOrders", Access.Signed, OpenWeight, p => BindOpen(p, isConditional: false)) { Call = VenueCall.OpenOrders },
        new("GET", "/fapi/v1/openAlgoOrders", Access.Signed, OpenWeight, p => BindOpen(p, isConditional: true)) { Call = VenueCall.OpenOrders },
        new("GET", "/fapi/v1/allOrders", Access.Signed, _ => CallWeights.AllOrders, p => BindAll(p, "orderId", isConditional: false)),
        new("GET", "/fapi/v1/allAlgoOrders", Access.Signed, _ => CallWeights.AllOrders, p => BindAll(p, "algoId", isConditional: true)),
        new("GET", "/fapi/v1/forceOrders", Access.Signed, p => p.Has("symbol") ? CallWeights.ForceOrders : ForcedOfAllWeight, BindForced) { Call = VenueCall.Forced },
        new("DELETE", "/fapi/v1/allOpenOrders", Access.Signed, _ => CallWeights.One, p => BindCancel(p, isConditional: false)) { Call = VenueCall.Cancel },
        new("DELETE", "/fapi/v1/algoOpenOrders", Access.Signed, _ => CallWeights.One, p => BindCancel(p, isConditional: true)) { Call = VenueCall.Cancel },
        new("POST", "/fapi/v1/countdownCancelAll", Access.Signed, _ => CallWeights.Countdown, BindCountdown),
    ];

    private static int OpenWeight(Parameters parameters) => CallWeights.OpenOrders(parameters.Has("symbol"));

    private static JsonObject Json(OrderRecord order) => order.IsConditional ? AlgoJson.Of(order) : OrderJson.ReadBack(order);

    private static Act BindOpen(Parameters parameters, bool isConditional)
    {
        var symbol = parameters.Symbol();
        return desk => symbol is { } one && desk.FeedOf(one.Name) is null
            ? Answers.No(Refusal.BadSymbol)
            : Answers.List(desk.Books.Open.Values.Where(o => o.IsConditional == isConditional && (symbol is null || o.Symbol == symbol.Value.Name)).Select(Json));
    }

    /// <summary>From an order id or in a window of time, the first ones; else the last ones.</summary>
    private static Act BindAll(Parameters parameters, string idName, bool isConditional)
    {
        var limit = parameters.Limit(Usual, Most);
        var firstId = parameters.Whole(idName);
        var (from, until) = parameters.Window();
        return Answers.OnSymbol(parameters.MustSymbol(), (desk, feed) =>
        {
            var found = new OrderLookup(desk).All(feed.Symbol.Name, isConditional)
                .Where(o => (firstId is null || o.Id >= firstId) && (from is null || o.CreatedAtMs >= from) && (until is null || o.CreatedAtMs <= until));
            return Answers.List((firstId is null && from is null ? found.TakeLast(limit) : found.Take(limit)).Select(Json));
        });
    }

    /// <summary>The venue's own orders against our positions: liquidations (<c>autoclose-…</c>) and auto-deleveraging (<c>adl_autoclose</c>).</summary>
    private static Act BindForced(Parameters parameters)
    {
        var limit = parameters.Limit(UsualForced, MostForced);
        var symbol = parameters.Symbol();
        var (from, until) = (parameters.Whole("startTime"), parameters.Whole("endTime"));
        return desk => symbol is { } one && desk.FeedOf(one.Name) is null
            ? Answers.No(Refusal.BadSymbol)
            : Answers.List(desk.Books.Closed.Items
                .Where(o => SimulatedExchange.IsForced(o.ClientId) && (symbol is null || o.Symbol == symbol.Value.Name) && (from is null || o.UpdatedAtMs >= from) && (until is null || o.UpdatedAtMs <= until))
                .TakeLast(limit)
                .Select(OrderJson.ReadBack));
    }

    private static Act BindCancel(Parameters parameters, bool isConditional) => Answers.OnSymbol(parameters.MustSymbol(), (desk, feed) =>
    {
        foreach (var order in desk.Books.OpenOf(feed.Symbol.Name).Where(o => o.IsConditional == isConditional))
        {
            desk.Books.Close(order.With(VenueOrderStatus.Canceled, desk.NowMs));
        }

        return Answers.Done("The operation of cancel all open order is done.");
    });

    private static Act BindCountdown(Parameters parameters)
    {
        var milliseconds = parameters.MustWhole("countdownTime");
        return Answers.OnSymbol(parameters.MustSymbol(), (desk, feed) =>
        {
            new Countdown(desk).Set(feed.Symbol.Name, Math.Min(milliseconds, int.MaxValue));
            return Answers.Yes(new JsonObject { ["symbol"] = feed.Symbol.Name, ["countdownTime"] = milliseconds.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        });
    }
}
