using System.Globalization;
using System.Text.Json.Nodes;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Faults;
using Ballast.Venue.Limits;
using Ballast.Venue.Matching;
using Ballast.VenueServer.Http;
using Ballast.VenueServer.Json;

namespace Ballast.VenueServer.Calls;

/// <summary>Conditional orders: their own endpoint, ids and statuses since 2025-12-09 (facts.md §4).</summary>
internal static class AlgoCalls
{
    private const string Path = "/fapi/v1/algoOrder";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("POST", Path, Access.Signed, _ => 0, BindPlace) { Call = VenueCall.Place, IsNewOrder = true },
        new("GET", Path, Access.Signed, _ => CallWeights.One, BindQuery) { Call = VenueCall.Query },
        new("DELETE", Path, Access.Signed, _ => CallWeights.One, BindCancel) { Call = VenueCall.Cancel },
    ];

    private static Act BindPlace(Parameters parameters)
    {
        var make = AlgoWish.Of(parameters);
        return desk => new OrderEntry(desk)
            .Place(make(new ClientOrderId(FormattableString.Invariant($"web_{desk.Books.Account.NextOrderId}"))))
            .To(placed => AlgoJson.Of(new OrderLookup(desk).Find(placed.Symbol.Name, true, placed.OrderId)!));
    }

    private static Act BindQuery(Parameters parameters)
    {
        var find = OrderKey.Of(parameters, "algoId", "clientAlgoId", isConditional: true);
        return desk => find(desk) is { } order ? Answers.Yes(AlgoJson.Of(order)) : Answers.No(Refusal.UnknownOrder);
    }

    private static Act BindCancel(Parameters parameters)
    {
        var find = OrderKey.Of(parameters, "algoId", "clientAlgoId", isConditional: true);
        return desk => find(desk) is { } order && desk.Books.Open.ContainsKey(order.Id)
            ? new AccountDesk(desk).Cancel(new Symbol(order.Symbol), new ClientOrderId(order.ClientId), isConditional: true).To(canceled => new JsonObject
            {
                ["algoId"] = canceled.OrderId,
                ["clientAlgoId"] = canceled.Id.Value,
                ["code"] = "200",
                ["msg"] = "success",
            })
            : Answers.No(Refusal.UnknownCancel);
    }
}
