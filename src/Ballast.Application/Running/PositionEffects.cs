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
                return [await LookUpAsync(symbol, look.Order, cancel)];
            case PositionEffect.ReadFills fills:
                return await VenueReading.FillsAsync(exchange, symbol, fills.FromTradeId, cancel) is { } read ? [new PositionFact.FillsRead(read)] : [];
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

        OrderEvent happened = await exchange.PlaceAsync(order.Spec, cancel) switch
        {
            VenueReply<VenueOrder>.Accepted accepted => new OrderEvent.Seen(accepted.Value, ReadBack: false),

            // -4116: the id is open already; -4130: a close-position stop exists. Either may be this very order, sent before: read it back.
            VenueReply<VenueOrder>.Rejected { Code: -4116 or -4130 } => new OrderEvent.Unclear(),
            VenueReply<VenueOrder>.Rejected rejected => new OrderEvent.Refused(rejected.Code),
            VenueReply<VenueOrder>.Unknown => new OrderEvent.Unclear(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return [new PositionFact.OrderHappened(order.Id, happened)];
    }

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

    private async ValueTask<PositionFact> LookUpAsync(Symbol symbol, KnownOrder order, CancellationToken cancel) =>
        new PositionFact.OrderHappened(order.Id, await exchange.QueryAsync(symbol, order.Id, order.Spec.IsConditional, cancel) switch
        {
            VenueReply<VenueOrder>.Accepted accepted => new OrderEvent.Seen(accepted.Value, ReadBack: true),
            VenueReply<VenueOrder>.Rejected { Code: -2013 or -2011 } => new OrderEvent.NotFound(),
            VenueReply<VenueOrder>.Rejected or VenueReply<VenueOrder>.Unknown => new OrderEvent.Unclear(),
            _ => throw new System.Diagnostics.UnreachableException(),
        });

    /// <summary>A cancel that the venue does not understand may mean "filled": the order is read back instead.</summary>
    private async ValueTask<PositionFact> CancelAsync(Symbol symbol, KnownOrder order, CancellationToken cancel) =>
        await exchange.CancelAsync(symbol, order.Id, order.Spec.IsConditional, cancel) is VenueReply<VenueOrder>.Accepted accepted
            ? new PositionFact.OrderHappened(order.Id, new OrderEvent.Seen(accepted.Value, ReadBack: true))
            : await LookUpAsync(symbol, order, cancel);

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
