using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.VenueServer.Http;

namespace Ballast.VenueServer.Calls;

/// <summary>What POST /fapi/v1/algoOrder asks for. The limit forms STOP and TAKE_PROFIT are not served (-1116).</summary>
internal static class AlgoWish
{
    public static Func<ClientOrderId, OrderSpec> Of(Parameters parameters)
    {
        var algoType = parameters.MustText("algoType");
        if (algoType != "CONDITIONAL")
        {
            throw new ParameterException(-1130, "Data sent for parameter 'algoType' is not valid.");
        }

        var (symbol, side, type) = (parameters.MustSymbol(), parameters.MustSide(), TypeOf(parameters.MustText("type")));
        parameters.CheckPositionSide();
        var id = parameters.NewId("clientAlgoId");
        var isTrailing = type == ConditionalType.TrailingStopMarket;
        var trigger = new Price((isTrailing ? parameters.Number("activatePrice") : parameters.MustNumber("triggerPrice")) ?? 0);
        decimal? callback = isTrailing ? parameters.MustNumber("callbackRate") : null;
        var closes = ClosesPosition(parameters, isTrailing);
        Quantity? quantity = closes ? null : new Quantity(parameters.MustNumber("quantity"));
        var working = WorkingOf(parameters.Text("workingType"));
        var reduces = closes || parameters.Flag("reduceOnly");
        return made => new OrderSpec.Conditional(id ?? made, symbol, side, type, trigger, quantity, working) { CallbackPercent = callback, MayOpen = !reduces };
    }

    /// <summary>close-position takes neither a quantity nor reduceOnly, and is not for trailing stops.</summary>
    private static bool ClosesPosition(Parameters parameters, bool isTrailing)
    {
        if (!parameters.Flag("closePosition"))
        {
            return false;
        }

        return isTrailing ? throw new ParameterException(-4136, "Target strategy invalid for orderType TRAILING_STOP_MARKET, closePosition true")
            : parameters.Has("quantity") ? throw new ParameterException(-4137, "Quantity must be zero with closePosition equals true")
            : parameters.Has("reduceOnly") ? throw ParameterException.NotRequired("reduceOnly")
            : true;
    }

    private static ConditionalType TypeOf(string text) => text switch
    {
        "STOP_MARKET" => ConditionalType.StopMarket,
        "TAKE_PROFIT_MARKET" => ConditionalType.TakeProfitMarket,
        "TRAILING_STOP_MARKET" => ConditionalType.TrailingStopMarket,
        _ => throw new ParameterException(-1116, "Invalid orderType."),
    };

    private static WorkingType WorkingOf(string? text) => text switch
    {
        "MARK_PRICE" => WorkingType.MarkPrice,
        null or "CONTRACT_PRICE" => WorkingType.ContractPrice,
        _ => throw new ParameterException(-1130, "Data sent for parameter 'workingType' is not valid."),
    };
}
