using System.Globalization;

namespace Ballast.Journal.Log;

/// <summary>
/// Reads the folder at open. Damage in the last batch is a torn tail, cut off with a notice: it was never acknowledged,
/// because the batch after it was never begun. Damage with a later batch behind it is refused, by file and offset.
/// </summary>
internal sealed class Recovery(IJournalFiles files, IJournalState state, Action<JournalNotice> notify)
{
    private readonly List<(string Name, long First)> used = [];
    private long next = 1;
    private uint chain;

    /// <summary>The number of the next entry, after <see cref="Run"/>.</summary>
    public long Next => next;

    /// <summary>Bytes of log read behind the snapshot, and the snapshot's size.</summary>
    public (long LogBytes, long SnapshotBytes) Sizes { get; private set; }

    public void Run(LogTail tail)
    {
        var (through, snapshotBytes) = Snapshots.Load(files, state);
        var all = files.List().Where(LogTail.IsName).Select(Load).ToList();
        var live = all.FindLastIndex(segment => !segment.IsZero) + 1;
        foreach (var empty in all.Skip(live))
        {
            // Prepared, or being prepared when the process ended.
            files.Delete(empty.Name);
        }

        var segments = FromSnapshot(all.Take(live).ToList(), through);
        next = segments.Count > 0 ? segments[0].Header?.First ?? through + 1 : through + 1;
        chain = segments.Count > 0 ? segments[0].Header?.Previous ?? 0 : 0;
        var (bytes, end) = (0L, 0);
        for (var i = 0; i < segments.Count; i++)
        {
            end = ReadSegment(segments[i], i == segments.Count - 1, through);
            bytes += end;
        }

        if (next <= through)
        {
            throw new JournalDamagedException(segments.Count > 0 ? segments[^1].Name : LogTail.NameOf(1), end, $"the log ends at entry {next - 1}, the snapshot covers entry {through}");
        }

        Sizes = (bytes, snapshotBytes);
        var lastNumber = segments.Count > 0 ? segments[^1].Number : all.Count > 0 ? all[^1].Number : 0;
        tail.Resume(used, segments.Count > 0 ? Clean(segments[^1], end) : null, lastNumber, end, chain);
    }

    private LogSegment Load(string name)
    {
        using var file = files.Open(name);
        var bytes = new byte[file.Length];
        file.Read(0, bytes);
        var number = long.Parse(LogTail.DigitsOf(name), NumberStyles.None, CultureInfo.InvariantCulture);
        return new LogSegment(name, number, bytes, SegmentHeader.Read(name, bytes));
    }

    /// <summary>Drops the segments that the snapshot covers, and checks that none is missing or headless behind it.</summary>
    private List<LogSegment> FromSnapshot(List<LogSegment> segments, long through)
    {
        foreach (var headless in segments.SkipLast(1).Where(segment => segment.Header is null))
        {
            throw new JournalDamagedException(headless.Name, 0, "the header's checksum is wrong");
        }

        var start = segments.FindLastIndex(segment => segment.Header is { } header && header.First <= through + 1);
        if (start < 0 && (through > 0 || segments.Exists(segment => segment.Header is not null)))
        {
            throw new JournalDamagedException(segments.Count > 0 ? segments[0].Name : LogTail.NameOf(1), 0, $"the log after entry {through} is missing");
        }

        foreach (var covered in segments.Take(Math.Max(start, 0)))
        {
            files.Delete(covered.Name);
        }

        segments = segments.Skip(Math.Max(start, 0)).ToList();
        for (var i = 1; i < segments.Count; i++)
        {
            if (segments[i].Number != segments[0].Number + i)
            {
                throw new JournalDamagedException(LogTail.NameOf(segments[0].Number + i), 0, "the file is missing");
            }
        }

        return segments;
    }

    /// <summary>Applies a segment's batches; returns the offset after the last whole one.</summary>
    private int ReadSegment(LogSegment segment, bool isLast, long through)
    {
        var at = 0;
        if (segment.Header is { } header)
        {
            if (header.First != next || header.Previous != chain)
            {
                throw new JournalDamagedException(segment.Name, 0, $"it begins with entry {header.First}, the log before it ends with {next - 1}");
            }

            at = SegmentHeader.Bytes;
            used.Add((segment.Name, header.First));
            while (Frame.TryRead(segment.Bytes.AsSpan(at), out var frame) && frame.First == next && frame.Previous == chain)
            {
                Apply(segment, at, frame, through);
                at += frame.Size;
                (next, chain) = (frame.Next, frame.Checksum);
            }
        }

        if (segment.IsZeroFrom(at))
        {
            return at;
        }

        if (!isLast || segment.HasBatchAfter(at, next))
        {
            throw new JournalDamagedException(segment.Name, at, "a batch has a wrong checksum and a later batch stands behind it");
        }

        notify(new JournalNotice("TORN_TAIL", string.Create(
            CultureInfo.InvariantCulture, $"Journal file {segment.Name}: the last batch, at offset {at}, was not completely written and is cut off. It was never acknowledged.")));
        if (at <= SegmentHeader.Bytes && used.Count > 0 && used[^1].Name == segment.Name)
        {
            used.RemoveAt(used.Count - 1);
            return 0;
        }

        return at;
    }

    private void Apply(LogSegment segment, int at, Frame frame, long through)
    {
        var source = new ByteSource(segment.Bytes.AsSpan(at + Frame.HeaderBytes, frame.Length));
        try
        {
            for (var number = frame.First; number < frame.Next; number++)
            {
                var entry = EntryReader.Read(ref source);
                if (number > through)
                {
                    state.Apply(entry, number);
                }
            }
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentException)
        {
            throw new JournalDamagedException(segment.Name, at, error.Message);
        }
    }

    /// <summary>Zeros behind the end, and everything read so far durable: it may have been written by a killed process and never flushed.</summary>
    private IJournalFile Clean(LogSegment segment, int end)
    {
        var file = files.Open(segment.Name);
        if (!segment.IsZeroFrom(end))
        {
            file.Write(end, new byte[segment.Bytes.Length - end]);
        }

        file.Flush();
        return file;
    }
}
