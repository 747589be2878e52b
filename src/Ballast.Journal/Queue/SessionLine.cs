namespace Ballast.Journal.Queue;

/// <summary>The messages of one session, first in first out, and who holds it.</summary>
internal sealed class SessionLine(QueueLine line, string id) : Due
{
    public string Id => id;

    public PriorityQueue<Held, long> Available { get; } = new();

    /// <summary>Messages under the holder's lock, by sequence number.</summary>
    public SortedDictionary<long, Held> Locked { get; } = [];

    public LinkedList<Waiter<LockedMessage>> Waiters { get; } = new();

    /// <summary>All its messages, whatever their state.</summary>
    public int Count { get; set; }

    /// <summary>Null: nobody holds it.</summary>
    public Guid? Holder { get; set; }

    public DateTimeOffset LockedUntil { get; set; }

    /// <summary>True while it stands among the queue's ready sessions.</summary>
    public bool IsReady { get; set; }

    /// <summary>The holder's lock has ended.</summary>
    public override void Fall(DateTimeOffset now) => line.EndHold(this, now);
}
