using Ballast.Journal.Log;

namespace Ballast.Journal.Queue;

/// <summary>The message ids seen within the window. Memory is bounded by the window times the rate of sending. Under the log's gate.</summary>
internal sealed class DuplicateFilter
{
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, DateTimeOffset At)> byTime = new();
    private readonly Dictionary<string, Batch> inFlight = new(StringComparer.Ordinal);

    public bool HasSeen(string id) => ids.Contains(id);

    /// <summary>The batch with the first message of this id, not durable yet; null: there is none.</summary>
    public Batch? InFlight(string id) => inFlight.GetValueOrDefault(id);

    public void Begin(string id, Batch batch) => inFlight.Add(id, batch);

    public void Undo(string id) => inFlight.Remove(id);

    public void Add(string id, DateTimeOffset at)
    {
        inFlight.Remove(id);
        if (ids.Add(id))
        {
            byTime.Enqueue((id, at));
        }
    }

    /// <summary>Forgets what is older than the window; everything when there is no window.</summary>
    public void Prune(DateTimeOffset now, TimeSpan? window)
    {
        while (byTime.TryPeek(out var oldest) && (window is not { } span || now - oldest.At >= span))
        {
            ids.Remove(oldest.Id);
            byTime.Dequeue();
        }
    }

    public IReadOnlyList<(string Id, DateTimeOffset At)> Capture() => [.. byTime];
}
