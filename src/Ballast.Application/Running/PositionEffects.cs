using Ballast.Application.Codec;
using Ballast.Application.Messages;
using Ballast.Application.Ports;
using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.Running;

/// <summary>Performs what a position asks for, and turns every answer into facts. Nothing the venue says throws.</summary>
public sealed class PositionEffects(IExchange exchange, IOrderQueue queue, INotifier notifier, EntryGate gate, PositionDelivery delivery, TimeProvider time)
{
    public async ValueTask<IReadOnlyList<PositionFact>> PerformAsync(string account, Symbol symbol, PositionEffect effect, CancellationToken cancel)
    {
        switch (effect)
        {
            case PositionEffect.PrepareEntry prepare:
                return await gate.CheckAsync(prepare.Ticket, prepare.FillsFrom, cancel);
            case PositionEffect.Place place:
                return await PlaceAsync(account, place.Order, place.GuardAt, cancel);
            case PositionEffect.Cancel cancelOrder:
                return [await CancelAsync(symbol, cancelOrder.Order, cancel)];
            case PositionEffect.CancelStray stray:
                await exchange.CancelAsync(symbol, stray.Order.Id, stray.Order.IsConditional, cancel);
                return [];
            case PositionEffect.LookUp look:
                return [await LookUpAsync(look.Order, cancel)];
            case PositionEffect.ReadFills fills:
                return await VenueReading.FillsAsync(exchange, symbol, fills.FromTradeId, cancel) is { } read ? [new PositionFact.FillsRead(read)] : [];
            case PositionEffect.ReadPosition position:
                return await ReadPositionAsync(symbol, position.FromTradeId, cancel);
            case PositionEffect.FindStop find:
                return await FindStopAsync(symbol, find.Refused, cancel);
            case PositionEffect.ReadFunding funding:
                return await VenueReading.IncomeAsync(exchange, funding.From, cancel) is { } income ? [new PositionFact.FundingRead(Sum(income, symbol, "FUNDING_FEE"), Sum(income, symbol, "INSURANCE_CLEAR"))] : [];
            case PositionEffect.ReadForced forced:
                return await ForcedAsync(symbol, forced.From, cancel);
            case PositionEffect.Deliver deliver:
                return [new PositionFact.Delivered(await delivery.DeliverAsync(account, symbol, deliver.Items, cancel))];
            case PositionEffect.Tell tell:
                await notifier.NotifyAsync(tell.Notice, cancel);
                return [];
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>A guard goes before the order it guards: without it no entry is sent; a stop is sent all the same.</summary>
    private async ValueTask<IReadOnlyList<PositionFact>> PlaceAsync(string account, KnownOrder order, DateTimeOffset? guardAt, CancellationToken cancel)
    {
        var isEntry = order.Role == OrderRole.Entry;
        if (guardAt is { } at && !await TryGuardAsync(account, order, at, cancel) && isEntry)
        {
            return [new PositionFact.EntryNotSent(order.Id)];
        }

        if (isEntry && time.GetUtcNow() >= order.SendBefore)
        {
            return [new PositionFact.EntryNotSent(order.Id)];
        }

        var reply = await exchange.PlaceAsync(order.Spec, cancel);
        if (reply is VenueReply<VenueOrder>.Rejected first && GoesOnceMore(order.Role, VenueCodes.Of(first.Code).Meaning)
            && await exchange.ServerTimeAsync(cancel) is VenueReply<DateTimeOffset>.Accepted && !(isEntry && time.GetUtcNow() >= order.SendBefore))
        {
            reply = await exchange.PlaceAsync(order.Spec, cancel);
        }

        // Asked at once, the venue mostly knows whether "nothing left to reduce" is the doing of this very order; see OrderLife.
        if (reply is VenueReply<VenueOrder>.Rejected conflict && order.Role == OrderRole.Close && VenueCodes.Of(conflict.Code).Meaning.Close == CloseReaction.ReadPosition
            && await AskAsync(order, cancel) is not OrderEvent.NotFound and var before)
        {
            return [new PositionFact.OrderHappened(order.Id, before)];
        }

        OrderEvent happened = reply switch
        {
            VenueReply<VenueOrder>.Accepted accepted => new OrderEvent.Seen(accepted.Value, ReadBack: false),
            VenueReply<VenueOrder>.Rejected rejected => new OrderEvent.Refused(rejected.Code),
            VenueReply<VenueOrder>.Unknown => new OrderEvent.Unclear(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return [new PositionFact.OrderHappened(order.Id, happened)];
    }

    private static bool GoesOnceMore(OrderRole role, VenueMeaning meaning) => role switch
    {
        OrderRole.Entry => meaning.Entry == EntryReaction.OnceMore,
        OrderRole.Close => meaning.Close == CloseReaction.OnceMore,
        OrderRole.Backstop or OrderRole.TighterStop or OrderRole.TakeProfit => meaning.Stop == StopReaction.OnceMore,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Fills first, so that they explain what has become of the position.</summary>
    private async ValueTask<IReadOnlyList<PositionFact>> ReadPositionAsync(Symbol symbol, long fromTradeId, CancellationToken cancel)
    {
        var facts = new List<PositionFact>();
        if (await VenueReading.FillsAsync(exchange, symbol, fromTradeId, cancel) is { } fills)
        {
            facts.Add(new PositionFact.FillsRead(fills));
        }

        if (await exchange.PositionsAsync(symbol, cancel) is VenueReply<IReadOnlyList<VenuePosition>>.Accepted held
            && await exchange.OpenOrdersAsync(symbol, cancel) is VenueReply<IReadOnlyList<VenueOrder>>.Accepted open)
        {
            var signed = held.Value.Where(p => p.Symbol == symbol).Sum(p => p.SignedQuantity);
            facts.Add(new PositionFact.VenueSeen(signed, EquatableList.From(open.Value.Where(o => o.Symbol == symbol))));
        }

        return facts;
    }

    private async ValueTask<IReadOnlyList<PositionFact>> FindStopAsync(Symbol symbol, KnownOrder refused, CancellationToken cancel) =>
        await exchange.OpenOrdersAsync(symbol, cancel) is VenueReply<IReadOnlyList<VenueOrder>>.Accepted open
            ? [new PositionFact.StopFound(refused.Id, open.Value.FirstOrDefault(o => o.Symbol == symbol && o.ConditionalType == ConditionalType.StopMarket && o.Quantity is null && o.Side == refused.Spec.Side))]
            : [];

    private async ValueTask<bool> TryGuardAsync(string account, KnownOrder order, DateTimeOffset at, CancellationToken cancel)
    {
        try
        {
            var message = new ExitMessage(account, order.Spec.Symbol, null);
            await queue.SendAsync(QueueNames.Exits, new QueueMessage($"guard-{order.Id}", null, StateCodec.ToText(message), ScheduledFor: at), cancel);
            return true;
        }
        catch (QueueUnavailableException failed)
        {
            await notifier.NotifyAsync(new Notice(NoticeLevel.Critical, "GUARD_NOT_SCHEDULED", $"The guard of {order.Id} on {order.Spec.Symbol} could not be scheduled: {failed.Message}"), cancel);
            return false;
        }
    }

    private async ValueTask<PositionFact> LookUpAsync(KnownOrder order, CancellationToken cancel) =>
        new PositionFact.OrderHappened(order.Id, await AskAsync(order, cancel));

    /// <summary>What the venue knows of an order: seen, not found, or unclear.</summary>
    private async ValueTask<OrderEvent> AskAsync(KnownOrder order, CancellationToken cancel)
    {
        var askedAt = time.GetUtcNow();
        var reply = await exchange.QueryAsync(order.Spec.Symbol, order.Id, order.Spec.IsConditional, cancel);
        if (reply is VenueReply<VenueOrder>.Rejected first && VenueCodes.Of(first.Code).Meaning.Query == QueryReaction.OnceMore && await exchange.ServerTimeAsync(cancel) is VenueReply<DateTimeOffset>.Accepted)
        {
            reply = await exchange.QueryAsync(order.Spec.Symbol, order.Id, order.Spec.IsConditional, cancel);
        }

        return reply switch
        {
            VenueReply<VenueOrder>.Accepted accepted => new OrderEvent.Seen(accepted.Value, ReadBack: true),
            VenueReply<VenueOrder>.Rejected rejected when VenueCodes.Of(rejected.Code).Meaning.Query == QueryReaction.NotFound => new OrderEvent.NotFound(askedAt),
            VenueReply<VenueOrder>.Rejected or VenueReply<VenueOrder>.Unknown => new OrderEvent.Unclear(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>A cancel that the venue does not understand may mean "filled": the order is read back instead.</summary>
    private async ValueTask<PositionFact> CancelAsync(Symbol symbol, KnownOrder order, CancellationToken cancel)
    {
        var reply = await exchange.CancelAsync(symbol, order.Id, order.Spec.IsConditional, cancel);
        if (reply is VenueReply<VenueOrder>.Rejected first && VenueCodes.Of(first.Code).Meaning.Cancel == CancelReaction.OnceMore && await exchange.ServerTimeAsync(cancel) is VenueReply<DateTimeOffset>.Accepted)
        {
            reply = await exchange.CancelAsync(symbol, order.Id, order.Spec.IsConditional, cancel);
        }

        return reply is VenueReply<VenueOrder>.Accepted accepted
            ? new PositionFact.OrderHappened(order.Id, new OrderEvent.Seen(accepted.Value, ReadBack: true))
            : await LookUpAsync(order, cancel);
    }

    /// <summary>No fact while the venue cannot be asked; null when it cannot tell.</summary>
    private async ValueTask<IReadOnlyList<PositionFact>> ForcedAsync(Symbol symbol, DateTimeOffset from, CancellationToken cancel) =>
        await exchange.ForcedOrdersAsync(symbol, from, cancel) switch
        {
            VenueReply<IReadOnlyList<VenueOrder>>.Accepted orders => [new PositionFact.ForcedRead(EquatableList.From(orders.Value))],
            VenueReply<IReadOnlyList<VenueOrder>>.Rejected { Code: not Limits.CallBudget.TooMany } => [new PositionFact.ForcedRead(null)],
            _ => [],
        };

    private static Money Sum(EquatableList<IncomeEntry> income, Symbol symbol, string kind)
    {
        var total = Money.Zero;
        foreach (var line in income)
        {
            total += line.Kind == kind && line.Symbol == symbol ? line.Amount : Money.Zero;
        }

        return total;
    }
}
