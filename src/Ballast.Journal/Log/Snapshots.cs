using System.Globalization;

namespace Ballast.Journal.Log;

/// <summary>Snapshot files: a header as of a segment, then frames of entries, the last entry an <see cref="Entry.End"/>.</summary>
internal static class Snapshots
{
    public const string Prefix = "snapshot-";
    private const string Suffix = ".snap";
    private const string TemporaryName = "snapshot.tmp";
    private const int FrameBytes = 256 << 10;

    /// <summary>Writes a snapshot under a temporary name, flushes it, names it, and deletes older ones. Returns its size in bytes.</summary>
    public static long Write(IJournalFiles files, IEnumerable<Entry> entries, long through)
    {
        files.Delete(TemporaryName);
        long size;
        using (var file = files.Create(TemporaryName, 0))
        {
            size = WriteEntries(file, entries.Append(new Entry.End()), through);
            file.Flush();
        }

        var name = NameOf(through);
        files.Rename(TemporaryName, name);
        files.FlushFolder();
        foreach (var older in Names(files).Where(other => other != name))
        {
            files.Delete(older);
        }

        return size;
    }

    /// <summary>Applies the newest snapshot; returns the last entry it covers and its size, or zeros when there is none.</summary>
    public static (long Through, long Size) Load(IJournalFiles files, IJournalState state)
    {
        files.Delete(TemporaryName);
        var names = Names(files).ToList();
        if (names.Count == 0)
        {
            return (0, 0);
        }

        foreach (var older in names.SkipLast(1))
        {
            files.Delete(older);
        }

        using var file = files.Open(names[^1]);
        return (LoadEntries(file, state), file.Length);
    }

    private static string NameOf(long through) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{through:D19}{Suffix}");

    private static IEnumerable<string> Names(IJournalFiles files) =>
        files.List().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal));

    private static long WriteEntries(IJournalFile file, IEnumerable<Entry> entries, long through)
    {
        var sink = new ByteSink();
        new SegmentHeader(through, 0).Write(sink);
        var (at, first, chain) = (0L, 1L, 0U);
        var (start, count) = (Frame.Begin(sink), 0);
        foreach (var entry in entries)
        {
            EntryWriter.Write(sink, entry);
            count++;
            if (sink.Length > FrameBytes || entry is Entry.End)
            {
                chain = Frame.Seal(sink, start, chain, first, count);
                file.Write(at, sink.Written);
                at += sink.Length;
                first += count;
                sink.Clear();
                (start, count) = (Frame.Begin(sink), 0);
            }
        }

        return at;
    }

    private static long LoadEntries(IJournalFile file, IJournalState state)
    {
        var buffer = new byte[FrameBytes * 2];
        file.Read(0, buffer.AsSpan(0, SegmentHeader.Bytes));
        var header = SegmentHeader.Read(file.Name, buffer) ?? throw new JournalDamagedException(file.Name, 0, "the snapshot's header is not whole");
        var (at, first, chain) = ((long)SegmentHeader.Bytes, 1L, 0U);
        while (true)
        {
            var size = file.Read(at, buffer.AsSpan(0, Frame.HeaderBytes)) == Frame.HeaderBytes ? Frame.Peek(buffer).Size : 0;
            size = (int)Math.Clamp(size, 0, file.Length - at);
            buffer = size > buffer.Length ? new byte[size] : buffer;
            file.Read(at, buffer.AsSpan(0, size));
            if (!Frame.TryRead(buffer.AsSpan(0, size), out var frame) || frame.First != first || frame.Previous != chain)
            {
                throw new JournalDamagedException(file.Name, at, "the snapshot's checksum is wrong or its end is missing");
            }

            if (Apply(buffer.AsSpan(Frame.HeaderBytes, frame.Length), header.First, state))
            {
                return header.First;
            }

            (at, first, chain) = (at + frame.Size, frame.Next, frame.Checksum);
        }
    }

    /// <summary>True after the last entry.</summary>
    private static bool Apply(ReadOnlySpan<byte> payload, long through, IJournalState state)
    {
        var source = new ByteSource(payload);
        while (!source.IsAtEnd)
        {
            var entry = EntryReader.Read(ref source);
            if (entry is Entry.End)
            {
                return true;
            }

            state.Apply(entry, through);
        }

        return false;
    }
}
