using Ballast.Application.Ports;

namespace Ballast.Journal.Log;

/// <summary>Entries that become durable together, and those who wait for it. Touched under the log's gate only.</summary>
internal sealed class Batch(long first)
{
    /// <summary>More lazy entries than this are flushed after all, so that rewriting them stays cheap.</summary>
    private const int MostLazyEntries = 64;

    private TaskCompletionSource? settled;
    private int writtenLazily;

    public List<Entry> Entries { get; private set; } = [];

    public long First { get; private set; } = first;

    public long Next => First + Entries.Count;

    public bool NeedsFlush { get; private set; }

    /// <summary>True when there is an entry that is not in the file, or one that must be flushed.</summary>
    public bool NeedsWriting => NeedsFlush || Entries.Count > writtenLazily;

    public bool IsSettled { get; private set; }

    /// <summary>Why nothing, or nobody knows whether anything, was written.</summary>
    public StoreUnavailableException? Failure { get; private set; }

    public long Add(Entry entry, bool isLazy)
    {
        Entries.Add(entry);
        NeedsFlush |= !isLazy || Entries.Count > MostLazyEntries;
        return Next - 1;
    }

    /// <summary>Puts the entries of a lazily written batch in front: they are written again, in place, with this one.</summary>
    public void Prepend(Batch lazy)
    {
        writtenLazily = lazy.Entries.Count;
        lazy.Entries.AddRange(Entries);
        (Entries, First) = (lazy.Entries, lazy.First);
        NeedsFlush |= Entries.Count > MostLazyEntries;
    }

    /// <summary>The next write flushes, if there is anything to write.</summary>
    public void RequireFlush() => NeedsFlush = Entries.Count > 0;

    /// <summary>The task to wait for; null when it is settled already.</summary>
    public Task? Pending() =>
        IsSettled ? null : (settled ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Settle(StoreUnavailableException? failure)
    {
        (IsSettled, Failure) = (true, failure);
        settled?.SetResult();
    }
}
