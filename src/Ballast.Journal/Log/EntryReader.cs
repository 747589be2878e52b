using Ballast.Application.Ports;
using Ballast.Journal.Queue;

namespace Ballast.Journal.Log;

/// <summary>Bytes to entries, format 1.</summary>
internal static class EntryReader
{
    /// <exception cref="InvalidDataException">The bytes are no entry, although their checksum is right: another program's format.</exception>
    public static Entry Read(ref ByteSource source)
    {
        var kind = (EntryKind)source.Byte();
        return kind switch
        {
            EntryKind.Committed => Committed(ref source),
            EntryKind.Declared => new Entry.Declared(Options(ref source)),
            EntryKind.Sent => Sent(ref source),
            EntryKind.Delivered => new Entry.Delivered(source.String(), source.Number(), (int)source.Number()),
            EntryKind.Removed => new Entry.Removed(source.String(), source.Number()),
            EntryKind.DeadLettered => new Entry.DeadLettered(source.String(), source.Number(), source.String(), source.String()),
            EntryKind.Row => Row(ref source),
            EntryKind.Kept => Kept(ref source),
            EntryKind.Seen => new Entry.Seen(source.String(), source.String(), source.Instant()),
            EntryKind.End => new Entry.End(),
            EntryKind.None or _ => throw new InvalidDataException($"an entry has the unknown kind {(byte)kind}"),
        };
    }

    private static Entry.Committed Committed(ref ByteSource source)
    {
        var table = source.String();
        var partition = source.String();
        var count = source.Number();
        var writes = new List<EntityWrite>();
        for (var i = 0L; i < count; i++)
        {
            var row = source.String();
            writes.Add(Body(ref source) is { } body ? new EntityWrite.Upsert(row, body) : new EntityWrite.Delete(row));
        }

        return new Entry.Committed(table, partition, writes);
    }

    private static EntityBody? Body(ref ByteSource source) =>
        source.OptionalString() is { } kind ? new EntityBody(kind, (int)source.Number(), source.String()) : null;

    private static Entry.Row Row(ref ByteSource source)
    {
        var table = source.String();
        var partition = source.String();
        var row = source.String();
        var etag = source.String();
        var body = Body(ref source) ?? throw new InvalidDataException("an entity has no body");
        return new Entry.Row(table, new StoredEntity(partition, row, etag, body));
    }

    private static Entry.Sent Sent(ref ByteSource source) =>
        new(source.String(), Message(ref source), source.Instant());

    private static Entry.Kept Kept(ref ByteSource source)
    {
        var queue = source.String();
        var message = Message(ref source);
        var enqueuedAt = source.Instant();
        return new(queue, source.Number(), message, enqueuedAt, (int)source.Number(), source.OptionalString(), source.OptionalString());
    }

    private static QueueMessage Message(ref ByteSource source) =>
        new(source.String(), source.OptionalString(), source.String(), source.Span(), source.OptionalInstant());

    private static QueueOptions Options(ref ByteSource source)
    {
        var name = source.String();
        var requiresSession = source.Byte() != 0;
        var lockDuration = source.Span() ?? throw new InvalidDataException("a queue has no lock duration");
        return new QueueOptions(name, requiresSession, lockDuration, (int)source.Number(), source.Span());
    }
}
