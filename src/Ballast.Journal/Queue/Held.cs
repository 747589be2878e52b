using Ballast.Application.Ports;

namespace Ballast.Journal.Queue;

/// <summary>Where a message is in its life. Scheduled ─► Available ⇄ Locked ─► Leaving ─► gone; Available and Scheduled may leave too (expiry).</summary>
internal enum HeldState
{
    /// <summary>Not yet placed: just read from the log.</summary>
    None,
    Scheduled,
    Available,
    Locked,

    /// <summary>Its removal or dead-lettering is in the log, not durable yet.</summary>
    Leaving,
}

/// <summary>One message of a queue. Its state and lock live in memory only: after a restart every lock is gone.</summary>
internal sealed class Held(QueueLine line, long sequenceNumber, QueueMessage message, DateTimeOffset enqueuedAt, string? reason, string? description) : Due
{
    public QueueLine Line => line;

    public long SequenceNumber => sequenceNumber;

    public QueueMessage Message => message;

    public DateTimeOffset EnqueuedAt => enqueuedAt;

    public string? Reason => reason;

    public string? Description => description;

    public int DeliveryCount { get; set; }

    public HeldState State { get; set; }

    public Guid LockToken { get; set; }

    public DateTimeOffset LockedUntil { get; set; }

    /// <summary>The session that holds it; null in a queue without sessions.</summary>
    public SessionLine? Session { get; init; }

    /// <summary>When it is dead-lettered as expired; null: never. Time to live counts from when it can first be delivered.</summary>
    public DateTimeOffset? ExpiresAt { get; } = Expiry(message, enqueuedAt);

    public override void Fall(DateTimeOffset now) => line.Place(this, now);

    public LockedMessage ToLocked() =>
        new(line.Name, sequenceNumber, LockToken, message, DeliveryCount, enqueuedAt, LockedUntil, reason, description);

    private static DateTimeOffset? Expiry(QueueMessage message, DateTimeOffset enqueuedAt)
    {
        var from = message.ScheduledFor is { } at && at > enqueuedAt ? at : enqueuedAt;
        return message.TimeToLive is { } life && life < DateTimeOffset.MaxValue - from ? from + life : null;
    }
}
