using System.Text.Json.Nodes;
using Ballast.Venue.Faults;
using Ballast.Venue.Limits;
using Ballast.Venue.Matching;
using Ballast.VenueServer.Http;
using Ballast.VenueServer.Json;

namespace Ballast.VenueServer.Calls;

/// <summary>ping, time, exchangeInfo.</summary>
internal static class ExchangeCalls
{
    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", "/fapi/v1/ping", Access.Public, _ => CallWeights.One, _ => _ => Answers.Yes(new JsonObject())),
        new("GET", "/fapi/v1/time", Access.Public, _ => CallWeights.One, _ => desk => Answers.Yes(new JsonObject { ["serverTime"] = desk.NowMs })) { Call = VenueCall.ServerTime },
        new("GET", "/fapi/v1/exchangeInfo", Access.Public, _ => CallWeights.One, _ => desk => Answers.Yes(Info(desk))) { Call = VenueCall.Instruments },
    ];

    private static JsonObject Info(VenueDesk desk) => new()
    {
        ["timezone"] = "UTC",
        ["serverTime"] = desk.NowMs,
        ["futuresType"] = "U_MARGINED",
        ["rateLimits"] = new JsonArray(
            Limit("REQUEST_WEIGHT", "MINUTE", 1, desk.Options.Limits.WeightPerMinute),
            Limit("ORDERS", "MINUTE", 1, desk.Options.Limits.OrdersPerMinute),
            Limit("ORDERS", "SECOND", 10, desk.Options.Limits.OrdersPer10Seconds)),
        ["exchangeFilters"] = new JsonArray(),
        ["assets"] = new JsonArray(new JsonObject { ["asset"] = "USDT", ["marginAvailable"] = true, ["autoAssetExchange"] = "0" }),
        ["symbols"] = new JsonArray([.. desk.Feeds.Select(f => InstrumentJson.Of(f.Instrument, desk.Options.MaxOpenOrders))]),
    };

    private static JsonObject Limit(string type, string interval, int number, int limit) =>
        new() { ["rateLimitType"] = type, ["interval"] = interval, ["intervalNum"] = number, ["limit"] = limit };
}
