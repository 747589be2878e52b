using Ballast.Application.Ports;
using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.Tests.Support;

/// <summary>The store, with its points to die at and, on demand, conflicts that somebody else made.</summary>
public sealed class CrashingStore(IStateStore inner, Points points, int conflictEvery) : IStateStore
{
    private int _conditional;

    public int Conflicts { get; private set; }

    /// <summary>The partition that does not answer, where a test wants one.</summary>
    public string? Unavailable { get; set; }

    /// <summary>What reads of <see cref="SlowTable"/> wait for, where a test wants a slow store.</summary>
    public Task? ReadsAfter { get; set; }

    public string? SlowTable { get; set; }

    /// <summary>What commits wait for, where a test wants a slow store.</summary>
    public Task? CommitsAfter { get; set; }

    public async ValueTask<StoredEntity?> ReadAsync(string table, string partition, string row, CancellationToken cancel = default)
    {
        points.ThrowIfDead();
        ThrowIfUnavailable(partition);
        if (table == SlowTable && ReadsAfter is { } read)
        {
            await read;
        }

        return await inner.ReadAsync(table, partition, row, cancel);
    }

    public ValueTask<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancel = default)
    {
        points.ThrowIfDead();
        return inner.QueryAsync(query, cancel);
    }

    public async ValueTask<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancel = default)
    {
        ThrowIfUnavailable(partition);
        if (CommitsAfter is { } commit)
        {
            await commit;
        }

        var isConditional = writes.Any(w => w is EntityWrite.Replace or EntityWrite.Insert);
        if (isConditional && conflictEvery > 0 && ++_conditional % conflictEvery == 0)
        {
            Conflicts++;
            return new CommitResult.Conflict(writes[0].Row);
        }

        return await points.PassAsync($"commit {table} {partition} {string.Join('+', writes.Select(w => w.Row))}", () => inner.CommitAsync(table, partition, writes, cancel));
    }

    private void ThrowIfUnavailable(string partition)
    {
        if (partition == Unavailable)
        {
            throw new StoreUnavailableException($"{partition} does not answer (test).");
        }
    }
}

/// <summary>The queue's sending side, with its points to die at; it may fail for a while.</summary>
public sealed class CrashingQueue(IOrderQueue inner, Points points) : IOrderQueue
{
    public bool IsDown { get; set; }

    /// <summary>What sends wait for, where a test wants a slow queue.</summary>
    public Task? SendsAfter { get; set; }

    public async ValueTask SendAsync(string queue, QueueMessage message, CancellationToken cancel = default)
    {
        if (IsDown)
        {
            throw new QueueUnavailableException("The queue is down (test).");
        }

        if (SendsAfter is { } send)
        {
            await send;
        }

        await points.PassAsync($"send {queue} {message.MessageId}", async () =>
        {
            await inner.SendAsync(queue, message, cancel);
            return true;
        });
    }
}

/// <summary>The exchange, with points to die at for each call that changes it, and a record of every order it was sent.</summary>
public sealed class CrashingExchange(IExchange inner, Points points, List<OrderSpec> placed) : IExchange
{
    public string Name => inner.Name;

    /// <summary>What the venue says of its limits, where a test wants another than its own.</summary>
    public VenueUsage? Told { get; set; }

    public VenueUsage Usage => Told ?? inner.Usage;

    /// <summary>Every call is answered 429 or 418 while it is set.</summary>
    public (TimeSpan RetryAfter, bool IsBan)? Limit { get; set; }

    /// <summary>Every call is answered with this code while it is set.</summary>
    public int? Code { get; set; }

    /// <summary>Makes another account of the venue's, where a test wants one.</summary>
    public Func<VenueAccount, VenueAccount>? Account { get; set; }

    /// <summary>How many calls came through.</summary>
    public int Calls { get; private set; }

    public ValueTask<VenueReply<VenueOrder>> PlaceAsync(OrderSpec order, CancellationToken cancel = default) => points.PassAsync($"place {order.Id}", () => Alive(() =>
    {
        placed.Add(order);
        return inner.PlaceAsync(order, cancel);
    }));

    public ValueTask<VenueReply<VenueOrder>> CancelAsync(Symbol symbol, ClientOrderId id, bool isConditional, CancellationToken cancel = default) =>
        points.PassAsync($"cancel {id}", () => Alive(() => inner.CancelAsync(symbol, id, isConditional, cancel)));

    public ValueTask<VenueReply<Leverage>> PrepareAsync(Symbol symbol, Leverage leverage, CancellationToken cancel = default) =>
        points.PassAsync($"prepare {symbol}", () => Alive(() => inner.PrepareAsync(symbol, leverage, cancel)));

    public ValueTask<VenueReply<DateTimeOffset>> ServerTimeAsync(CancellationToken cancel = default) => Alive(() => inner.ServerTimeAsync(cancel));

    public ValueTask<VenueReply<VenueOrder>> QueryAsync(Symbol symbol, ClientOrderId id, bool isConditional, CancellationToken cancel = default) => Alive(() => inner.QueryAsync(symbol, id, isConditional, cancel));

    public ValueTask<VenueReply<IReadOnlyList<VenueOrder>>> OpenOrdersAsync(Symbol? symbol, CancellationToken cancel = default) => Alive(() => inner.OpenOrdersAsync(symbol, cancel));

    public ValueTask<VenueReply<IReadOnlyList<VenuePosition>>> PositionsAsync(Symbol? symbol, CancellationToken cancel = default) => Alive(() => inner.PositionsAsync(symbol, cancel));

    public ValueTask<VenueReply<IReadOnlyList<Fill>>> FillsAsync(Symbol symbol, long fromTradeId, CancellationToken cancel = default) => Alive(() => inner.FillsAsync(symbol, fromTradeId, cancel));

    public ValueTask<VenueReply<IReadOnlyList<IncomeEntry>>> IncomeAsync(DateTimeOffset from, CancellationToken cancel = default) => Alive(() => inner.IncomeAsync(from, cancel));

    public ValueTask<VenueReply<VenueAccount>> AccountAsync(CancellationToken cancel = default) => Alive(async () =>
    {
        var reply = await inner.AccountAsync(cancel);
        return reply is VenueReply<VenueAccount>.Accepted { Value: var account } && Account is { } other ? new VenueReply<VenueAccount>.Accepted(other(account)) : reply;
    });

    public ValueTask<VenueReply<IReadOnlyList<VenueOrder>>> ForcedOrdersAsync(Symbol symbol, DateTimeOffset from, CancellationToken cancel = default) => Alive(() => inner.ForcedOrdersAsync(symbol, from, cancel));

    public ValueTask<VenueReply<bool>> ArmCountdownAsync(Symbol symbol, TimeSpan countdown, CancellationToken cancel = default) =>
        points.PassAsync($"countdown {symbol}", () => Alive(() => inner.ArmCountdownAsync(symbol, countdown, cancel)));

    private ValueTask<VenueReply<T>> Alive<T>(Func<ValueTask<VenueReply<T>>> call)
    {
        points.ThrowIfDead();
        Calls++;
        return Limit is { } limit ? Answer<T>(new VenueReply<T>.Rejected(-1003, limit.IsBan ? "Way too many requests; IP banned." : "Too many requests.") { RetryAfter = limit.RetryAfter, IsBan = limit.IsBan })
            : Code is { } code ? Answer<T>(new VenueReply<T>.Rejected(code, "no (test)"))
            : call();
    }

    private static ValueTask<VenueReply<T>> Answer<T>(VenueReply<T> reply) => ValueTask.FromResult(reply);
}
