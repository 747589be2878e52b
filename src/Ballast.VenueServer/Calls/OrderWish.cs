using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.VenueServer.Http;

namespace Ballast.VenueServer.Calls;

/// <summary>What POST /fapi/v1/order asks for, once the venue has given it an id where the caller did not.</summary>
internal static class OrderWish
{
    private static readonly HashSet<string> Conditional = ["STOP", "STOP_MARKET", "TAKE_PROFIT", "TAKE_PROFIT_MARKET", "TRAILING_STOP_MARKET"];

    public static Func<ClientOrderId, OrderSpec> Of(Parameters parameters)
    {
        var (symbol, side, type) = (parameters.MustSymbol(), parameters.MustSide(), parameters.MustText("type"));
        if (Conditional.Contains(type))
        {
            throw new ParameterException(-4120, "Order type not supported for this endpoint. Please use the Algo Order API endpoints instead.");
        }

        parameters.CheckPositionSide();
        var id = parameters.NewId("newClientOrderId");
        var reduceOnly = parameters.Flag("reduceOnly");
        switch (type)
        {
            case "LIMIT":
                var life = LifeOf(parameters.MustText("timeInForce"));
                var (quantity, price) = (new Quantity(parameters.MustNumber("quantity")), new Price(parameters.MustNumber("price")));
                return made => new OrderSpec.Limit(id ?? made, symbol, side, quantity, price, life, reduceOnly);
            case "MARKET":
                var most = new Quantity(parameters.MustNumber("quantity"));
                Refuse(parameters, "price", "timeInForce", "stopPrice", "closePosition");
                return made => new OrderSpec.Market(id ?? made, symbol, side, most, reduceOnly);
            default:
                throw new ParameterException(-1116, "Invalid orderType.");
        }
    }

    private static void Refuse(Parameters parameters, params string[] names)
    {
        foreach (var name in names.Where(parameters.Has))
        {
            throw ParameterException.NotRequired(name);
        }
    }

    private static TimeInForce LifeOf(string text) => text switch
    {
        "GTC" => TimeInForce.GTC,
        "IOC" => TimeInForce.IOC,
        "FOK" => TimeInForce.FOK,
        "GTX" => TimeInForce.GTX,
        _ => throw new ParameterException(-1115, "Invalid timeInForce."),
    };
}
