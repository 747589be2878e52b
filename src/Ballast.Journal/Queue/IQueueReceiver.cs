using Ballast.Application.Ports;

namespace Ballast.Journal.Queue;

/// <summary>
/// The receiving side of the embedded queue, with Service Bus semantics: peek-lock, sessions, lock expiry and renewal, delivery count, dead letter.
/// Only the embedded Functions runtime receives; in Azure the Functions host does.
/// The dead letters of queue Q are the queue <c>Q/$deadletterqueue</c>, without sessions or expiry.
/// </summary>
public interface IQueueReceiver
{
    /// <summary>Declares a queue; declaring it again with the same options does nothing, with other options updates them.</summary>
    ValueTask DeclareAsync(QueueOptions options, CancellationToken cancel = default);

    /// <summary>Locks up to <paramref name="max"/> available messages of a queue without sessions. Waits until one is available or cancelled.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    ValueTask<IReadOnlyList<LockedMessage>> ReceiveAsync(string queue, int max, CancellationToken cancel);

    /// <summary>Locks the next session that has an available message and no holder. Waits until there is one or cancelled.</summary>
    ValueTask<QueueSession> AcceptSessionAsync(string queue, CancellationToken cancel);

    /// <summary>The next message of a held session, or null when the session stayed idle for <paramref name="idle"/> or its lock is lost.</summary>
    ValueTask<LockedMessage?> ReceiveAsync(QueueSession session, TimeSpan idle, CancellationToken cancel);

    /// <summary>Gives the session back. Messages locked but not settled become available again.</summary>
    void Release(QueueSession session);

    /// <summary>Extends the session's lock by the queue's lock duration; false when it was lost.</summary>
    bool Renew(QueueSession session);

    /// <summary>Extends a message's lock; false when it was lost.</summary>
    bool Renew(LockedMessage message);

    /// <summary>Removes the message, durably. False when the lock was lost: the message will be delivered again.</summary>
    ValueTask<bool> CompleteAsync(LockedMessage message, CancellationToken cancel = default);

    /// <summary>Makes the message available again at once; at the maximum delivery count it is dead-lettered instead (reason MaxDeliveryCountExceeded).</summary>
    ValueTask<bool> AbandonAsync(LockedMessage message, CancellationToken cancel = default);

    /// <summary>Moves the message to the dead letters, durably, with a reason.</summary>
    ValueTask<bool> DeadLetterAsync(LockedMessage message, string reason, string description, CancellationToken cancel = default);

    /// <summary>How many messages a queue holds.</summary>
    QueueCounts Counts(string queue);
}

/// <summary>The settings of one queue, named as Service Bus names them.</summary>
/// <param name="DuplicateDetectionWindow">How long a message id is remembered; null: no duplicate detection.</param>
public sealed record QueueOptions(string Name, bool RequiresSession, TimeSpan LockDuration, int MaxDeliveryCount, TimeSpan? DuplicateDetectionWindow);

/// <summary>A message held under a lock.</summary>
/// <param name="DeliveryCount">1 on the first delivery.</param>
/// <param name="DeadLetterReason">Set on messages of a dead-letter queue: TTLExpiredException, MaxDeliveryCountExceeded or the handler's own.</param>
public sealed record LockedMessage(
    string Queue,
    long SequenceNumber,
    Guid LockToken,
    QueueMessage Message,
    int DeliveryCount,
    DateTimeOffset EnqueuedAt,
    DateTimeOffset LockedUntil,
    string? DeadLetterReason,
    string? DeadLetterDescription);

/// <summary>A held session.</summary>
public sealed record QueueSession(string Queue, string SessionId, Guid LockToken);

/// <summary>Active (available or locked), scheduled and dead-lettered messages.</summary>
public sealed record QueueCounts(int Active, int Scheduled, int DeadLettered);
