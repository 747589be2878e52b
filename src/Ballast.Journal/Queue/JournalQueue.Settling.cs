using Ballast.Journal.Log;

namespace Ballast.Journal.Queue;

/// <content>Settling: complete, abandon, dead-letter.</content>
public sealed partial class JournalQueue
{
    /// <inheritdoc/>
    public ValueTask<bool> CompleteAsync(LockedMessage message, CancellationToken cancel = default) =>
        SettleAsync(message, (held, _) =>
        {
            held.Line.BeginLeaving(held);
            log.Append(new Entry.Removed(held.Line.Name, held.SequenceNumber));
        }, cancel);

    /// <inheritdoc/>
    public ValueTask<bool> AbandonAsync(LockedMessage message, CancellationToken cancel = default) =>
        SettleAsync(message, (held, now) => held.Line.Place(held, now), cancel);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The message is a dead letter.</exception>
    public ValueTask<bool> DeadLetterAsync(LockedMessage message, string reason, string description, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(reason);
        ArgumentNullException.ThrowIfNull(description);
        _ = ByteSink.Text.GetByteCount(reason) + ByteSink.Text.GetByteCount(description);
        return SettleAsync(message, (held, _) =>
        {
            if (held.Line.DeadLetters is null)
            {
                throw new InvalidOperationException($"A message of {message.Queue} is a dead letter already.");
            }

            held.Line.MoveToDeadLetters(held, reason, description);
        }, cancel);
    }

    /// <summary>Waits for the log only when the settlement is written there.</summary>
    private async ValueTask<bool> SettleAsync(LockedMessage message, Action<Held, DateTimeOffset> settle, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var (isHeld, batch) = AtGate(now =>
        {
            var held = LockedBy(message);
            if (held is null)
            {
                return (false, null);
            }

            settle(held, now);
            return (true, held.State == HeldState.Leaving ? log.Open : null);
        });
        if (batch is not null)
        {
            await DurableAsync(batch);
        }

        return isHeld;
    }

    /// <summary>The message while this lock lasts; otherwise null.</summary>
    private Held? LockedBy(LockedMessage message) =>
        lines.Find(message.Queue)?.Find(message.SequenceNumber) is { State: HeldState.Locked } held && held.LockToken == message.LockToken ? held : null;
}
