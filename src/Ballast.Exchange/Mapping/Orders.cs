using Ballast.Core.Market;
using Ballast.Core.Positions;
using Binance.Net.Objects.Models.Futures;

namespace Ballast.Exchange.Mapping;

/// <summary>The library's orders as ours. An answer without an order id is none.</summary>
internal static class Orders
{
    /// <summary>Answers to POST and DELETE have had no average price since 2026-07-15: it is none until the order is read back.</summary>
    public static VenueOrder Plain(BinanceUsdFuturesOrder order) => new(
        IdOf(order.ClientOrderId, order.Id),
        new Symbol(order.Symbol),
        Words.Side(order.Side),
        order.Id,
        ActualOrderId: null,
        IsConditional: false,
        ConditionalType: null,
        new VenueOrderStatus(Words.Word(order.Status)),
        new Price(order.Price),
        Price.None,
        WorkingType: null,
        new Quantity(order.Quantity),
        new Quantity(order.QuantityFilled),
        AverageOf(order),
        order.ReduceOnly,
        Words.Time(order.UpdateTime));

    public static VenueOrder Conditional(BinanceFuturesConditionalOrder order)
    {
        var type = Words.Type(order.Type);
        return new VenueOrder(
            IdOf(order.ClientOrderId, order.Id),
            new Symbol(order.Symbol),
            Words.Side(order.Side),
            order.Id,
            order.ActualOrderId is > 0 ? order.ActualOrderId : null,
            IsConditional: true,
            type,
            new VenueOrderStatus(Words.Word(order.Status)),
            new Price(order.Price),
            new Price((type == ConditionalType.TrailingStopMarket ? order.ActivatePrice : order.TriggerPrice) ?? 0),
            Words.Working(order.WorkingType),
            order.ClosePosition ? null : new Quantity(order.Quantity),
            new Quantity(order.ActualQuantity ?? 0),
            order is { ActualPrice: > 0, ActualQuantity: > 0 } ? new Price(order.ActualPrice.Value) : Price.None,
            order.ReduceOnly || order.ClosePosition,
            Words.Time(order.UpdateTime))
        {
            CallbackPercent = order.CallbackRate is > 0 ? order.CallbackRate : null,
        };
    }

    /// <summary>What it became says how much of it was executed.</summary>
    public static VenueOrder With(this VenueOrder conditional, VenueOrder actual) =>
        conditional with { ExecutedQuantity = actual.ExecutedQuantity, AveragePrice = actual.AveragePrice };

    private static Price AverageOf(BinanceUsdFuturesOrder order) =>
        order.AveragePrice > 0 ? new Price(order.AveragePrice)
        : order is { QuantityFilled: > 0, QuoteQuantityFilled: > 0 } ? new Price(order.QuoteQuantityFilled.Value / order.QuantityFilled)
        : Price.None;

    /// <summary>An id that somebody else chose may be none of ours; such an order is named by the exchange's.</summary>
    private static ClientOrderId IdOf(string clientId, long orderId) =>
        orderId <= 0 ? throw new InvalidDataException("An answer without an order id.")
        : ClientOrderId.IsAllowed(clientId) ? new ClientOrderId(clientId)
        : new ClientOrderId(FormattableString.Invariant($"unnamed-{orderId}"));
}
