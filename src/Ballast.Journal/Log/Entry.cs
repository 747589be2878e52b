using Ballast.Application.Ports;
using Ballast.Journal.Queue;

namespace Ballast.Journal.Log;

/// <summary>One thing the log tells. Its number (its place in the log) is not stored; it becomes ETag or sequence number.</summary>
internal abstract record Entry
{
    private Entry()
    {
    }

    /// <summary>A transaction on one partition, already validated. The writes' conditions are not stored.</summary>
    internal sealed record Committed(string Table, string Partition, IReadOnlyList<EntityWrite> Writes) : Entry;

    internal sealed record Declared(QueueOptions Options) : Entry;

    internal sealed record Sent(string Queue, QueueMessage Message, DateTimeOffset EnqueuedAt) : Entry;

    /// <summary>A delivery has begun; <paramref name="Count"/> is the message's delivery count from now on.</summary>
    internal sealed record Delivered(string Queue, long SequenceNumber, int Count) : Entry;

    internal sealed record Removed(string Queue, long SequenceNumber) : Entry;

    /// <summary>The message moves to the dead letters, where the entry's number is its sequence number.</summary>
    internal sealed record DeadLettered(string Queue, long SequenceNumber, string Reason, string Description) : Entry;

    /// <summary>In a snapshot: an entity.</summary>
    internal sealed record Row(string Table, StoredEntity Entity) : Entry;

    /// <summary>In a snapshot: a message.</summary>
    internal sealed record Kept(string Queue, long SequenceNumber, QueueMessage Message, DateTimeOffset EnqueuedAt, int Count, string? Reason, string? Description) : Entry;

    /// <summary>In a snapshot: a message id that duplicate detection remembers.</summary>
    internal sealed record Seen(string Queue, string MessageId, DateTimeOffset EnqueuedAt) : Entry;

    /// <summary>The last entry of a snapshot.</summary>
    internal sealed record End : Entry;
}
