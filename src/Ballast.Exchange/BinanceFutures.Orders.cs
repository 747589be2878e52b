using System.Diagnostics;
using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Exchange.Calls;
using Ballast.Exchange.Mapping;
using Binance.Net.Enums;
using Binance.Net.Interfaces.Clients;
using Binance.Net.Objects.Models.Futures;
using CryptoExchange.Net.Objects;

namespace Ballast.Exchange;

/// <summary>Plain orders at /fapi/v1/order, conditional ones at /fapi/v1/algoOrder.</summary>
public sealed partial class BinanceFutures
{
    public ValueTask<VenueReply<VenueOrder>> PlaceAsync(OrderSpec order, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order switch
        {
            OrderSpec.Limit limit => PlainAsync(CallKind.Changing, (client, stop) => SendAsync(client, limit, stop), cancel),
            OrderSpec.Market market => PlainAsync(CallKind.Changing, (client, stop) => SendAsync(client, market, stop), cancel),
            OrderSpec.Conditional conditional => ConditionalAsync(CallKind.Changing, (client, stop) => SendAsync(client, conditional, stop), cancel),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>A conditional order's cancel is answered by its ids alone, so it is read back; where that fails, the answer is Unknown although it is cancelled.</summary>
    public async ValueTask<VenueReply<VenueOrder>> CancelAsync(Symbol symbol, ClientOrderId id, bool isConditional, CancellationToken cancel = default)
    {
        if (!isConditional)
        {
            return await PlainAsync(CallKind.Changing, (client, stop) => client.UsdFuturesApi.Trading.CancelOrderAsync(symbol.Name, origClientOrderId: id.Value, ct: stop), cancel);
        }

        var canceled = await _calls.AskAsync(CallKind.Changing, (client, stop) => client.UsdFuturesApi.Trading.CancelConditionalOrderAsync(clientOrderId: id.Value, ct: stop), o => o.Id, cancel);
        if (canceled is not VenueReply<long>.Accepted)
        {
            return Replies.Failed<long, VenueOrder>(canceled);
        }

        return await QueryAsync(symbol, id, isConditional: true, cancel) is VenueReply<VenueOrder>.Accepted read
            ? read
            : new VenueReply<VenueOrder>.Unknown($"{id} is cancelled and could not be read back.");
    }

    public async ValueTask<VenueReply<VenueOrder>> QueryAsync(Symbol symbol, ClientOrderId id, bool isConditional, CancellationToken cancel = default)
    {
        if (!isConditional)
        {
            return await PlainAsync(CallKind.Signed, (client, stop) => client.UsdFuturesApi.Trading.GetOrderAsync(symbol.Name, origClientOrderId: id.Value, ct: stop), cancel);
        }

        var lacksQuantity = false;
        var reply = await _calls.AskAsync(
            CallKind.Signed,
            (client, stop) => client.UsdFuturesApi.Trading.GetConditionalOrderAsync(clientOrderId: id.Value, ct: stop),
            order =>
            {
                lacksQuantity = order is { ActualOrderId: > 0, ActualQuantity: null };
                return Orders.Conditional(order);
            },
            cancel);
        return lacksQuantity && reply is VenueReply<VenueOrder>.Accepted { Value: var conditional } ? await WithActualAsync(conditional, cancel) : reply;
    }

    /// <summary>
    /// GET /fapi/v1/openAlgoOrders, then /fapi/v1/openOrders: an order that triggers in between is in both answers, never in neither.
    /// </summary>
    public async ValueTask<VenueReply<IReadOnlyList<VenueOrder>>> OpenOrdersAsync(Symbol? symbol, CancellationToken cancel = default)
    {
        var conditional = await _calls.AskAsync(
            CallKind.Signed,
            (client, stop) => client.UsdFuturesApi.Trading.GetOpenConditionalOrdersAsync(symbol?.Name, ct: stop),
            VenueOrder[] (found) => [.. found.Select(Orders.Conditional)],
            cancel);
        if (conditional is not VenueReply<VenueOrder[]>.Accepted)
        {
            return Replies.Failed<VenueOrder[], IReadOnlyList<VenueOrder>>(conditional);
        }

        var plain = await _calls.AskAsync(
            CallKind.Signed,
            (client, stop) => client.UsdFuturesApi.Trading.GetOpenOrdersAsync(symbol?.Name, ct: stop),
            VenueOrder[] (found) => [.. found.Select(Orders.Plain)],
            cancel);
        return conditional.And(plain).Then(IReadOnlyList<VenueOrder> (both) => [.. both.First, .. both.Second]);
    }

    private ValueTask<VenueReply<VenueOrder>> PlainAsync(CallKind kind, Func<IBinanceRestClient, CancellationToken, Task<HttpResult<BinanceUsdFuturesOrder>>> call, CancellationToken cancel) =>
        _calls.AskAsync(kind, call, Orders.Plain, cancel);

    private ValueTask<VenueReply<VenueOrder>> ConditionalAsync(CallKind kind, Func<IBinanceRestClient, CancellationToken, Task<HttpResult<BinanceFuturesConditionalOrder>>> call, CancellationToken cancel) =>
        _calls.AskAsync(kind, call, Orders.Conditional, cancel);

    /// <summary>A conditional order that has triggered and does not say how much was executed: the order that it became says it.</summary>
    private async ValueTask<VenueReply<VenueOrder>> WithActualAsync(VenueOrder conditional, CancellationToken cancel) =>
        await PlainAsync(CallKind.Signed, (client, stop) => client.UsdFuturesApi.Trading.GetOrderAsync(conditional.Symbol.Name, orderId: conditional.ActualOrderId, ct: stop), cancel) switch
        {
            VenueReply<VenueOrder>.Accepted actual => new VenueReply<VenueOrder>.Accepted(conditional.With(actual.Value)),
            _ => new VenueReply<VenueOrder>.Unknown($"{conditional.Id} has triggered, and the order that it became cannot be read yet."),
        };

    private static Task<HttpResult<BinanceUsdFuturesOrder>> SendAsync(IBinanceRestClient client, OrderSpec.Limit order, CancellationToken stop) => client.UsdFuturesApi.Trading.PlaceOrderAsync(
        order.Symbol.Name,
        Words.Side(order.Side),
        FuturesOrderType.Limit,
        Words.Plain(order.Quantity.Value),
        Words.Plain(order.Price.Value),
        timeInForce: Words.Life(order.Life),
        reduceOnly: order.ReduceOnly ? true : null,
        newClientOrderId: order.Id.Value,
        orderResponseType: OrderResponseType.Result,
        ct: stop);

    private static Task<HttpResult<BinanceUsdFuturesOrder>> SendAsync(IBinanceRestClient client, OrderSpec.Market order, CancellationToken stop) => client.UsdFuturesApi.Trading.PlaceOrderAsync(
        order.Symbol.Name,
        Words.Side(order.Side),
        FuturesOrderType.Market,
        Words.Plain(order.Quantity.Value),
        reduceOnly: order.ReduceOnly ? true : null,
        newClientOrderId: order.Id.Value,
        orderResponseType: OrderResponseType.Result,
        ct: stop);

    /// <summary>Close-position takes neither a quantity nor reduceOnly (facts.md §4).</summary>
    private static Task<HttpResult<BinanceFuturesConditionalOrder>> SendAsync(IBinanceRestClient client, OrderSpec.Conditional order, CancellationToken stop)
    {
        var isTrailing = order.Type == ConditionalType.TrailingStopMarket;
        decimal? trigger = order.Trigger.IsSet ? Words.Plain(order.Trigger.Value) : null;
        var closes = order.Quantity is null;
        return client.UsdFuturesApi.Trading.PlaceConditionalOrderAsync(
            order.Symbol.Name,
            Words.Side(order.Side),
            Words.Type(order.Type),
            order.Quantity is { } quantity ? Words.Plain(quantity.Value) : null,
            reduceOnly: closes || order.MayOpen ? null : true,
            clientOrderId: order.Id.Value,
            triggerPrice: isTrailing ? null : trigger,
            activationPrice: isTrailing ? trigger : null,
            callbackRate: order.CallbackPercent is { } callback ? Words.Plain(callback) : null,
            workingType: Words.Working(order.WorkingType),
            closePosition: closes ? true : null,
            ct: stop);
    }
}
