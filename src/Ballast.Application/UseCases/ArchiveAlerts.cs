using Ballast.Application.Codec;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Decisions;

namespace Ballast.Application.UseCases;

/// <summary>
/// Moves alert rows older than a day out of the account's partition: the decision goes to the archive by id first, then the row goes.
/// Until then it is the dedup record of its alert.
/// </summary>
public sealed class ArchiveAlerts(IStateStore store, AccountSettings settings, TimeProvider time)
{
    private static readonly TimeSpan Keep = TimeSpan.FromHours(24);
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private DateTimeOffset _next;

    /// <summary>How many rows were moved. Does nothing more often than once an hour.</summary>
    public async ValueTask<int> RunAsync(CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        if (now < _next)
        {
            return 0;
        }

        _next = now + Every;
        var moved = 0;
        for (string? after = null; ;)
        {
            var page = await store.QueryAsync(new EntityQuery(Tables.State, settings.Account, RowPrefix: Tables.AlertPrefix, After: after), cancel);
            foreach (var item in page.Items)
            {
                if (now - StateCodec.Decode<EntryDecision>(item.Body).DecidedAt > Keep)
                {
                    await store.CommitAsync(Tables.Decisions, $"{settings.Account}|ids", [new EntityWrite.Upsert(item.Row[Tables.AlertPrefix.Length..], item.Body)], cancel);
                    await store.CommitAsync(Tables.State, settings.Account, [new EntityWrite.Delete(item.Row)], cancel);
                    moved++;
                }
            }

            after = page.Next;
            if (after is null)
            {
                return moved;
            }
        }
    }
}
