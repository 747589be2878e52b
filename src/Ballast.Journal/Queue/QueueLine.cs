using Ballast.Application.Ports;
using Ballast.Journal.Log;

namespace Ballast.Journal.Queue;

/// <summary>One queue: its messages, who waits for them, and the rules of moving between states. Every step is O(log n). Under the log's gate.</summary>
internal sealed class QueueLine(QueueOptions options, QueueLine? deadLetters, Locks locks)
{
    public const string Expired = "TTLExpiredException";
    public const string TooManyDeliveries = "MaxDeliveryCountExceeded";

    /// <summary>How long after a full disk an expired message is tried again.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private readonly SortedDictionary<long, Held> messages = [];
    private readonly PriorityQueue<Held, long> available = new();
    private readonly Dictionary<string, SessionLine> sessions = new(StringComparer.Ordinal);
    private readonly PriorityQueue<SessionLine, long> ready = new();
    private int scheduled;

    public string Name => Options.Name;

    public QueueOptions Options { get; set; } = options;

    /// <summary>Null in a dead-letter queue.</summary>
    public QueueLine? DeadLetters => deadLetters;

    public DuplicateFilter Duplicates { get; } = new();

    public LinkedList<Waiter<IReadOnlyList<LockedMessage>>> Receivers { get; } = new();

    public LinkedList<Waiter<QueueSession>> Acceptors { get; } = new();

    public IEnumerable<Held> Messages => messages.Values;

    public QueueCounts Counts => new(messages.Count - scheduled, scheduled, deadLetters?.messages.Count ?? 0);

    public Held? Find(long sequenceNumber) => messages.GetValueOrDefault(sequenceNumber);

    public SessionLine? FindSession(string id) => sessions.GetValueOrDefault(id);

    /// <summary>Adds a message without making it available: <see cref="Place"/> does.</summary>
    public Held Add(long sequenceNumber, QueueMessage message, DateTimeOffset enqueuedAt, int count, string? reason, string? description)
    {
        var session = Options.RequiresSession ? SessionOf(message.SessionId!) : null;
        var held = new Held(this, sequenceNumber, message, enqueuedAt, reason, description) { DeliveryCount = count, Session = session };
        if (session is not null)
        {
            session.Count++;
        }

        messages.Add(sequenceNumber, held);
        return held;
    }

    public void Remove(Held held)
    {
        SetState(held, HeldState.Leaving);
        messages.Remove(held.SequenceNumber);
        if (held.Session is { } session)
        {
            session.Locked.Remove(held.SequenceNumber);
            session.Count--;
            Forget(session);
        }

        DropLeft(available);
    }

    /// <summary>Puts a message that nobody holds where it belongs now.</summary>
    public void Place(Held held, DateTimeOffset now)
    {
        held.Session?.Locked.Remove(held.SequenceNumber);
        held.LockToken = default;
        if (deadLetters is not null && held.DeliveryCount >= Options.MaxDeliveryCount)
        {
            MoveToDeadLetters(held, TooManyDeliveries, $"It was delivered {held.DeliveryCount} times without being completed.");
        }
        else if (held.Message.ScheduledFor is { } at && at > now && deadLetters is not null)
        {
            SetState(held, HeldState.Scheduled);
            locks.Agenda.Set(held, at);
        }
        else if (held.ExpiresAt is { } end && end <= now && deadLetters is not null)
        {
            MoveToDeadLetters(held, Expired, "Its time to live ended before it was completed.");
        }
        else
        {
            Offer(held, now);
        }
    }

    public void MoveToDeadLetters(Held held, string reason, string description)
    {
        SetState(held, HeldState.Leaving);
        locks.Log.Append(new Entry.DeadLettered(Name, held.SequenceNumber, reason, description));
    }

    public void BeginLeaving(Held held) => SetState(held, HeldState.Leaving);

    /// <summary>The log refused the message's removal or its move.</summary>
    public void UndoLeaving(Held held, DateTimeOffset now)
    {
        if (held.LockToken == default)
        {
            locks.Agenda.Set(held, now + Retry);
        }
        else if (held.Session is null ? held.LockedUntil <= now : held.Session.Holder is null || !held.Session.Locked.ContainsKey(held.SequenceNumber))
        {
            Place(held, now);
        }
        else
        {
            SetState(held, HeldState.Locked);
            SetLockEnd(held, held.LockedUntil);
        }
    }

    /// <summary>Locks the first available messages of a queue without sessions.</summary>
    public IReadOnlyList<LockedMessage> Take(int most, DateTimeOffset now)
    {
        var taken = new List<LockedMessage>();
        while (taken.Count < most && available.TryDequeue(out var held, out _))
        {
            if (held.State == HeldState.Available)
            {
                taken.Add(Lock(held, now));
            }
        }

        return taken;
    }

    /// <summary>Locks the next message of a held session; null when none is available.</summary>
    public LockedMessage? Take(SessionLine session, DateTimeOffset now)
    {
        while (session.Available.TryDequeue(out var held, out _))
        {
            if (held.State == HeldState.Available)
            {
                session.Locked.Add(held.SequenceNumber, held);
                return Lock(held, now);
            }
        }

        return null;
    }

    /// <summary>Holds the ready session with the oldest message; null when none is ready.</summary>
    public QueueSession? TakeSession(DateTimeOffset now)
    {
        while (ready.TryDequeue(out var session, out _))
        {
            session.IsReady = false;
            if (session.Holder is null && HasAvailable(session))
            {
                session.Holder = locks.NextToken();
                Renew(session, now);
                return new QueueSession(Name, session.Id, session.Holder.Value);
            }
        }

        return null;
    }

    public void Renew(SessionLine session, DateTimeOffset now)
    {
        session.LockedUntil = now + Options.LockDuration;
        locks.Agenda.Set(session, session.LockedUntil);
    }

    public void Renew(Held held, DateTimeOffset now) => SetLockEnd(held, now + Options.LockDuration);

    /// <summary>The holder gave the session back or lost it.</summary>
    public void EndHold(SessionLine session, DateTimeOffset now)
    {
        session.Holder = null;
        locks.Agenda.Clear(session);
        while (session.Waiters.First is { } waiter)
        {
            locks.Agenda.Clear(waiter.Value);
            waiter.Value.Serve(null);
        }

        foreach (var held in session.Locked.Values.Where(held => held.State == HeldState.Locked).ToList())
        {
            Place(held, now);
        }

        session.Locked.Clear();
        MakeReady(session, now);
        Forget(session);
    }

    public void FailWaiters(Exception reason)
    {
        foreach (var session in sessions.Values)
        {
            session.Waiters.ToList().ForEach(waiter => waiter.Fail(reason));
        }

        Receivers.ToList().ForEach(waiter => waiter.Fail(reason));
        Acceptors.ToList().ForEach(waiter => waiter.Fail(reason));
    }

    private void Offer(Held held, DateTimeOffset now)
    {
        SetState(held, HeldState.Available);
        if (held.ExpiresAt is { } end && deadLetters is not null)
        {
            locks.Agenda.Set(held, end);
        }

        if (held.Session is { } session)
        {
            session.Available.Enqueue(held, held.SequenceNumber);
            ServeSession(session, now);
            return;
        }

        available.Enqueue(held, held.SequenceNumber);
        if (Receivers.First is { } receiver)
        {
            receiver.Value.Serve(Take(receiver.Value.Most, now));
        }
    }

    private void ServeSession(SessionLine session, DateTimeOffset now)
    {
        if (session.Waiters.First is { } waiter)
        {
            locks.Agenda.Clear(waiter.Value);
            waiter.Value.Serve(Take(session, now));
            return;
        }

        MakeReady(session, now);
    }

    private void MakeReady(SessionLine session, DateTimeOffset now)
    {
        if (session.Holder is not null || session.IsReady || !HasAvailable(session))
        {
            return;
        }

        session.IsReady = true;
        ready.Enqueue(session, session.Available.Peek().SequenceNumber);
        if (Acceptors.First is { } acceptor && TakeSession(now) is { } taken)
        {
            acceptor.Value.Serve(taken);
        }
    }

    private LockedMessage Lock(Held held, DateTimeOffset now)
    {
        SetState(held, HeldState.Locked);
        held.DeliveryCount++;
        held.LockToken = locks.NextToken();
        SetLockEnd(held, held.Session?.LockedUntil ?? now + Options.LockDuration);
        locks.Log.Append(new Entry.Delivered(Name, held.SequenceNumber, held.DeliveryCount), isLazy: true);
        return held.ToLocked();
    }

    /// <summary>In a session the session's lock is the lock.</summary>
    private void SetLockEnd(Held held, DateTimeOffset at)
    {
        held.LockedUntil = at;
        if (held.Session is null)
        {
            locks.Agenda.Set(held, at);
        }
    }

    private void SetState(Held held, HeldState state)
    {
        scheduled += (state == HeldState.Scheduled ? 1 : 0) - (held.State == HeldState.Scheduled ? 1 : 0);
        held.State = state;
        locks.Agenda.Clear(held);
    }

    private SessionLine SessionOf(string id)
    {
        if (!sessions.TryGetValue(id, out var session))
        {
            sessions.Add(id, session = new SessionLine(this, id));
        }

        return session;
    }

    /// <summary>A session of which nothing is left is no longer kept.</summary>
    private void Forget(SessionLine session)
    {
        DropLeft(session.Available);
        if (session.Count == 0 && session.Holder is null)
        {
            sessions.Remove(session.Id);
        }
    }

    private static bool HasAvailable(SessionLine session)
    {
        DropLeft(session.Available);
        return session.Available.Count > 0;
    }

    /// <summary>Messages that expired stay in the heap until they come to its front.</summary>
    private static void DropLeft(PriorityQueue<Held, long> heap)
    {
        while (heap.TryPeek(out var first, out _) && first.State != HeldState.Available)
        {
            heap.Dequeue();
        }
    }
}
