using Ballast.Application.Ports;
using Ballast.Journal.Log;

namespace Ballast.Journal.Store;

/// <summary>
/// Table Storage semantics on the journal. Reads see durable entities only. Commits are judged against those in flight as well:
/// a conflict with one in flight is answered once that one is durable, so that the caller who reads again sees what won.
/// ETags derive from the place in the log. The same entity is the same object until its row is written again.
/// A commit once begun is not cancelled. A page holds at most 1000 entities, whatever more is asked for.
/// </summary>
public sealed class JournalStore : IStateStore
{
    private readonly Tables tables = new();
    private readonly InFlightRows inFlight = new();
    private JournalLog log = null!;

    internal JournalStore()
    {
    }

    /// <inheritdoc/>
    public ValueTask<StoredEntity?> ReadAsync(string table, string partition, string row, CancellationToken cancel = default)
    {
        TableNames.RequireTable(table);
        TableNames.RequireKey(partition, "partition");
        TableNames.RequireKey(row, "row");
        cancel.ThrowIfCancellationRequested();
        lock (log.Gate)
        {
            log.RequireUsable();
            return ValueTask.FromResult(tables.Find(table, partition, row));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A take below 1, or a continuation that no page gave.</exception>
    public ValueTask<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancel = default)
    {
        TableNames.RequireTable(query.Table);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1, nameof(query));
        cancel.ThrowIfCancellationRequested();
        lock (log.Gate)
        {
            log.RequireUsable();
            return ValueTask.FromResult(PageReader.Read(tables, query));
        }
    }

    /// <inheritdoc/>
    public async ValueTask<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancel = default)
    {
        TableNames.RequireTable(table);
        TableNames.RequireKey(partition, "partition");
        TableNames.RequireWrites(writes);
        cancel.ThrowIfCancellationRequested();
        var commit = new Entry.Committed(table, partition, [.. writes]);
        CommitResult result;
        Batch? decidedBy;
        lock (log.Gate)
        {
            log.RequireUsable();
            if (FirstConflict(commit, out decidedBy) is { } row)
            {
                result = new CommitResult.Conflict(row);
            }
            else
            {
                decidedBy = log.Open;
                var number = log.Append(commit);
                inFlight.Add(commit, number, decidedBy);
                var etag = Tables.ETagOf(number);
                result = new CommitResult.Committed([.. writes.Select(write => write is EntityWrite.Delete ? "" : etag)]);
            }
        }

        if (decidedBy is not null)
        {
            await log.WhenDurableAsync(decidedBy);
        }

        return result;
    }

    internal void Attach(JournalLog opened) => log = opened;

    internal void Apply(Entry entry, long number)
    {
        switch (entry)
        {
            case Entry.Committed commit:
                tables.Apply(commit, number);
                inFlight.Remove(commit, number);
                break;
            case Entry.Row row:
                tables.Set(row.Table, row.Entity);
                break;
        }
    }

    internal void Undo(Entry entry, long number)
    {
        if (entry is Entry.Committed commit)
        {
            inFlight.Remove(commit, number);
        }
    }

    internal IEnumerable<Entry> Capture() => tables.Capture();

    /// <summary>The first row whose condition fails; <paramref name="decidedBy"/> is the batch that made it fail, null when that is durable.</summary>
    private string? FirstConflict(Entry.Committed commit, out Batch? decidedBy)
    {
        decidedBy = null;
        foreach (var write in commit.Writes)
        {
            if (write is EntityWrite.Upsert)
            {
                continue;
            }

            var pending = inFlight.Find(commit.Table, commit.Partition, write.Row);
            var etag = pending is null ? tables.Find(commit.Table, commit.Partition, write.Row)?.ETag
                : pending.Exists ? Tables.ETagOf(pending.Number)
                : null;
            if (!Holds(write, etag))
            {
                decidedBy = pending?.Batch;
                return write.Row;
            }
        }

        return null;
    }

    private static bool Holds(EntityWrite write, string? etag) => write switch
    {
        EntityWrite.Insert => etag is null,
        EntityWrite.Replace it => etag is not null && etag == it.ETag,
        EntityWrite.Delete it => etag is not null && (it.ETag is null || it.ETag == etag),
        _ => true,
    };
}
