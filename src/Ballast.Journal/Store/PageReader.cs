using Ballast.Application.Ports;

namespace Ballast.Journal.Store;

/// <summary>Reads one page. Work is bounded by the rows taken and the partitions looked into.</summary>
internal static class PageReader
{
    /// <summary>As in Table Storage.</summary>
    private const int MostItems = 1000;

    /// <summary>So that a sparse row prefix over many partitions does not hold up commits.</summary>
    private const int MostPartitions = 1000;

    public static EntityPage Read(Tables tables, EntityQuery query)
    {
        var take = Math.Min(query.Take, MostItems);
        var items = new List<StoredEntity>();
        Continuation? after = query.After is { } token ? Continuation.Parse(token) : null;
        var prefix = query.Partition ?? query.PartitionPrefix ?? "";
        var looked = 0;
        foreach (var (partition, rows) in Partitions(tables, query.Table, after, prefix))
        {
            if (query.Partition is { } only ? partition != only : !partition.StartsWith(prefix, StringComparison.Ordinal))
            {
                break;
            }

            if (looked++ == MostPartitions)
            {
                return new EntityPage(items, new Continuation(partition, null).ToString());
            }

            foreach (var entity in Rows(rows, after is { } at && at.Partition == partition ? at.Row : null, query.RowPrefix ?? "", query.RowFrom ?? ""))
            {
                if (items.Count == take)
                {
                    return new EntityPage(items, new Continuation(items[^1].Partition, items[^1].Row).ToString());
                }

                items.Add(entity);
            }
        }

        return new EntityPage(items, null);
    }

    private static IEnumerable<(string Key, SortedIndex<StoredEntity> Value)> Partitions(Tables tables, string table, Continuation? after, string prefix)
    {
        var from = after is { } at && string.CompareOrdinal(at.Partition, prefix) > 0 ? at.Partition : prefix;
        return tables.Partitions(table)?.From(from, isExclusive: false) ?? [];
    }

    private static IEnumerable<StoredEntity> Rows(SortedIndex<StoredEntity> rows, string? after, string prefix, string from)
    {
        var first = string.CompareOrdinal(from, prefix) > 0 ? from : prefix;
        var isBehind = after is not null && string.CompareOrdinal(after, first) >= 0;
        return rows.From(isBehind ? after! : first, isExclusive: isBehind)
            .TakeWhile(row => row.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(row => row.Value);
    }
}
