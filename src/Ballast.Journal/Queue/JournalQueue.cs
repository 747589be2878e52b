using System.Diagnostics.CodeAnalysis;
using Ballast.Application.Ports;
using Ballast.Journal.Log;

namespace Ballast.Journal.Queue;

/// <summary>
/// Service Bus semantics on the journal. Locks live in memory: after a restart every message that was not completed is available again.
/// Delivery counts are written when a message is locked, without waiting for a flush, so that a message that kills the process still reaches its maximum.
/// A settlement once begun is not cancelled. Every method throws <see cref="QueueUnavailableException"/> when the queue was never declared
/// or the journal does not take a write; a settlement that was refused leaves the message locked.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The journal host owns it and closes it.")]
public sealed partial class JournalQueue : IOrderQueue, IQueueReceiver
{
    private readonly TimeProvider time;
    private readonly QueueLines lines;
    private readonly Agenda agenda;
    private readonly Locks locks;
    private JournalLog log = null!;

    internal JournalQueue(TimeProvider time)
    {
        this.time = time;
        agenda = new Agenda(time, OnDue);
        locks = new Locks(agenda);
        lines = new QueueLines(time, locks);
    }

    /// <inheritdoc/>
    public async ValueTask SendAsync(string queue, QueueMessage message, CancellationToken cancel = default)
    {
        QueueChecks.Require(message);
        cancel.ThrowIfCancellationRequested();
        var batch = AtGate(now =>
        {
            var line = LineOf(queue);
            if (line.DeadLetters is null || (line.Options.RequiresSession && message.SessionId is null))
            {
                throw new ArgumentException(line.DeadLetters is null ? $"Nothing is sent to the dead letters {queue}." : $"Queue {queue} needs a session id.", nameof(message));
            }

            return Enqueue(line, message, now);
        });
        if (batch is not null)
        {
            await DurableAsync(batch);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A value out of range, or RequiresSession differs from before.</exception>
    public async ValueTask DeclareAsync(QueueOptions options, CancellationToken cancel = default)
    {
        QueueChecks.Require(options);
        cancel.ThrowIfCancellationRequested();
        var batch = AtGate(_ =>
        {
            var line = lines.Find(options.Name);
            if (line?.Options == options)
            {
                return null;
            }

            if (line is not null && line.Options.RequiresSession != options.RequiresSession)
            {
                throw new ArgumentException($"Queue {options.Name} was declared with RequiresSession {line.Options.RequiresSession}; that cannot change.", nameof(options));
            }

            log.Append(new Entry.Declared(options));
            return log.Open;
        });
        if (batch is not null)
        {
            await DurableAsync(batch);
        }
    }

    /// <inheritdoc/>
    public QueueCounts Counts(string queue) => AtGate(_ => LineOf(queue).Counts);

    /// <summary>After recovery: everything that was read back is offered.</summary>
    internal void Start(JournalLog opened, long opening)
    {
        log = opened;
        lock (log.Gate)
        {
            locks.Start(opened, opening);
            lines.Start();
        }
    }

    internal void Apply(Entry entry, long number) => lines.Apply(entry, number);

    internal void Undo(Entry entry) => lines.Undo(entry);

    internal IEnumerable<Entry> Capture() => lines.Capture();

    internal void Close(Exception reason)
    {
        agenda.Dispose();
        foreach (var line in lines.All)
        {
            line.FailWaiters(new QueueUnavailableException(reason.Message, reason));
        }
    }

    /// <summary>The batch to wait for; null when an earlier message of this id is durable.</summary>
    private Batch? Enqueue(QueueLine line, QueueMessage message, DateTimeOffset now)
    {
        var window = line.Options.DuplicateDetectionWindow;
        line.Duplicates.Prune(now, window);
        if (window is not null)
        {
            if (line.Duplicates.HasSeen(message.MessageId))
            {
                return null;
            }

            if (line.Duplicates.InFlight(message.MessageId) is { } first)
            {
                return first;
            }

            line.Duplicates.Begin(message.MessageId, log.Open);
        }

        log.Append(new Entry.Sent(line.Name, message, now));
        return log.Open;
    }

    private void OnDue()
    {
        lock (log.Gate)
        {
            if (!log.IsUsable)
            {
                return;
            }

            agenda.Wake(time.GetUtcNow());
        }

        log.Drive();
    }

    /// <summary>Every operation goes so: what is due happens first; what was appended is written afterwards, whatever came of it.</summary>
    private T AtGate<T>(Func<DateTimeOffset, T> act)
    {
        try
        {
            lock (log.Gate)
            {
                log.RequireUsable();
                var now = time.GetUtcNow();
                agenda.Run(now);
                return act(now);
            }
        }
        catch (StoreUnavailableException error)
        {
            throw new QueueUnavailableException(error.Message, error);
        }
        finally
        {
            log.Drive();
        }
    }

    private QueueLine LineOf(string queue) =>
        lines.Find(queue) ?? throw new QueueUnavailableException($"The queue {queue} was never declared.");

    private async ValueTask DurableAsync(Batch batch)
    {
        try
        {
            await log.WhenDurableAsync(batch);
        }
        catch (StoreUnavailableException error)
        {
            throw new QueueUnavailableException(error.Message, error);
        }
    }
}
