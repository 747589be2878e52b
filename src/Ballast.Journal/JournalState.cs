using Ballast.Journal.Log;
using Ballast.Journal.Queue;
using Ballast.Journal.Store;

namespace Ballast.Journal;

/// <summary>Store and queue together are what the log adds up to; each entry belongs to one of them.</summary>
internal sealed class JournalState(JournalStore store, JournalQueue queue) : IJournalState
{
    public void Apply(Entry entry, long number)
    {
        if (IsOfStore(entry))
        {
            store.Apply(entry, number);
        }
        else
        {
            queue.Apply(entry, number);
        }
    }

    public void Undo(Entry entry, long number)
    {
        if (IsOfStore(entry))
        {
            store.Undo(entry, number);
        }
        else
        {
            queue.Undo(entry);
        }
    }

    public IEnumerable<Entry> Capture() => store.Capture().Concat(queue.Capture());

    public void Close(Exception reason) => queue.Close(reason);

    private static bool IsOfStore(Entry entry) => entry is Entry.Committed or Entry.Row;
}
