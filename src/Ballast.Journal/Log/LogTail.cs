using System.Globalization;

namespace Ballast.Journal.Log;

/// <summary>
/// The end of the log, where batches are written: one caller at a time. A batch may be written without a flush (a lazy one);
/// the next write then replaces it in place, so that at most one batch is ever not durable.
/// </summary>
internal sealed class LogTail(IJournalFiles files, long segmentBytes) : IDisposable
{
    private readonly ByteSink sink = new();
    private readonly Lock preparation = new();
    private readonly List<(string Name, long First)> segments = [];
    private IJournalFile? current;
    private IJournalFile? prepared;
    private long number;
    private long position;
    private long lazyBytes;
    private uint chain;

    /// <summary>True when the next segment should be prepared now, so that no commit waits for it.</summary>
    public bool WantsPreparation => prepared is null && current is not null && position > current.Length / 2;

    public static string NameOf(long number) => string.Create(CultureInfo.InvariantCulture, $"log-{number:D10}.seg");

    public static bool IsName(string name) =>
        name.StartsWith("log-", StringComparison.Ordinal) && name.EndsWith(".seg", StringComparison.Ordinal) && !DigitsOf(name).ContainsAnyExceptInRange('0', '9');

    public static ReadOnlySpan<char> DigitsOf(string name) => name.AsSpan("log-".Length, name.Length - "log-.seg".Length);

    /// <summary>Takes over where recovery ended. An empty <paramref name="last"/> has position 0.</summary>
    public void Resume(IReadOnlyList<(string Name, long First)> used, IJournalFile? last, long lastNumber, long at, uint checksum)
    {
        segments.AddRange(used);
        (current, number, position, chain) = (last, lastNumber, at, checksum);
    }

    /// <summary>Writes a batch and, when asked, makes it durable; returns the bytes it takes.</summary>
    /// <exception cref="LogWriteException">Says whether the log can go on.</exception>
    public long Write(List<Entry> entries, long first, bool flush)
    {
        sink.Clear();
        new SegmentHeader(first, chain).Write(sink);
        var start = Frame.Begin(sink);
        foreach (var entry in entries)
        {
            EntryWriter.Write(sink, entry);
        }

        var checksum = Frame.Seal(sink, start, chain, first, entries.Count);
        EnsureRoom(sink.Length);
        var bytes = position == 0 ? sink.Written : sink.Written[SegmentHeader.Bytes..];
        Put(bytes);
        if (!flush)
        {
            lazyBytes = bytes.Length;
            return bytes.Length;
        }

        Flush();
        if (position == 0)
        {
            lock (preparation)
            {
                segments.Add((current!.Name, first));
            }
        }

        position += bytes.Length;
        (chain, lazyBytes) = (checksum, 0);
        return bytes.Length;
    }

    /// <summary>Creates the next segment ahead of need, on any thread.</summary>
    public void Prepare()
    {
        lock (preparation)
        {
            if (WantsPreparation)
            {
                prepared = Create(segmentBytes);
            }
        }
    }

    /// <summary>Deletes the segments whose entries a snapshot covers, oldest first.</summary>
    public void DeleteThrough(long entry)
    {
        lock (preparation)
        {
            while (segments.Count > 1 && segments[1].First <= entry + 1)
            {
                files.Delete(segments[0].Name);
                segments.RemoveAt(0);
            }
        }
    }

    public void Dispose()
    {
        current?.Dispose();
        prepared?.Dispose();
    }

    private void EnsureRoom(long withHeader)
    {
        var needed = position == 0 ? withHeader : withHeader - SegmentHeader.Bytes;
        if (current is not null && position + needed <= current.Length)
        {
            return;
        }

        // A lazy batch left behind would contradict the batch that takes its number in the next segment.
        RollBack(lazyBytes, "a batch left behind");
        try
        {
            lock (preparation)
            {
                Advance(withHeader);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LogWriteException($"no room for a new segment: {error.Message}", error, isFatal: false);
        }
    }

    private void Advance(long needed)
    {
        if (prepared is not null && prepared.Length < needed)
        {
            prepared.Dispose();
            files.Delete(prepared.Name);
            prepared = null;
        }

        var next = prepared ?? Create(Math.Max(segmentBytes, needed));
        current?.Dispose();
        (current, prepared, position) = (next, null, 0);
        number++;
    }

    private IJournalFile Create(long length)
    {
        var file = files.Create(NameOf(number + 1), length);
        try
        {
            files.FlushFolder();
            return file;
        }
        catch
        {
            file.Dispose();
            files.Delete(file.Name);
            throw;
        }
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        try
        {
            current!.Write(position, bytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            RollBack(Math.Max(bytes.Length, lazyBytes), error.Message);
            throw new LogWriteException(error.Message, error, isFatal: false);
        }
    }

    /// <summary>Part of a refused batch may stand in the file: zeros take its place, durably, before anyone is told "not written".</summary>
    private void RollBack(long count, string why)
    {
        if (count == 0)
        {
            return;
        }

        try
        {
            current!.Write(position, new byte[Math.Min(count, current.Length - position)]);
            current.Flush();
            lazyBytes = 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LogWriteException($"{why}; taking it back failed too: {error.Message}", error, isFatal: true);
        }
    }

    private void Flush()
    {
        try
        {
            current!.Flush();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The kernel may have dropped the pages: a second flush would report success for lost data.
            throw new LogWriteException($"flush of {current!.Name} failed: {error.Message}", error, isFatal: true);
        }
    }
}
