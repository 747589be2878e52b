namespace Azure.Messaging.ServiceBus;

/// <summary>A message held under a lock.</summary>
public class ServiceBusReceivedMessage
{
    internal ServiceBusReceivedMessage(LockedMessage locked)
    {
        Locked = locked;
        LockedUntil = locked.LockedUntil;
        Body = BinaryData.FromString(locked.Message.Body);
    }

    /// <summary>The message as the queue gave it.</summary>
    internal LockedMessage Locked { get; }

    /// <summary>Whether the function settled it itself, so that the host must not.</summary>
    internal bool IsSettled { get; set; }

    /// <summary>The payload.</summary>
    public BinaryData Body { get; }

    /// <summary>The sender's id, the key of duplicate detection.</summary>
    public string MessageId => Locked.Message.MessageId;

    /// <summary>The session; null on a queue without sessions.</summary>
    public string SessionId => Locked.Message.SessionId!;

    /// <summary>Names the lock.</summary>
    public string LockToken => Locked.LockToken.ToString();

    /// <summary>1 on the first delivery.</summary>
    public int DeliveryCount => Locked.DeliveryCount;

    /// <summary>When the lock ends, as known at delivery.</summary>
    public DateTimeOffset LockedUntil { get; }

    /// <summary>The queue's own number of the message.</summary>
    public long SequenceNumber => Locked.SequenceNumber;

    /// <summary>When the queue took the message, UTC.</summary>
    public DateTimeOffset EnqueuedTime => Locked.EnqueuedAt;

    /// <summary>When the message is no longer delivered; <see cref="DateTimeOffset.MaxValue"/> without a time to live.</summary>
    public DateTimeOffset ExpiresAt =>
        Locked.Message.TimeToLive is { } live && live < DateTimeOffset.MaxValue - EnqueuedTime ? EnqueuedTime + live : DateTimeOffset.MaxValue;

    /// <summary>Why it was dead-lettered; null on a living message.</summary>
    public string DeadLetterReason => Locked.DeadLetterReason!;

    /// <summary>The words that go with <see cref="DeadLetterReason"/>.</summary>
    public string DeadLetterErrorDescription => Locked.DeadLetterDescription!;
}
