using System.Globalization;
using Ballast.Application.Ports;
using Ballast.Journal.Log;

namespace Ballast.Journal.Store;

/// <summary>All durable entities. Entities are immutable: a read hands out the same object until the row is written again.</summary>
internal sealed class Tables
{
    private readonly SortedDictionary<string, SortedIndex<SortedIndex<StoredEntity>>> tables = new(StringComparer.Ordinal);

    public static string ETagOf(long number) => number.ToString("x", CultureInfo.InvariantCulture);

    public StoredEntity? Find(string table, string partition, string row) => Partitions(table)?.Find(partition)?.Find(row);

    public SortedIndex<SortedIndex<StoredEntity>>? Partitions(string table) => tables.GetValueOrDefault(table);

    public void Apply(Entry.Committed commit, long number)
    {
        var etag = ETagOf(number);
        foreach (var write in commit.Writes)
        {
            if (write.BodyOrNull is { } body)
            {
                Set(commit.Table, new StoredEntity(commit.Partition, write.Row, etag, body));
            }
            else
            {
                Remove(commit.Table, commit.Partition, write.Row);
            }
        }
    }

    public void Set(string table, StoredEntity entity)
    {
        if (!tables.TryGetValue(table, out var partitions))
        {
            tables.Add(table, partitions = new());
        }

        var rows = partitions.Find(entity.Partition);
        if (rows is null)
        {
            partitions.Set(entity.Partition, rows = new());
        }

        rows.Set(entity.Row, entity);
    }

    public IEnumerable<Entry> Capture()
    {
        var captured = new List<(string Table, List<StoredEntity> Entities)>();
        foreach (var (table, partitions) in tables)
        {
            var entities = new List<StoredEntity>();
            foreach (var (_, rows) in partitions.From("", isExclusive: false))
            {
                rows.CopyValuesTo(entities);
            }

            captured.Add((table, entities));
        }

        return captured.SelectMany(table => table.Entities.Select(entity => new Entry.Row(table.Table, entity)));
    }

    private void Remove(string table, string partition, string row)
    {
        var partitions = Partitions(table);
        var rows = partitions?.Find(partition);
        rows?.Remove(row);
        if (rows is { Count: 0 })
        {
            partitions!.Remove(partition);
        }
    }
}
