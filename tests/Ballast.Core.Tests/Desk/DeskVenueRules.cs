using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Core.Tests.Desk;

internal static class DeskVenueRules
{
    /// <summary>True when a bar leaves an order alone, or the order has ended.</summary>
    public static bool IsUntouched(VenueOrder order, decimal low, decimal high) =>
        order.Status != VenueOrderStatus.New || (order.ConditionalType == ConditionalType.StopMarket == (order.Side == OrderSide.Sell) ? low > order.Trigger.Value : high < order.Trigger.Value);
}
