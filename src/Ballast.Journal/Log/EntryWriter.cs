using System.Diagnostics;
using Ballast.Application.Ports;
using Ballast.Journal.Queue;

namespace Ballast.Journal.Log;

/// <summary>Entries to bytes, format 1. A change here needs a new <see cref="SegmentHeader.Version"/> and a reader for the old one.</summary>
internal static class EntryWriter
{
    public static void Write(ByteSink sink, Entry entry)
    {
        switch (entry)
        {
            case Entry.Committed it:
                Start(sink, EntryKind.Committed, it.Table).String(it.Partition);
                sink.Number(it.Writes.Count);
                foreach (var write in it.Writes)
                {
                    sink.String(write.Row);
                    Body(sink, write.BodyOrNull);
                }

                break;
            case Entry.Declared it:
                Options(Start(sink, EntryKind.Declared, it.Options.Name), it.Options);
                break;
            case Entry.Sent it:
                Message(Start(sink, EntryKind.Sent, it.Queue), it.Message, it.EnqueuedAt);
                break;
            case Entry.Delivered it:
                Start(sink, EntryKind.Delivered, it.Queue).Number(it.SequenceNumber);
                sink.Number(it.Count);
                break;
            case Entry.Removed it:
                Start(sink, EntryKind.Removed, it.Queue).Number(it.SequenceNumber);
                break;
            case Entry.DeadLettered it:
                Start(sink, EntryKind.DeadLettered, it.Queue).Number(it.SequenceNumber);
                sink.String(it.Reason);
                sink.String(it.Description);
                break;
            case Entry.Row it:
                Start(sink, EntryKind.Row, it.Table).String(it.Entity.Partition);
                sink.String(it.Entity.Row);
                sink.String(it.Entity.ETag);
                Body(sink, it.Entity.Body);
                break;
            case Entry.Kept it:
                Message(Start(sink, EntryKind.Kept, it.Queue), it.Message, it.EnqueuedAt);
                sink.Number(it.SequenceNumber);
                sink.Number(it.Count);
                sink.String(it.Reason);
                sink.String(it.Description);
                break;
            case Entry.Seen it:
                Start(sink, EntryKind.Seen, it.Queue).String(it.MessageId);
                sink.Instant(it.EnqueuedAt);
                break;
            case Entry.End:
                sink.Byte((byte)EntryKind.End);
                break;
            default:
                throw new UnreachableException();
        }
    }
    private static ByteSink Start(ByteSink sink, EntryKind kind, string name)
    {
        sink.Byte((byte)kind);
        sink.String(name);
        return sink;
    }

    private static void Body(ByteSink sink, EntityBody? body)
    {
        sink.String(body?.Kind);
        if (body is not null)
        {
            sink.Number(body.Version);
            sink.String(body.Data);
        }
    }

    private static void Message(ByteSink sink, QueueMessage message, DateTimeOffset enqueuedAt)
    {
        sink.String(message.MessageId);
        sink.String(message.SessionId);
        sink.String(message.Body);
        sink.Span(message.TimeToLive);
        sink.Instant(message.ScheduledFor);
        sink.Instant(enqueuedAt);
    }

    private static void Options(ByteSink sink, QueueOptions options)
    {
        sink.Byte(options.RequiresSession ? (byte)1 : (byte)0);
        sink.Span(options.LockDuration);
        sink.Number(options.MaxDeliveryCount);
        sink.Span(options.DuplicateDetectionWindow);
    }
}

/// <summary>The first byte of an entry. Stored: never renumber.</summary>
internal enum EntryKind : byte
{
    None = 0,
    Committed = 1,
    Declared = 2,
    Sent = 3,
    Delivered = 4,
    Removed = 5,
    DeadLettered = 6,
    Row = 7,
    Kept = 8,
    Seen = 9,
    End = 10,
}
