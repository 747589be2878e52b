using Ballast.Application.Ports;

namespace Ballast.Journal.Log;

/// <summary>
/// The durable log. Appends happen under <see cref="Gate"/>; the first appender to find the log idle writes and flushes on its own thread,
/// whoever comes meanwhile shares the next flush, which a writer thread makes. One batch is in flight; a refused batch takes the one that gathers with it,
/// since that was judged against it. With the option Inline no thread is ever started.
/// </summary>
internal sealed class JournalLog
{
    private readonly bool isInline;
    private readonly LogTail tail;
    private readonly IJournalState state;
    private readonly Keeper keeper;
    private readonly Action<Exception> onFatal;
    private readonly Action<JournalNotice> notify;
    private readonly Thread? writer;
    private bool isWriting;
    private bool isHandedOver;
    private bool isClosing;
    private StoreUnavailableException? failure;

    public JournalLog(bool isInline, LogTail tail, IJournalState state, Keeper keeper, long next, Action<Exception> onFatal, Action<JournalNotice> notify)
    {
        (this.isInline, this.tail, this.state, this.keeper, this.onFatal, this.notify) = (isInline, tail, state, keeper, onFatal, notify);
        Open = new Batch(next);
        if (!isInline)
        {
            writer = new Thread(WriteHandedOver) { IsBackground = true, Name = "journal-writer" };
            writer.Start();
        }
    }

    /// <summary>Guards the gathering batch and all state built from the log. A monitor, because the writer thread waits on it.</summary>
    public object Gate { get; } = new();

    /// <summary>The batch that gathers now. Under the gate.</summary>
    public Batch Open { get; private set; }

    /// <summary>False once the log has failed or is closed. Under the gate.</summary>
    public bool IsUsable => failure is null;

    /// <summary>Under the gate.</summary>
    /// <exception cref="StoreUnavailableException">The log has failed or is closed.</exception>
    public void RequireUsable()
    {
        if (failure is { } reason)
        {
            throw new StoreUnavailableException(reason.Message, reason);
        }
    }

    /// <summary>
    /// Adds an entry to the gathering batch, under the gate; returns its number. A lazy entry is written soon, but is no reason to flush.
    /// Call <see cref="Drive"/> or <see cref="WhenDurableAsync"/> after leaving the gate.
    /// </summary>
    public long Append(Entry entry, bool isLazy = false)
    {
        RequireUsable();
        return Open.Add(entry, isLazy);
    }

    /// <summary>Returns once the batch is durable. Not under the gate.</summary>
    /// <exception cref="StoreUnavailableException">It is not, or nobody knows.</exception>
    public async ValueTask WhenDurableAsync(Batch batch)
    {
        Drive();
        Task? pending;
        lock (Gate)
        {
            pending = batch.Pending();
        }

        if (pending is not null)
        {
            await pending;
        }

        if (batch.Failure is { } reason)
        {
            throw new StoreUnavailableException(reason.Message, reason) { MayBeWritten = reason.MayBeWritten };
        }
    }

    /// <summary>Writes what has gathered, unless somebody does already. Not under the gate.</summary>
    public void Drive() => WriteGathered(isInline ? int.MaxValue : 1);

    /// <summary>Stops the log: writes and flushes what has gathered, or, as <c>kill -9</c> does, nothing more.</summary>
    public void Close(bool flush)
    {
        while (!TryStop(flush))
        {
            WriteGathered(int.MaxValue);
        }

        writer?.Join();
        keeper.Join();
        tail.Dispose();
    }

    /// <summary>False when something must be written before.</summary>
    private bool TryStop(bool flush)
    {
        lock (Gate)
        {
            isClosing = true;
            while (isWriting)
            {
                Monitor.Wait(Gate);
            }

            Open.RequireFlush();
            if (flush && IsUsable && Open.NeedsWriting)
            {
                return false;
            }

            Stop(new StoreUnavailableException("The journal is closed."));
            return true;
        }
    }

    private void WriteHandedOver()
    {
        while (true)
        {
            lock (Gate)
            {
                while (!isHandedOver && IsUsable)
                {
                    Monitor.Wait(Gate);
                }

                if (!IsUsable)
                {
                    return;
                }

                isHandedOver = false;
            }

            WriteGathered(int.MaxValue);
        }
    }

    /// <summary>Makes at most so many flushes; what has gathered meanwhile is left to the writer thread.</summary>
    private void WriteGathered(int mostFlushes)
    {
        for (var flushes = 0; ;)
        {
            Batch batch;
            lock (Gate)
            {
                if (isWriting || !IsUsable || !Open.NeedsWriting)
                {
                    return;
                }

                if (Open.NeedsFlush && flushes++ == mostFlushes)
                {
                    isHandedOver = true;
                    Monitor.PulseAll(Gate);
                    return;
                }

                isWriting = true;
                batch = Open;
                Open = new Batch(batch.Next);
            }

            Write(batch);
        }
    }

    private void Write(Batch batch)
    {
        var bytes = 0L;
        Exception? error = null;
        Keeper.Work? work = null;
        try
        {
            bytes = tail.Write(batch.Entries, batch.First, batch.NeedsFlush);
        }
        catch (Exception any)
        {
            // Not only I/O errors: whatever it was, nobody may wait for this batch for ever.
            error = any;
        }

        lock (Gate)
        {
            if (error is null && batch.NeedsFlush)
            {
                error = Settle(batch);
                work = keeper.Plan(state, tail, bytes, batch.Next - 1);
            }
            else if (error is null or LogWriteException { IsFatal: false } && !batch.NeedsFlush)
            {
                Open.Prepend(batch);
            }

            if (error is not null)
            {
                Refuse(batch, error);
            }

            isWriting = false;
            if (isClosing)
            {
                // Otherwise nobody waits for it, and each lone commit would wake the writer thread in vain.
                Monitor.PulseAll(Gate);
            }
        }

        Report(error, batch);
        if (work is not null)
        {
            keeper.Start(work);
        }
    }

    /// <summary>The batch is durable: it becomes visible. An error here is a defect; the state can no longer be trusted.</summary>
    private Exception? Settle(Batch batch)
    {
        try
        {
            var number = batch.First;
            foreach (var entry in batch.Entries)
            {
                state.Apply(entry, number++);
            }

            batch.Settle(null);
            return null;
        }
        catch (Exception defect)
        {
            return defect;
        }
    }

    private void Refuse(Batch batch, Exception error)
    {
        var isFatal = error is not LogWriteException { IsFatal: false };
        if (!isFatal && !batch.NeedsFlush)
        {
            return;
        }

        var gathered = Open;
        Open = new Batch(batch.First);
        batch.Settle(new StoreUnavailableException($"The journal did not take the write: {error.Message}", error) { MayBeWritten = isFatal });
        gathered.Settle(new StoreUnavailableException($"The journal did not take the write: {error.Message}", error));
        if (isFatal)
        {
            Stop(new StoreUnavailableException($"The journal has failed: {error.Message}", error));
            return;
        }

        Undo(batch);
        Undo(gathered);
    }

    private void Undo(Batch batch)
    {
        var number = batch.First;
        foreach (var entry in batch.Entries)
        {
            state.Undo(entry, number++);
        }
    }

    private void Stop(StoreUnavailableException reason)
    {
        if (failure is null)
        {
            failure = reason;
            Open.Settle(reason);
            state.Close(reason);
            Monitor.PulseAll(Gate);
        }
    }

    private void Report(Exception? error, Batch batch)
    {
        switch (error)
        {
            case null:
                break;
            case LogWriteException { IsFatal: false } when batch.NeedsFlush:
                notify(new JournalNotice("WRITE_REFUSED", error.Message));
                break;
            case LogWriteException { IsFatal: false }:
                notify(new JournalNotice("LOCK_NOT_RECORDED", $"Delivery counts are in memory only until the next commit: {error.Message}"));
                break;
            default:
                onFatal(error);
                break;
        }
    }
}
