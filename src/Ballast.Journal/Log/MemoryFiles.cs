namespace Ballast.Journal.Log;

/// <summary>
/// A folder in memory that knows what a power loss may take: for simulations and tests. It survives the journal that uses it:
/// after <see cref="ProcessKilled"/> or <see cref="PowerLost"/> open a new journal on the same instance; the old one's handles are dead.
/// Not thread-safe beyond what one journal needs.
/// </summary>
public sealed class MemoryFiles : IJournalFiles
{
    private readonly SortedDictionary<string, MemoryContent> files = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private bool locked;

    /// <summary>Counts the lives of the process; handles of an earlier life throw.</summary>
    internal int Life { get; private set; }

    /// <inheritdoc/>
    public IDisposable Lock()
    {
        if (locked)
        {
            throw new IOException("The journal folder in memory is in use by this process.");
        }

        locked = true;
        return new Held(this, Life);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> List()
    {
        lock (gate)
        {
            return [.. files.Keys];
        }
    }

    /// <inheritdoc/>
    public IJournalFile Create(string name, long length)
    {
        lock (gate)
        {
            var content = new MemoryContent(length);
            files.Add(name, content);
            return new MemoryFile(this, name, content);
        }
    }

    /// <inheritdoc/>
    public IJournalFile Open(string name)
    {
        lock (gate)
        {
            return files.TryGetValue(name, out var content) ? new MemoryFile(this, name, content) : throw new FileNotFoundException(null, name);
        }
    }

    /// <inheritdoc/>
    public void Rename(string from, string to)
    {
        lock (gate)
        {
            files[to] = files[from];
            files.Remove(from);
        }
    }

    /// <inheritdoc/>
    public void Delete(string name)
    {
        lock (gate)
        {
            files.Remove(name);
        }
    }

    /// <summary>Does nothing: creations, renames and deletions are durable at once, as on a journalling file system that is flushed.</summary>
    public void FlushFolder()
    {
    }

    /// <summary>The process dies: what was written stays, flushed or not.</summary>
    public void ProcessKilled() => EndLife();

    /// <summary>The power fails: of everything not flushed, each 512-byte sector of each write survives or not as <paramref name="random"/> says.</summary>
    public void PowerLost(Random random)
    {
        EndLife();
        foreach (var content in files.Values)
        {
            content.LosePower(random);
        }
    }

    /// <summary>Flips one bit of a file, durably.</summary>
    public void FlipBit(string name, long offset, int bit) => files[name].Flip(offset, bit);

    /// <summary>A copy of a file's bytes as a reader sees them now.</summary>
    public byte[] Bytes(string name) => files[name].ToArray();

    private void EndLife()
    {
        Life++;
        locked = false;
    }

    private sealed class Held(MemoryFiles files, int life) : IDisposable
    {
        public void Dispose()
        {
            if (files.Life == life)
            {
                files.locked = false;
            }
        }
    }
}
