using System.Text.Json.Nodes;
using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Accounts;
using Ballast.Venue.Faults;
using Ballast.Venue.Limits;
using Ballast.Venue.Matching;
using Ballast.VenueServer.Http;
using Ballast.VenueServer.Json;

namespace Ballast.VenueServer.Calls;

/// <summary>Plain orders: place, read back, amend, cancel.</summary>
internal static class OrderCalls
{
    private const string Path = "/fapi/v1/order";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("POST", Path, Access.Signed, _ => 0, BindPlace) { Call = VenueCall.Place, IsNewOrder = true },
        new("GET", Path, Access.Signed, _ => CallWeights.One, BindQuery) { Call = VenueCall.Query },
        new("PUT", Path, Access.Signed, _ => CallWeights.One, BindAmend) { IsNewOrder = true },
        new("DELETE", Path, Access.Signed, _ => CallWeights.One, BindCancel) { Call = VenueCall.Cancel },
        new("GET", "/fapi/v1/openOrder", Access.Signed, _ => CallWeights.One, BindOpen) { Call = VenueCall.Query },
    ];

    private static Act BindPlace(Parameters parameters)
    {
        var make = OrderWish.Of(parameters);
        var isResult = parameters.Text("newOrderRespType") switch
        {
            null or "ACK" => false,
            "RESULT" => true,
            _ => throw new ParameterException(-1136, "Invalid newOrderRespType"),
        };
        return desk =>
        {
            var spec = make(new ClientOrderId(FormattableString.Invariant($"web_{desk.Books.Account.NextOrderId}")));
            return new OrderEntry(desk).Place(spec).To(placed =>
            {
                var order = new OrderLookup(desk).Find(placed.Symbol.Name, false, placed.OrderId)!;
                return isResult ? OrderJson.Changed(order) : OrderJson.Acknowledged(order);
            });
        };
    }

    private static Act BindQuery(Parameters parameters)
    {
        var find = OrderKey.Of(parameters, "orderId", "origClientOrderId", isConditional: false);
        return desk => find(desk) is { } order ? Answers.Yes(OrderJson.ReadBack(order)) : Answers.No(Refusal.UnknownOrder);
    }

    private static Act BindOpen(Parameters parameters)
    {
        var find = OrderKey.Of(parameters, "orderId", "origClientOrderId", isConditional: false);
        return desk => find(desk) is { } order && desk.Books.Open.ContainsKey(order.Id) ? Answers.Yes(OrderJson.ReadBack(order)) : Answers.No(Refusal.UnknownOrder);
    }

    private static Act BindAmend(Parameters parameters)
    {
        var find = OrderKey.Of(parameters, "orderId", "origClientOrderId", isConditional: false);
        var (side, quantity, price) = (parameters.MustSide(), parameters.MustNumber("quantity"), parameters.MustNumber("price"));
        return desk => find(desk) is { } order
            ? new OrderAmendment(desk).Change(order, side, quantity, price).To(OrderJson.Changed)
            : Answers.No(Refusal.UnknownOrder);
    }

    private static Act BindCancel(Parameters parameters)
    {
        var find = OrderKey.Of(parameters, "orderId", "origClientOrderId", isConditional: false);
        return desk => find(desk) is { } order && desk.Books.Open.ContainsKey(order.Id)
            ? new AccountDesk(desk).Cancel(new Symbol(order.Symbol), new ClientOrderId(order.ClientId), isConditional: false).To(_ => OrderJson.Changed(find(desk)!))
            : Answers.No(Refusal.UnknownCancel);
    }
}
