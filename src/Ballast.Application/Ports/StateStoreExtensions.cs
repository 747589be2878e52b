using System.Runtime.CompilerServices;

namespace Ballast.Application.Ports;

/// <summary>What every user of a store does the same way.</summary>
public static class StateStoreExtensions
{
    /// <summary>All entities of a query, page by page as they are asked for.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot answer now.</exception>
    public static async IAsyncEnumerable<StoredEntity> AllAsync(this IStateStore store, EntityQuery query, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(query);
        do
        {
            var page = await store.QueryAsync(query, cancel);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            query = query with { After = page.Next };
        }
        while (query.After is not null);
    }

    /// <summary>Deletes rows of one partition in as few commits as they fit into; one that is gone already is passed over. How many were deleted.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot take it now.</exception>
    public static async ValueTask<int> DeleteAsync(this IStateStore store, string table, string partition, IEnumerable<string> rows, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var deleted = 0;
        foreach (var chunk in rows.Distinct().Chunk(IStateStore.MaxWrites))
        {
            var left = chunk.ToList();
            while (left.Count > 0 && await store.CommitAsync(table, partition, [.. left.Select(row => new EntityWrite.Delete(row))], cancel) is CommitResult.Conflict gone)
            {
                left.Remove(gone.Row);
            }

            deleted += left.Count;
        }

        return deleted;
    }
}
