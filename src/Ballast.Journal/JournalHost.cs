using Ballast.Application.Ports;
using Ballast.Journal.Log;
using Ballast.Journal.Queue;
using Ballast.Journal.Store;

namespace Ballast.Journal;

/// <summary>An open journal: the embedded store and queue on one durable log in one folder.</summary>
public sealed class JournalHost : IAsyncDisposable
{
    private readonly JournalLog log;
    private readonly IDisposable folderLock;
    private bool isClosed;

    private JournalHost(JournalLog log, IDisposable folderLock, JournalStore store, JournalQueue queue) =>
        (this.log, this.folderLock, Store, Queue) = (log, folderLock, store, queue);

    /// <summary>Entities with Table Storage semantics.</summary>
    public JournalStore Store { get; }

    /// <summary>Messages with Service Bus semantics.</summary>
    public JournalQueue Queue { get; }

    /// <summary>Opens or creates a journal and reads it back.</summary>
    /// <param name="time">The clock of locks, schedules and windows.</param>
    /// <param name="files">Where the files are; null: on the disk, in the options' folder.</param>
    /// <param name="onFatal">A flush failed: what the disk holds is unknown, the journal refuses everything from now on and the process must stop.
    /// Called once at most, on the thread that wrote.</param>
    /// <param name="notify">Told what the operator should know although the journal goes on. Called on any thread.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="JournalDamagedException">A file is damaged before the last batch; names file and offset.</exception>
    /// <exception cref="IOException">The folder is in use by another process, read-only or otherwise unusable.</exception>
    public static ValueTask<JournalHost> OpenAsync(
        JournalOptions options,
        TimeProvider time,
        IJournalFiles? files = null,
        Action<Exception>? onFatal = null,
        Action<JournalNotice>? notify = null,
        CancellationToken cancel = default)
    {
        options.Validate();
        cancel.ThrowIfCancellationRequested();
        files ??= new DiskFiles(options.Folder);
        var folderLock = files.Lock();
        try
        {
            return ValueTask.FromResult(Open(options, time, files, folderLock, onFatal ?? (_ => { }), notify ?? (_ => { })));
        }
        catch (UnauthorizedAccessException error)
        {
            folderLock.Dispose();
            throw new IOException($"The journal folder {options.Folder} cannot be read or written: {error.Message}", error);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>Makes durable what has gathered, stops, and gives the folder back. Waiting receivers get a <see cref="QueueUnavailableException"/>.</summary>
    public ValueTask DisposeAsync()
    {
        Close(flush: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Stops as <c>kill -9</c> does: nothing more is written. For simulations and tests.</summary>
    public void Kill() => Close(flush: false);

    private static JournalHost Open(JournalOptions options, TimeProvider time, IJournalFiles files, IDisposable folderLock, Action<Exception> onFatal, Action<JournalNotice> notify)
    {
        var store = new JournalStore();
        var queue = new JournalQueue(time);
        var state = new JournalState(store, queue);
        var tail = new LogTail(files, options.SegmentBytes);
        try
        {
            var recovery = new Recovery(files, state, notify);
            recovery.Run(tail);
            var keeper = new Keeper(files, options, notify);
            keeper.Resume(recovery.Sizes.LogBytes, recovery.Sizes.SnapshotBytes);
            var log = new JournalLog(options.Inline, tail, state, keeper, recovery.Next, onFatal, notify);
            store.Attach(log);
            queue.Start(log, recovery.Next);
            log.Drive();
            return new JournalHost(log, folderLock, store, queue);
        }
        catch
        {
            queue.Close(new QueueUnavailableException("The journal was not opened."));
            tail.Dispose();
            throw;
        }
    }

    private void Close(bool flush)
    {
        if (!isClosed)
        {
            isClosed = true;
            log.Close(flush);
            folderLock.Dispose();
        }
    }
}
