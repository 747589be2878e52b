namespace Ballast.Journal.Log;

/// <summary>What the log's entries add up to. Called under the log's gate, in log order.</summary>
internal interface IJournalState
{
    /// <summary>The entry is durable.</summary>
    void Apply(Entry entry, long number);

    /// <summary>The entry was appended and will never be durable.</summary>
    void Undo(Entry entry, long number);

    /// <summary>Entries that rebuild the durable state of this moment. Taking them is quick; they are enumerated later, on another thread.</summary>
    IEnumerable<Entry> Capture();

    /// <summary>The log is closed or has failed: whoever waits is told.</summary>
    void Close(Exception reason);
}
