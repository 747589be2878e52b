using Ballast.Application.Ports;

namespace Ballast.Application.Tests.Reading;

/// <summary>A store that counts what is read of it.</summary>
internal sealed class CountingStore(IStateStore inner) : IStateStore
{
    /// <summary>Entities that were handed out.</summary>
    public int Rows { get; private set; }

    public int Queries { get; private set; }

    public ValueTask<StoredEntity?> ReadAsync(string table, string partition, string row, CancellationToken cancel = default)
    {
        Rows++;
        return inner.ReadAsync(table, partition, row, cancel);
    }

    public async ValueTask<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancel = default)
    {
        var page = await inner.QueryAsync(query, cancel);
        (Rows, Queries) = (Rows + page.Items.Count, Queries + 1);
        return page;
    }

    public ValueTask<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancel = default) => inner.CommitAsync(table, partition, writes, cancel);
}
