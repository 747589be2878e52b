using Ballast.Application.Ports;
using Ballast.Journal.Queue;

namespace Ballast.Emulator.Tests.Support;

/// <summary>The embedded queue's receiving side in memory: peek-lock with expiry by the clock, sessions, delivery count, dead letters.</summary>
public sealed class MemoryQueue(TimeProvider time) : IQueueReceiver
{
    private const string DeadLetters = "/$deadletterqueue";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, QueueOptions> _options = [];
    private readonly Dictionary<string, List<Held>> _queues = [];
    private readonly Dictionary<(string Queue, string Session), (Guid Token, DateTimeOffset Until)> _sessions = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _sequence;

    /// <summary>How often a lock was renewed.</summary>
    public int Renewals { get; private set; }

    /// <summary>Makes the next receive fail.</summary>
    public bool FailsOnce { get; set; }

    public ValueTask DeclareAsync(QueueOptions options, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            _options[options.Name] = options;
            _options[options.Name + DeadLetters] = options with { Name = options.Name + DeadLetters, RequiresSession = false };
            _queues.TryAdd(options.Name, []);
            _queues.TryAdd(options.Name + DeadLetters, []);
        }

        return ValueTask.CompletedTask;
    }

    public void Send(string queue, string id, string? session = null, string body = "{}")
    {
        lock (_gate)
            _queues[queue].Add(new Held(++_sequence, new QueueMessage(id, session, body), time.GetUtcNow()));
        Changed();
    }

    public async ValueTask<IReadOnlyList<LockedMessage>> ReceiveAsync(string queue, int max, CancellationToken cancel) =>
        await WaitAsync(() => Available(queue).Take(max).Select(held => Lock(queue, held)).ToList() is { Count: > 0 } some ? some : null, cancel);

    public async ValueTask<QueueSession> AcceptSessionAsync(string queue, CancellationToken cancel) => await WaitAsync(
        () =>
        {
            string? session = Available(queue).Select(held => held.Message.SessionId).FirstOrDefault(id => !_sessions.TryGetValue((queue, id!), out var holder) || holder.Until <= time.GetUtcNow());
            if (session is null)
                return null;
            var taken = new QueueSession(queue, session, Guid.NewGuid());
            _sessions[(queue, session)] = (taken.LockToken, time.GetUtcNow() + _options[queue].LockDuration);
            return taken;
        },
        cancel);

    public async ValueTask<LockedMessage?> ReceiveAsync(QueueSession session, TimeSpan idle, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(idle, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        try
        {
            return await WaitAsync(() => Available(session.Queue).FirstOrDefault(held => held.Message.SessionId == session.SessionId) is { } held ? Lock(session.Queue, held) : null, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Release(QueueSession session)
    {
        lock (_gate)
        {
            _sessions.Remove((session.Queue, session.SessionId));
            foreach (Held held in _queues[session.Queue].Where(held => held.Message.SessionId == session.SessionId))
                held.Token = default;
        }

        Changed();
    }

    public bool Renew(QueueSession session)
    {
        lock (_gate)
        {
            Renewals++;
            if (!_sessions.TryGetValue((session.Queue, session.SessionId), out var holder) || holder.Token != session.LockToken)
                return false;
            DateTimeOffset until = time.GetUtcNow() + _options[session.Queue].LockDuration;
            _sessions[(session.Queue, session.SessionId)] = (holder.Token, until);
            foreach (Held held in _queues[session.Queue].Where(held => held.Message.SessionId == session.SessionId))
                held.Until = until;
            return true;
        }
    }

    public bool Renew(LockedMessage message)
    {
        lock (_gate)
        {
            Renewals++;
            if (Find(message) is not { } held)
                return false;
            held.Until = time.GetUtcNow() + _options[message.Queue].LockDuration;
            return true;
        }
    }

    public ValueTask<bool> CompleteAsync(LockedMessage message, CancellationToken cancel = default) => Settle(message, held => _queues[message.Queue].Remove(held));

    public ValueTask<bool> AbandonAsync(LockedMessage message, CancellationToken cancel = default) => Settle(message, held =>
    {
        held.Token = default;
        if (held.Deliveries >= _options[message.Queue].MaxDeliveryCount)
            Bury(message.Queue, held, "MaxDeliveryCountExceeded", "");
    });

    public ValueTask<bool> DeadLetterAsync(LockedMessage message, string reason, string description, CancellationToken cancel = default) =>
        Settle(message, held => Bury(message.Queue, held, reason, description));

    public QueueCounts Counts(string queue)
    {
        lock (_gate)
            return new QueueCounts(_queues[queue].Count, 0, _queues.GetValueOrDefault(queue + DeadLetters)?.Count ?? 0);
    }

    /// <summary>Completes once the queue's counts are those.</summary>
    public async Task UntilAsync(string queue, int active, int dead = 0) =>
        await WaitAsync(() => Counts(queue) is var counts && counts.Active == active && counts.DeadLettered == dead ? counts : null, CancellationToken.None);

    private IEnumerable<Held> Available(string queue) => _queues[queue].Where(held => held.Token == default || held.Until <= time.GetUtcNow());

    private LockedMessage Lock(string queue, Held held)
    {
        held.Token = Guid.NewGuid();
        held.Until = time.GetUtcNow() + _options[queue].LockDuration;
        held.Deliveries++;
        return new LockedMessage(queue, held.Sequence, held.Token, held.Message, held.Deliveries, held.EnqueuedAt, held.Until, held.Reason, held.Description);
    }

    private Held? Find(LockedMessage message) => _queues[message.Queue].Find(held => held.Token == message.LockToken && held.Until > time.GetUtcNow());

    private ValueTask<bool> Settle(LockedMessage message, Action<Held> how)
    {
        bool isHeld;
        lock (_gate)
        {
            isHeld = Find(message) is not null;
            if (Find(message) is { } held)
                how(held);
        }

        Changed();
        return ValueTask.FromResult(isHeld);
    }

    private void Bury(string queue, Held held, string reason, string description)
    {
        _queues[queue].Remove(held);
        _queues[queue + DeadLetters].Add(new Held(held.Sequence, held.Message, held.EnqueuedAt) { Reason = reason, Description = description });
    }

    private void Changed()
    {
        TaskCompletionSource old;
        lock (_gate)
            (old, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        old.TrySetResult();
    }

    private async Task<T> WaitAsync<T>(Func<T?> take, CancellationToken cancel)
        where T : class
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (FailsOnce)
                {
                    FailsOnce = false;
                    throw new QueueUnavailableException();
                }

                if (take() is { } taken)
                    return taken;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancel);
        }
    }

    private sealed class Held(long sequence, QueueMessage message, DateTimeOffset enqueuedAt)
    {
        public long Sequence { get; } = sequence;

        public QueueMessage Message { get; } = message;

        public DateTimeOffset EnqueuedAt { get; } = enqueuedAt;

        public Guid Token { get; set; }

        public DateTimeOffset Until { get; set; }

        public int Deliveries { get; set; }

        public string? Reason { get; init; }

        public string? Description { get; init; }
    }
}
