using System.Collections.Concurrent;
using Ballast.Application.Ports;

namespace Ballast.Emulator.Tests.Support;

/// <summary>A store in memory, as far as upserts and reads of single rows go. It can be told to be unavailable.</summary>
public sealed class MemoryStore : IStateStore
{
    private readonly ConcurrentDictionary<string, StoredEntity> _rows = [];
    private long _version;

    public bool IsDown { get; set; }

    /// <summary>Breaks in a way no port allows, as a bug would.</summary>
    public bool IsBroken { get; set; }

    public ValueTask<StoredEntity?> ReadAsync(string table, string partition, string row, CancellationToken cancel = default) =>
        IsBroken ? throw new InvalidOperationException("a bug") : IsDown ? throw new StoreUnavailableException() : ValueTask.FromResult(_rows.GetValueOrDefault($"{table}/{partition}/{row}"));

    public ValueTask<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancel = default) =>
        ValueTask.FromResult(new EntityPage(_rows.Where(row => row.Key.StartsWith(query.Table + "/", StringComparison.Ordinal)).Select(row => row.Value).ToList(), null));

    public ValueTask<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancel = default)
    {
        if (IsDown)
            throw new StoreUnavailableException();

        var tags = new List<string>();
        foreach (EntityWrite.Upsert upsert in writes.Cast<EntityWrite.Upsert>())
        {
            tags.Add($"{Interlocked.Increment(ref _version)}");
            _rows[$"{table}/{partition}/{upsert.Row}"] = new StoredEntity(partition, upsert.Row, tags[^1], upsert.Body);
        }

        return ValueTask.FromResult<CommitResult>(new CommitResult.Committed(tags));
    }
}
