using Ballast.Application.Ports;
using Ballast.Simulation.Faults;

namespace Ballast.Simulation.World;

/// <summary>The state store as one process reaches it.</summary>
internal sealed class SimulatedStore(IStateStore inner, Wire wire, Latency latency, Observers observers) : IStateStore
{
    public ValueTask<StoredEntity?> ReadAsync(string table, string partition, string row, CancellationToken cancel = default) => CallAsync(false, () =>
    {
        ThrowIfDown(FaultKind.StoreUnavailable);
        return inner.ReadAsync(table, partition, row, cancel);
    });

    public ValueTask<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancel = default) => CallAsync(false, () =>
    {
        ThrowIfDown(FaultKind.StoreUnavailable);
        return inner.QueryAsync(query, cancel);
    });

    public ValueTask<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancel = default) => CallAsync(true, async () =>
    {
        ThrowIfDown(FaultKind.StoreUnavailable);
        var isConditional = writes.Any(w => w is EntityWrite.Replace or EntityWrite.Insert);
        if (isConditional && wire.Faults.Hits(FaultKind.StoreConflict))
        {
            return new CommitResult.Conflict(writes[0].Row);
        }

        var result = await inner.CommitAsync(table, partition, writes, cancel);
        if (result is CommitResult.Committed)
        {
            observers.Committed(wire.Process, table, partition, writes);
            if (wire.Faults.Hits(FaultKind.StoreAnswerLost))
            {
                throw new StoreUnavailableException("The store's answer was lost (simulated).") { MayBeWritten = true };
            }
        }

        return result;
    });

    private ValueTask<T> CallAsync<T>(bool isWrite, Func<ValueTask<T>> call)
    {
        var isSlow = isWrite && wire.Faults.Hits(FaultKind.StoreSlow);
        return wire.CallAsync(isSlow ? TimeSpan.FromSeconds(1) : latency.StoreLeast, isSlow ? TimeSpan.FromSeconds(6) : latency.StoreMost, isWrite, call);
    }

    private void ThrowIfDown(FaultKind kind)
    {
        if (wire.Faults.Hits(kind))
        {
            throw new StoreUnavailableException("The store is unavailable (simulated).");
        }
    }
}

/// <summary>How long store and queue take.</summary>
internal sealed record Latency(TimeSpan StoreLeast, TimeSpan StoreMost)
{
    /// <summary>The journal on the own disk.</summary>
    public static readonly Latency Local = new(TimeSpan.FromMicroseconds(100), TimeSpan.FromMilliseconds(1));

    /// <summary>Storage over a network.</summary>
    public static readonly Latency Remote = new(TimeSpan.FromMilliseconds(3), TimeSpan.FromMilliseconds(20));
}
