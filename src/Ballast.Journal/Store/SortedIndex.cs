namespace Ballast.Journal.Store;

/// <summary>
/// Values by key in ordinal order: sorted chunks of at most <see cref="MostPerChunk"/> keys, so that inserting moves little even among a million.
/// Enumerating from a key is a binary search and then a walk.
/// </summary>
internal sealed class SortedIndex<TValue>
    where TValue : class
{
    private const int MostPerChunk = 256;
    private readonly List<Chunk> chunks = [new()];

    public int Count { get; private set; }

    public TValue? Find(string key)
    {
        var chunk = chunks[ChunkOf(key)];
        var at = chunk.IndexOf(key);
        return at >= 0 ? chunk.Values[at] : null;
    }

    public void Set(string key, TValue value)
    {
        var index = ChunkOf(key);
        var chunk = chunks[index];
        var at = chunk.IndexOf(key);
        if (at >= 0)
        {
            chunk.Values[at] = value;
            return;
        }

        chunk.Keys.Insert(~at, key);
        chunk.Values.Insert(~at, value);
        Count++;
        if (chunk.Keys.Count > MostPerChunk)
        {
            // Keys that arrive in order leave full chunks behind.
            chunks.Insert(index + 1, chunk.SplitAt(~at == MostPerChunk ? MostPerChunk : MostPerChunk / 2));
        }
    }

    public void Remove(string key)
    {
        var index = ChunkOf(key);
        var chunk = chunks[index];
        var at = chunk.IndexOf(key);
        if (at < 0)
        {
            return;
        }

        chunk.Keys.RemoveAt(at);
        chunk.Values.RemoveAt(at);
        Count--;
        if (chunk.Keys.Count == 0 && chunks.Count > 1)
        {
            chunks.RemoveAt(index);
        }
    }

    /// <summary>The pairs from <paramref name="key"/> on, itself included unless <paramref name="isExclusive"/>. Not to be changed meanwhile.</summary>
    public IEnumerable<(string Key, TValue Value)> From(string key, bool isExclusive)
    {
        var index = ChunkOf(key);
        var at = chunks[index].IndexOf(key);
        at = at < 0 ? ~at : isExclusive ? at + 1 : at;
        for (; index < chunks.Count; index++, at = 0)
        {
            for (; at < chunks[index].Keys.Count; at++)
            {
                yield return (chunks[index].Keys[at], chunks[index].Values[at]);
            }
        }
    }

    public void CopyValuesTo(List<TValue> target)
    {
        foreach (var chunk in chunks)
        {
            target.AddRange(chunk.Values);
        }
    }

    /// <summary>The last chunk whose first key is not greater.</summary>
    private int ChunkOf(string key)
    {
        var (low, high) = (0, chunks.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (string.CompareOrdinal(chunks[middle].Keys[0], key) <= 0)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    private sealed class Chunk
    {
        public List<string> Keys { get; private init; } = [];

        public List<TValue> Values { get; private init; } = [];

        public int IndexOf(string key) => Keys.BinarySearch(key, StringComparer.Ordinal);

        public Chunk SplitAt(int index)
        {
            var upper = new Chunk { Keys = Keys[index..], Values = Values[index..] };
            Keys.RemoveRange(index, Keys.Count - index);
            Values.RemoveRange(index, Values.Count - index);
            return upper;
        }
    }
}
