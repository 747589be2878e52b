using Ballast.Application.Ports;
using Ballast.Journal.Log;

namespace Ballast.Journal.Queue;

/// <summary>All queues, as the log's entries make them. While the log is read back nothing is offered to anyone; <see cref="Start"/> does that. Under the log's gate.</summary>
internal sealed class QueueLines(TimeProvider time, Locks locks)
{
    public const string DeadLetterSuffix = "/$deadletterqueue";
    private readonly SortedDictionary<string, QueueLine> lines = new(StringComparer.Ordinal);
    private bool isLive;

    public IEnumerable<QueueLine> All => lines.Values;

    /// <summary>Null when it was never declared.</summary>
    public QueueLine? Find(string queue) => lines.GetValueOrDefault(queue);

    /// <summary>After recovery: every message becomes available, scheduled or dead-lettered; no lock has survived.</summary>
    public void Start()
    {
        isLive = true;
        foreach (var held in lines.Values.SelectMany(line => line.Messages).ToList())
        {
            held.Line.Place(held, time.GetUtcNow());
        }
    }

    public void Apply(Entry entry, long number)
    {
        switch (entry)
        {
            case Entry.Declared it:
                Declare(it.Options);
                break;
            case Entry.Sent it:
                Remember(LineOf(it.Queue), it.Message.MessageId, it.EnqueuedAt);
                Enter(LineOf(it.Queue).Add(number, it.Message, it.EnqueuedAt, 0, null, null));
                break;
            case Entry.Delivered it:
                Count(it);
                break;
            case Entry.Removed it:
                LineOf(it.Queue).Remove(HeldOf(it.Queue, it.SequenceNumber));
                break;
            case Entry.DeadLettered it:
                Move(it, number);
                break;
            case Entry.Kept it:
                LineOf(it.Queue).Add(it.SequenceNumber, it.Message, it.EnqueuedAt, it.Count, it.Reason, it.Description);
                break;
            case Entry.Seen it:
                Remember(LineOf(it.Queue), it.MessageId, it.EnqueuedAt);
                break;
        }
    }

    public void Undo(Entry entry)
    {
        switch (entry)
        {
            case Entry.Sent it:
                LineOf(it.Queue).Duplicates.Undo(it.Message.MessageId);
                break;
            case Entry.Removed it:
                LineOf(it.Queue).UndoLeaving(HeldOf(it.Queue, it.SequenceNumber), time.GetUtcNow());
                break;
            case Entry.DeadLettered it:
                LineOf(it.Queue).UndoLeaving(HeldOf(it.Queue, it.SequenceNumber), time.GetUtcNow());
                break;
        }
    }

    public IEnumerable<Entry> Capture()
    {
        var captured = lines.Values.Select(line => (line.Options, Messages: line.Messages.ToArray(), Seen: line.Duplicates.Capture(), IsMain: line.DeadLetters is not null)).ToList();
        return captured.Where(line => line.IsMain).Select(line => new Entry.Declared(line.Options))
            .Concat<Entry>(captured.SelectMany(line => line.Messages, (line, held) => new Entry.Kept(
                line.Options.Name, held.SequenceNumber, held.Message, held.EnqueuedAt, held.DeliveryCount, held.Reason, held.Description)))
            .Concat(captured.SelectMany(line => line.Seen, (line, seen) => new Entry.Seen(line.Options.Name, seen.Id, seen.At)));
    }

    private static void Remember(QueueLine line, string messageId, DateTimeOffset at)
    {
        if (line.Options.DuplicateDetectionWindow is { } window)
        {
            // Read back from the log an id may come again that had been forgotten meanwhile.
            line.Duplicates.Prune(at, window);
            line.Duplicates.Add(messageId, at);
        }
    }

    private void Declare(QueueOptions options)
    {
        if (lines.TryGetValue(options.Name, out var line))
        {
            line.Options = options;
            line.DeadLetters!.Options = line.DeadLetters.Options with { LockDuration = options.LockDuration };
            return;
        }

        var dead = new QueueOptions(options.Name + DeadLetterSuffix, RequiresSession: false, options.LockDuration, int.MaxValue, DuplicateDetectionWindow: null);
        var deadLetters = new QueueLine(dead, null, locks);
        lines.Add(dead.Name, deadLetters);
        lines.Add(options.Name, new QueueLine(options, deadLetters, locks));
    }

    /// <summary>In a running queue the count is there already, and the message may be gone.</summary>
    private void Count(Entry.Delivered delivered)
    {
        if (!isLive && LineOf(delivered.Queue).Find(delivered.SequenceNumber) is { } held)
        {
            held.DeliveryCount = delivered.Count;
        }
    }

    private void Move(Entry.DeadLettered it, long number)
    {
        var held = HeldOf(it.Queue, it.SequenceNumber);
        held.Line.Remove(held);
        var dead = held.Line.DeadLetters ?? throw new InvalidDataException($"a dead letter of {it.Queue} is dead-lettered");
        Enter(dead.Add(number, held.Message, held.EnqueuedAt, 0, it.Reason, it.Description));
    }

    private void Enter(Held held)
    {
        if (isLive)
        {
            held.Line.Place(held, time.GetUtcNow());
        }
    }

    private QueueLine LineOf(string queue) =>
        lines.GetValueOrDefault(queue) ?? throw new InvalidDataException($"the queue {queue} was never declared");

    private Held HeldOf(string queue, long sequenceNumber) =>
        LineOf(queue).Find(sequenceNumber) ?? throw new InvalidDataException($"the queue {queue} has no message {sequenceNumber}");
}
