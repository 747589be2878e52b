using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Accounts;
using Ballast.Venue.Markets;

namespace Ballast.Venue.Matching;

/// <summary>
/// A trailing stop: active once the price has touched its activation price (or at once, without one), it remembers the best price since
/// and triggers when the price has come back from it by the callback rate. A selling one trails the high, a buying one the low.
/// </summary>
internal static class TrailingStop
{
    /// <summary>The least callback rate, percent.</summary>
    public const decimal LeastCallback = 0.1m;

    /// <summary>The largest callback rate, percent (20 on Binance from 2026-10-23; the stricter figure is kept).</summary>
    public const decimal MostCallback = 10m;

    /// <summary>The order with what a step of the market has changed of its extreme.</summary>
    public static OrderRecord Follow(OrderRecord order, in MarketTick tick)
    {
        var price = PriceOf(order, tick);
        var sign = order.Side.Sign();
        var isBetter = order.Extreme is { } extreme ? (extreme - price) * sign > 0 : order.Trigger == 0 || (order.Trigger - price) * sign >= 0;
        return isBetter ? order with { Extreme = price } : order;
    }

    public static bool IsTriggered(OrderRecord order, in MarketTick tick) =>
        order.Extreme is not null && (PriceOf(order, tick) - StopOf(order)) * order.Side.Sign() >= 0;

    /// <summary>Above this price, and below <see cref="UpperBound"/>, nothing happens to the order.</summary>
    public static decimal LowerBound(OrderRecord order) => order.Side == OrderSide.Sell
        ? (order.Extreme is null ? 0 : StopOf(order))
        : order.Extreme ?? Activation(order);

    public static decimal UpperBound(OrderRecord order) => order.Side == OrderSide.Sell
        ? order.Extreme ?? Activation(order)
        : order.Extreme is null ? decimal.MaxValue : StopOf(order);

    /// <summary>Without an activation price every price is of interest.</summary>
    private static decimal Activation(OrderRecord order) => order.Trigger > 0 ? order.Trigger : order.Side == OrderSide.Sell ? 0 : decimal.MaxValue;

    private static decimal StopOf(OrderRecord order) => order.Extreme!.Value * (1 + (order.Side.Sign() * order.Callback!.Value / 100m));

    private static decimal PriceOf(OrderRecord order, in MarketTick tick) => order.Working == WorkingType.MarkPrice ? tick.Mark : tick.Last;
}
