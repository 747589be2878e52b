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

    // When the rows seen by the last round were decided: a decision is long, and read once by each process.
    private Dictionary<string, DateTimeOffset> _decidedAt = new(StringComparer.Ordinal);

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
        var kept = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        await foreach (var item in store.AllAsync(new EntityQuery(Tables.State, settings.Account, RowPrefix: Tables.AlertPrefix), cancel))
        {
            var decidedAt = _decidedAt.TryGetValue(item.Row, out var known) ? known : StateCodec.Decode<EntryDecision>(item.Body).DecidedAt;
            if (now - decidedAt <= Keep)
            {
                kept[item.Row] = decidedAt;
            }
            else
            {
                await store.CommitAsync(Tables.Decisions, $"{settings.Account}|ids", [new EntityWrite.Upsert(item.Row[Tables.AlertPrefix.Length..], item.Body)], cancel);
                await store.CommitAsync(Tables.State, settings.Account, [new EntityWrite.Delete(item.Row)], cancel);
                moved++;
            }
        }

        _decidedAt = kept;
        return moved;
    }
}
