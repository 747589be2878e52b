using Ballast.Application.Codec;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Positions;
using Ballast.Core.Risk;

namespace Ballast.Application.Limits;

/// <summary>
/// Until when the venue wants no calls. It is stored, so that other instances and a restarted process obey it, and kept in memory for
/// some seconds. A store that does not answer never holds up an exit: what is in memory counts then.
/// </summary>
public sealed class VenueBans(IStateStore store, INotifier notifier, LimitOptions options, TimeProvider time)
{
    public const string Partition = "venue";
    public const string Row = "ban";

    private static readonly TimeSpan StoreDeadline = TimeSpan.FromSeconds(1);
    private volatile Reading? _last;

    /// <summary>The last one known to this process, over or not.</summary>
    public VenueBan? Last => _last?.Ban;

    /// <summary>The ban or back-off that is running; null: calls may be made.</summary>
    public async ValueTask<VenueBan?> CurrentAsync(CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        if (_last is not { } last || now - last.At >= options.BanReadEvery)
        {
            var stored = await TryReadAsync(cancel);
            _last = last = new Reading(Later(stored, _last?.Ban), now);
        }

        return last.Ban is { } ban && ban.IsRunning(now) ? ban : null;
    }

    /// <summary>Takes what the venue said; a ban that was not known is told once.</summary>
    public async ValueTask NoteAsync(VenueBan ban, CancellationToken cancel = default)
    {
        var before = Later(await TryReadAsync(cancel), _last?.Ban);
        var isKnown = before is { IsBan: true } && before.IsRunning(ban.AsOf);

        // A back-off does not shorten a ban.
        var next = Later(before, ban)!;
        if (isKnown && !next.IsBan)
        {
            next = next with { IsBan = true };
        }

        _last = new Reading(next, time.GetUtcNow());
        try
        {
            await store.CommitAsync(Tables.Caches, Partition, [new EntityWrite.Upsert(Row, StateCodec.Encode(next))], cancel);
        }
        catch (StoreUnavailableException)
        {
            // This process obeys it all the same; the venue will tell every other one itself.
        }

        if (ban.IsBan && !isKnown)
        {
            await notifier.NotifyAsync(new Notice(NoticeLevel.Critical, "VENUE_BANNED", $"The exchange has banned this address until {next.Until.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}: {next.Why}. Nothing is called until then; stops on the exchange stand."), cancel);
        }
    }

    private async ValueTask<VenueBan?> TryReadAsync(CancellationToken cancel)
    {
        try
        {
            var row = await store.ReadAsync(Tables.Caches, Partition, Row, cancel).AsTask().WaitAsync(StoreDeadline, time, cancel);
            return row is null ? null : StateCodec.Decode<VenueBan>(row.Body);
        }
        catch (Exception failed) when (failed is StoreUnavailableException or TimeoutException or InvalidDataException)
        {
            return null;
        }
    }

    private static VenueBan? Later(VenueBan? left, VenueBan? right) => left is null || right?.Until > left.Until ? right : left;

    private sealed record Reading(VenueBan? Ban, DateTimeOffset At);
}
