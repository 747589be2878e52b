using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Identity;
using Ballast.Application.Ports;

namespace Ballast.Cloud.Storage;

/// <summary>
/// <see cref="IStateStore"/> on Azure Table Storage (or Azurite). Every commit is one entity-group transaction. The SDK repeats reads only:
/// a write repeated behind our back could meet its own success as a conflict, so a write without an answer is said to be unknown instead.
/// Columns: Kind (string), Version (Int32), Data (string of at most 32,000 characters, under the 64 KiB of a property). Source: facts.md §3.
/// </summary>
public sealed class TableStore : IStateStore
{
    private const string Kind = "Kind";
    private const string Version = "Version";
    private const string Data = "Data";
    private const int LargestPage = 1000;
    private const string NoTable = "Table Storage has no such table (TableNotFound): the app makes its tables when it starts.";

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);

    // All tries of a read together: the SDK waits as long as a throttled service tells it to, however long that is.
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(6);

    // One that the service takes for an ETag and that no entity has: before anything was written.
    private static readonly ETag OfNoEntity = new("W/\"datetime'1601-01-01T00%3A00%3A00.0000000Z'\"");
    private static readonly string[] Columns = ["PartitionKey", "RowKey", "Timestamp", Kind, Version, Data];

    private readonly TableServiceClient _reader;
    private readonly TableServiceClient _writer;
    private readonly ConcurrentDictionary<string, TableClient> _readers = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, TableClient> _writers = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="connectionString">For Azurite and tests, such as <c>UseDevelopmentStorage=true</c>.</param>
    public TableStore(string connectionString)
        : this(connectionString, transport: null)
    {
    }

    /// <param name="endpoint">Such as <c>https://account.table.core.windows.net</c>.</param>
    /// <param name="credential">Needs the role Storage Table Data Contributor.</param>
    public TableStore(Uri endpoint, TokenCredential credential)
        : this(new TableServiceClient(endpoint, credential, Options(retries: 3)), new TableServiceClient(endpoint, credential, Options(retries: 0)))
    {
    }

    /// <param name="transport">What carries the requests; null: the SDK's own.</param>
    internal TableStore(string connectionString, HttpPipelineTransport? transport)
        : this(new TableServiceClient(connectionString, Options(retries: 3, transport)), new TableServiceClient(connectionString, Options(retries: 0, transport)))
    {
    }

    private TableStore(TableServiceClient reader, TableServiceClient writer) => (_reader, _writer) = (reader, writer);

    /// <summary>
    /// Makes the tables that are missing; one that is there is only read, since whoever may use it need not be allowed to make any. Also fetches
    /// the token and opens the connection, so that the first commit waits for neither.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached, or refuses us.</exception>
    public async Task PrepareAsync(IEnumerable<string> tables, CancellationToken cancel = default)
    {
        foreach (var table in tables)
        {
            TableNames.RequireTable(table);
            if (!await TellingAsync(end => IsThereAsync(table, end), isWrite: false, cancel))
            {
                await TellingAsync(end => Reader(table).CreateIfNotExistsAsync(end), isWrite: false, cancel);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<StoredEntity?> ReadAsync(string table, string partition, string row, CancellationToken cancel = default)
    {
        TableNames.RequireTable(table);
        TableNames.RequireKey(partition, "partition");
        TableNames.RequireKey(row, "row");
        var found = await TellingAsync(end => Reader(table).GetEntityIfExistsAsync<TableEntity>(partition, row, Columns, end), isWrite: false, cancel);
        if (found.HasValue)
        {
            return Stored(found.Value!);
        }

        // To the SDK an entity without a table is just absent; to us that would be an account without positions.
        return found.GetRawResponse().Headers.TryGetValue("x-ms-error-code", out var code) && code == TableErrorCode.TableNotFound
            ? throw new StoreUnavailableException(NoTable)
            : null;
    }

    /// <inheritdoc/>
    public async ValueTask<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        TableNames.RequireTable(query.Table);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1, nameof(query));
        var take = Math.Min(query.Take, LargestPage);
        return await TellingAsync(end => PageAsync(query, take, end), isWrite: false, cancel);
    }

    /// <inheritdoc/>
    public async ValueTask<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancel = default)
    {
        TableNames.RequireTable(table);
        TableNames.RequireKey(partition, "partition");
        TableNames.RequireWrites(writes);
        try
        {
            var done = await TellingAsync(end => Writer(table).SubmitTransactionAsync(writes.Select(w => Action(partition, w)), end), isWrite: true, cancel);
            return new CommitResult.Committed([.. writes.Select((write, i) => write is EntityWrite.Delete ? "" : done.Value[i].Headers.ETag?.ToString() ?? throw new InvalidDataException($"Table Storage gave no ETag for the row '{write.Row}' of table {table}."))]);
        }
        catch (ConditionFailedException failed)
        {
            return new CommitResult.Conflict(writes[failed.Index is { } index && index < writes.Count ? index : FirstConditional(writes)].Row);
        }
    }

    private static TableTransactionAction Action(string partition, EntityWrite write) => write switch
    {
        EntityWrite.Insert insert => new TableTransactionAction(TableTransactionActionType.Add, Entity(partition, insert.Row, insert.Body)),
        EntityWrite.Replace replace => new TableTransactionAction(TableTransactionActionType.UpdateReplace, Entity(partition, replace.Row, replace.Body), Condition(replace.ETag)),
        EntityWrite.Upsert upsert => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Entity(partition, upsert.Row, upsert.Body)),
        EntityWrite.Delete delete => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, delete.Row), delete.ETag is { } etag ? Condition(etag) : ETag.All),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>What is no ETag of Table Storage's (another store's, or <c>*</c>) names no entity; the service would refuse it as malformed, or take it for any.</summary>
    private static ETag Condition(string etag) => etag.StartsWith("W/\"datetime'", StringComparison.Ordinal) ? new ETag(etag) : OfNoEntity;

    private static TableEntity Entity(string partition, string row, EntityBody body) =>
        new(partition, row) { [Kind] = body.Kind, [Version] = body.Version, [Data] = body.Data };

    private static StoredEntity Stored(TableEntity entity) =>
        new(entity.PartitionKey, entity.RowKey, entity.ETag.ToString(), new EntityBody(entity.GetString(Kind), entity.GetInt32(Version) ?? 0, entity.GetString(Data)));

    private async Task<bool> IsThereAsync(string table, CancellationToken cancel)
    {
        try
        {
            await PageAsync(new EntityQuery(table), 1, cancel);
            return true;
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == TableErrorCode.TableNotFound)
        {
            return false;
        }
    }

    private async Task<EntityPage> PageAsync(EntityQuery query, int take, CancellationToken cancel)
    {
        await foreach (var page in Reader(query.Table).QueryAsync<TableEntity>(TableFilter.Of(query), take, Columns, cancel).AsPages(query.After, take))
        {
            return new EntityPage([.. page.Values.Select(Stored)], string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken);
        }

        return new EntityPage([], null);
    }

    /// <summary>The index of the action that failed is told by the service; without it, the first write that has a condition.</summary>
    private static int FirstConditional(IReadOnlyList<EntityWrite> writes)
    {
        for (var i = 0; i < writes.Count; i++)
        {
            if (writes[i] is not EntityWrite.Upsert)
            {
                return i;
            }
        }

        return 0;
    }

    /// <summary>Runs a call and says what its failure means: a condition that failed, a bug of ours, or a store that is not there.</summary>
    private static async Task<T> TellingAsync<T>(Func<CancellationToken, Task<T>> call, bool isWrite, CancellationToken cancel)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        end.CancelAfter(EndWithin);
        try
        {
            return await call(end.Token);
        }
        catch (RequestFailedException failed) when (isWrite && IsCondition(failed))
        {
            throw new ConditionFailedException((failed as TableTransactionFailedException)?.FailedTransactionActionIndex);
        }
        catch (RequestFailedException failed) when (failed.Status is 400 or 413)
        {
            throw new InvalidDataException($"Table Storage refuses the request as malformed ({failed.Status} {failed.ErrorCode}): {failed.Message}", failed);
        }
        catch (RequestFailedException failed)
        {
            throw new StoreUnavailableException(Why(failed), failed) { MayBeWritten = isWrite && !IsRefusal(failed) };
        }
        catch (AuthenticationFailedException failed)
        {
            throw new StoreUnavailableException($"No token for Table Storage: {failed.Message}", failed);
        }
        catch (InvalidDataException unreadable)
        {
            throw new StoreUnavailableException($"What Table Storage answers cannot be read: {unreadable.Message}", unreadable) { MayBeWritten = isWrite };
        }
        catch (Exception failed) when (failed is AggregateException or OperationCanceledException or IOException && !cancel.IsCancellationRequested)
        {
            throw new StoreUnavailableException($"Table Storage does not answer: {failed.Message}", failed) { MayBeWritten = isWrite };
        }
    }

    /// <summary>409 exists already, 412 changed meanwhile, 404 not there; a table that is missing or being deleted is something else.</summary>
    private static bool IsCondition(RequestFailedException failed) =>
        failed.Status is 404 or 409 or 412 && failed.ErrorCode != TableErrorCode.TableNotFound && failed.ErrorCode != TableErrorCode.TableBeingDeleted && failed.ErrorCode != "AccountIsDisabled";

    /// <summary>The service says that it did nothing. What only stands in between (a gateway's 503) has no error code and does not know.</summary>
    private static bool IsRefusal(RequestFailedException failed) =>
        failed.Status is 401 or 403 or 404 or 409 or 429 || failed is { Status: 503, ErrorCode: "ServerBusy" };

    private static string Why(RequestFailedException failed) => failed.Status switch
    {
        401 or 403 => $"Table Storage refuses us ({failed.Status} {failed.ErrorCode}): the identity needs the role Storage Table Data Contributor on the account, and the network rules must let it in.",
        404 when failed.ErrorCode == TableErrorCode.TableNotFound => NoTable,
        409 when failed.ErrorCode == TableErrorCode.TableBeingDeleted => "Table Storage is still deleting a table of this name, which takes about a minute: start again then.",
        0 => $"Table Storage cannot be reached: {failed.Message}",
        _ => $"Table Storage answers {failed.Status} {failed.ErrorCode}: {failed.Message}",
    };

    private static TableClientOptions Options(int retries, HttpPipelineTransport? transport = null)
    {
        var options = new TableClientOptions();
        options.Transport = transport ?? options.Transport;
        options.Retry.MaxRetries = retries;
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(1);
        options.Retry.NetworkTimeout = AnswerWithin;
        return options;
    }

    private TableClient Reader(string table) => _readers.GetOrAdd(table, _reader.GetTableClient);

    private TableClient Writer(string table) => _writers.GetOrAdd(table, _writer.GetTableClient);

    private sealed class ConditionFailedException(int? index) : Exception
    {
        public int? Index { get; } = index;
    }
}
