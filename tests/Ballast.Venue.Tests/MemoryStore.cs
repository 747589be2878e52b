using System.Globalization;
using Ballast.Application.Ports;

namespace Ballast.Venue.Tests;

/// <summary>A state store in memory, which can be made to fail.</summary>
public sealed class MemoryStore : IStateStore
{
    private readonly SortedDictionary<(string Table, string Partition, string Row), StoredEntity> _rows = new(Comparer<(string Table, string Partition, string Row)>.Create(Compare));
    private long _tag;

    /// <summary>How many of the next commits fail; positive from now on.</summary>
    public int FailNextCommits { get; set; }

    /// <summary>The number of the commit that fails once, counted from 1; 0 for none.</summary>
    public int FailAtCommit { get; set; }

    /// <summary>Whether a failing commit is written all the same.</summary>
    public bool FailAfterWriting { get; set; }

    public int Commits { get; private set; }

    public int MostWrites { get; private set; }

    public int LongestData { get; private set; }

    public IEnumerable<StoredEntity> Rows => _rows.Values;

    public MemoryStore Copy()
    {
        var copy = new MemoryStore { _tag = _tag };
        foreach (var (key, value) in _rows)
        {
            copy._rows[key] = value;
        }

        return copy;
    }

    public ValueTask<StoredEntity?> ReadAsync(string table, string partition, string row, CancellationToken cancel = default) =>
        new(_rows.GetValueOrDefault((table, partition, row)));

    public ValueTask<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancel = default)
    {
        var found = _rows.Where(r => r.Key.Table == query.Table
            && (query.Partition is null || r.Key.Partition == query.Partition)
            && (query.PartitionPrefix is null || r.Key.Partition.StartsWith(query.PartitionPrefix, StringComparison.Ordinal))
            && string.CompareOrdinal(r.Key.Row, query.RowFrom) >= 0
            && (query.RowPrefix is null || r.Key.Row.StartsWith(query.RowPrefix, StringComparison.Ordinal))).Select(r => r.Value);
        var skipped = query.After is null ? 0 : int.Parse(query.After, CultureInfo.InvariantCulture);
        var page = found.Skip(skipped).Take(7).ToArray();
        return new(new EntityPage(page, page.Length == 7 ? (skipped + 7).ToString(CultureInfo.InvariantCulture) : null));
    }

    public ValueTask<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancel = default)
    {
        Assert.InRange(writes.Count, 1, IStateStore.MaxWrites);
        Assert.Equal(writes.Count, writes.Select(w => w.Row).Distinct().Count());
        var fails = FailNextCommits > 0 || FailAtCommit == Commits + 1;
        FailNextCommits -= FailNextCommits > 0 ? 1 : 0;
        FailAtCommit = fails ? 0 : FailAtCommit;
        if (fails && !FailAfterWriting)
        {
            throw new StoreUnavailableException("The disk is full.");
        }

        if (writes.FirstOrDefault(w => !Fits(table, partition, w)) is { } conflict)
        {
            return new(new CommitResult.Conflict(conflict.Row));
        }

        Commits++;
        MostWrites = Math.Max(MostWrites, writes.Count);
        var tags = writes.Select(w => Write(table, partition, w)).ToArray();
        return fails
            ? throw new StoreUnavailableException("The connection broke.") { MayBeWritten = true }
            : new(new CommitResult.Committed(tags));
    }

    private static int Compare((string Table, string Partition, string Row) x, (string Table, string Partition, string Row) y) =>
        string.CompareOrdinal(x.Table, y.Table) is not 0 and var t ? t
        : string.CompareOrdinal(x.Partition, y.Partition) is not 0 and var p ? p
        : string.CompareOrdinal(x.Row, y.Row);

    private bool Fits(string table, string partition, EntityWrite write)
    {
        var existing = _rows.GetValueOrDefault((table, partition, write.Row));
        return write switch
        {
            EntityWrite.Insert => existing is null,
            EntityWrite.Replace replace => existing?.ETag == replace.ETag,
            EntityWrite.Delete delete => existing is not null && (delete.ETag is null || delete.ETag == existing.ETag),
            _ => true,
        };
    }

    private string Write(string table, string partition, EntityWrite write)
    {
        var body = write switch
        {
            EntityWrite.Insert insert => insert.Body,
            EntityWrite.Replace replace => replace.Body,
            EntityWrite.Upsert upsert => upsert.Body,
            _ => null,
        };
        if (body is null)
        {
            _rows.Remove((table, partition, write.Row));
            return "";
        }

        Assert.InRange(body.Data.Length, 0, EntityBody.MaxDataLength);
        LongestData = Math.Max(LongestData, body.Data.Length);
        var tag = (++_tag).ToString(CultureInfo.InvariantCulture);
        _rows[(table, partition, write.Row)] = new StoredEntity(partition, write.Row, tag, body);
        return tag;
    }
}
