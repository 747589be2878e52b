namespace Ballast.Application.Ports;

/// <summary>
/// Durable state with the semantics of Azure Table Storage: entities in partitions, an ETag per entity,
/// and all-or-nothing transactions of at most <see cref="MaxWrites"/> writes inside one partition.
/// </summary>
public interface IStateStore
{
    /// <summary>The most writes one commit may hold, as in an entity-group transaction.</summary>
    const int MaxWrites = 100;

    /// <summary>Reads one entity; null when it does not exist.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot answer now.</exception>
    ValueTask<StoredEntity?> ReadAsync(string table, string partition, string row, CancellationToken cancel = default);

    /// <summary>Reads a page of entities in ordinal (partition, row) order.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot answer now.</exception>
    ValueTask<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancel = default);

    /// <summary>
    /// Performs all writes or none. Returns only once a committed result is durable.
    /// Each row may be written once per commit.
    /// </summary>
    /// <exception cref="ArgumentException">No writes, too many, a row twice, or a name that Table Storage refuses.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot take it now. Whether anything was written
    /// is stated by <see cref="StoreUnavailableException.MayBeWritten"/>.</exception>
    ValueTask<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancel = default);
}

/// <summary>What an entity holds: its kind, the schema version of that kind and its invariant JSON text (at most 32,000 characters).</summary>
public sealed record EntityBody(string Kind, int Version, string Data)
{
    /// <summary>The longest <see cref="Data"/>: a Table Storage string property holds 64 KiB of UTF-16.</summary>
    public const int MaxDataLength = 32_000;
}

/// <summary>An entity as read, with the ETag that a conditional write names.</summary>
public sealed record StoredEntity(string Partition, string Row, string ETag, EntityBody Body);

/// <summary>One write of a commit.</summary>
public abstract record EntityWrite(string Row)
{
    /// <summary>What is written; null for a delete.</summary>
    public EntityBody? BodyOrNull => this switch
    {
        Insert insert => insert.Body,
        Replace replace => replace.Body,
        Upsert upsert => upsert.Body,
        Delete => null,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Conflicts when the row exists.</summary>
    public sealed record Insert(string Row, EntityBody Body) : EntityWrite(Row);

    /// <summary>Conflicts when the row is absent or its ETag differs.</summary>
    public sealed record Replace(string Row, EntityBody Body, string ETag) : EntityWrite(Row);

    /// <summary>Writes whatever is there. For projections and caches only, never for state.</summary>
    public sealed record Upsert(string Row, EntityBody Body) : EntityWrite(Row);

    /// <summary>Conflicts when the row is absent, or when an ETag is given and differs.</summary>
    public sealed record Delete(string Row, string? ETag = null) : EntityWrite(Row);
}

/// <summary>The outcome of a commit.</summary>
public abstract record CommitResult
{
    private CommitResult()
    {
    }

    /// <summary>Durable. <paramref name="ETags"/> stand in the order of the writes; a delete's is empty.</summary>
    public sealed record Committed(IReadOnlyList<string> ETags) : CommitResult;

    /// <summary>Nothing was written; <paramref name="Row"/> is the first whose condition failed.</summary>
    public sealed record Conflict(string Row) : CommitResult;
}

/// <summary>
/// Which entities to read: one partition, or all partitions that start with <paramref name="PartitionPrefix"/>
/// (null: every partition); of these, the rows that start with <paramref name="RowPrefix"/>
/// and are <paramref name="RowFrom"/> or behind it in ordinal order (null or empty: from the first).
/// <paramref name="After"/> is the <see cref="EntityPage.Next"/> of the page before.
/// </summary>
public sealed record EntityQuery(string Table, string? Partition = null, string? PartitionPrefix = null, string? RowPrefix = null, string? RowFrom = null, string? After = null, int Take = 1000);

/// <summary>A page of entities. <paramref name="Next"/> is an opaque continuation, null on the last page. A page may be empty and still have a next one.</summary>
public sealed record EntityPage(IReadOnlyList<StoredEntity> Items, string? Next);

/// <summary>The store cannot answer: disk full, read-only folder, network, throttled.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException()
        : this("The state store is unavailable.")
    {
    }

    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>True when a commit may have become durable although it was not confirmed: read before trying again.</summary>
    public bool MayBeWritten { get; init; }
}
