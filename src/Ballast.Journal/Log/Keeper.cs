using System.Globalization;

namespace Ballast.Journal.Log;

/// <summary>Housekeeping beside the writes: prepares the next segment, writes snapshots, deletes what they cover. Nothing it writes was acknowledged, so its failures are notices.</summary>
internal sealed class Keeper(IJournalFiles files, JournalOptions options, Action<JournalNotice> notify)
{
    private volatile bool isBusy;
    private long bytesSinceSnapshot;
    private long lastSnapshotBytes;
    private Thread? thread;

    public void Resume(long logBytes, long snapshotBytes) => (bytesSinceSnapshot, lastSnapshotBytes) = (logBytes, snapshotBytes);

    /// <summary>After a batch became durable, under the gate: what to do now; null: nothing.</summary>
    public Work? Plan(IJournalState state, LogTail tail, long batchBytes, long through)
    {
        bytesSinceSnapshot += batchBytes;
        var snapshotIsDue = bytesSinceSnapshot > Math.Max(options.SnapshotAfterBytes, lastSnapshotBytes);
        if (isBusy || !(snapshotIsDue || (!options.Inline && tail.WantsPreparation)))
        {
            return null;
        }

        isBusy = true;
        if (!snapshotIsDue)
        {
            return new Work(tail, null, through);
        }

        bytesSinceSnapshot = 0;
        return new Work(tail, state.Capture(), through);
    }

    /// <summary>Does it: on a thread of its own, or inline.</summary>
    public void Start(Work work)
    {
        if (options.Inline)
        {
            Run(work);
            return;
        }

        var started = new Thread(() => Run(work)) { IsBackground = true, Name = "journal-keeper" };
        thread = started;
        started.Start();
    }

    public void Join() => thread?.Join();

    private void Run(Work work)
    {
        Try("SEGMENT_NOT_PREPARED", "The next segment could not be prepared; the commit that needs it tries again", () =>
        {
            if (!options.Inline)
            {
                work.Tail.Prepare();
            }
        });
        if (work.Entries is { } entries)
        {
            var next = string.Create(CultureInfo.InvariantCulture, $"No snapshot was written; the next try is after {options.SnapshotAfterBytes} more bytes of log");
            Try("SNAPSHOT_FAILED", next, () =>
            {
                lastSnapshotBytes = Snapshots.Write(files, entries, work.Through);
                work.Tail.DeleteThrough(work.Through);
            });
        }

        isBusy = false;
    }

    private void Try(string code, string consequence, Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            notify(new JournalNotice(code, $"{consequence}: {error.Message}"));
        }
    }

    /// <param name="Entries">A snapshot's contents; null: no snapshot is due.</param>
    internal sealed record Work(LogTail Tail, IEnumerable<Entry>? Entries, long Through);
}
