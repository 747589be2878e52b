namespace Ballast.Journal.Queue;

/// <content>Receiving: wait, lock, hand out.</content>
public sealed partial class JournalQueue
{
    /// <summary>Longer waits are waits without end.</summary>
    private static readonly TimeSpan LongestIdle = TimeSpan.FromDays(365);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The queue has sessions.</exception>
    public ValueTask<IReadOnlyList<LockedMessage>> ReceiveAsync(string queue, int max, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        return WaitAsync(
            now =>
            {
                var line = LineOf(queue, requiresSession: false);
                return (line.Take(max, now) is { Count: > 0 } taken ? taken : null, line.Receivers);
            },
            max,
            idle: null,
            cancel)!;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The queue has no sessions.</exception>
    public ValueTask<QueueSession> AcceptSessionAsync(string queue, CancellationToken cancel) =>
        WaitAsync(
            now =>
            {
                var line = LineOf(queue, requiresSession: true);
                return (line.TakeSession(now), line.Acceptors);
            },
            1,
            idle: null,
            cancel)!;

    /// <inheritdoc/>
    public ValueTask<LockedMessage?> ReceiveAsync(QueueSession session, TimeSpan idle, CancellationToken cancel) =>
        WaitAsync<LockedMessage>(
            now => Holding(session) is { } line ? (lines.Find(session.Queue)!.Take(line, now), line.Waiters) : (null, null),
            1,
            idle == Timeout.InfiniteTimeSpan || idle > LongestIdle ? null : idle,
            cancel);

    /// <inheritdoc/>
    public void Release(QueueSession session) => AtGate(now =>
    {
        var held = Holding(session);
        if (held is not null)
        {
            lines.Find(session.Queue)!.EndHold(held, now);
        }

        return held is not null;
    });

    /// <inheritdoc/>
    public bool Renew(QueueSession session) => AtGate(now =>
    {
        var held = Holding(session);
        if (held is not null)
        {
            lines.Find(session.Queue)!.Renew(held, now);
        }

        return held is not null;
    });

    /// <inheritdoc/>
    public bool Renew(LockedMessage message) => AtGate(now =>
    {
        var held = LockedBy(message);
        if (held is { Session: { } session })
        {
            held.Line.Renew(session, now);
        }
        else
        {
            held?.Line.Renew(held, now);
        }

        return held is not null;
    });

    /// <summary>Takes what is there, or waits in the line that <paramref name="take"/> names; null without waiting when it names none.</summary>
    private async ValueTask<T?> WaitAsync<T>(Func<DateTimeOffset, (T? Taken, LinkedList<Waiter<T>>? Waiters)> take, int most, TimeSpan? idle, CancellationToken cancel)
        where T : class
    {
        cancel.ThrowIfCancellationRequested();
        var (taken, waiter) = AtGate(now =>
        {
            var (found, waiters) = take(now);
            var mayWait = found is null && waiters is not null && idle is not { Ticks: <= 0 };
            return (found, mayWait ? Wait(waiters!, most, now + idle) : null);
        });
        if (waiter is null)
        {
            return taken;
        }

        using var registration = cancel.UnsafeRegister(_ => Cancel(waiter, cancel), null);
        return await waiter.Result;
    }

    private Waiter<T> Wait<T>(LinkedList<Waiter<T>> waiters, int most, DateTimeOffset? until)
        where T : class
    {
        var waiter = new Waiter<T>(waiters, most);
        waiters.AddLast(waiter);
        if (until is { } end)
        {
            agenda.Set(waiter, end);
        }

        return waiter;
    }

    private void Cancel<T>(Waiter<T> waiter, CancellationToken cancel)
        where T : class
    {
        lock (log.Gate)
        {
            agenda.Clear(waiter);
            waiter.Cancel(cancel);
        }
    }

    private QueueLine LineOf(string queue, bool requiresSession)
    {
        var line = LineOf(queue);
        return line.Options.RequiresSession == requiresSession
            ? line
            : throw new InvalidOperationException($"Queue {queue} has RequiresSession {line.Options.RequiresSession}.");
    }

    /// <summary>The session while its holder's lock lasts; otherwise null.</summary>
    private SessionLine? Holding(QueueSession session) =>
        lines.Find(session.Queue)?.FindSession(session.SessionId) is { } line && line.Holder == session.LockToken ? line : null;
}
