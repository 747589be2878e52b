namespace Ballast.Journal.Log;

/// <summary>An open handle on a file in memory.</summary>
internal sealed class MemoryFile(MemoryFiles files, string name, MemoryContent content) : IJournalFile
{
    private readonly int life = files.Life;

    public string Name => name;

    public long Length => content.Length;

    public int Read(long offset, Span<byte> buffer) => content.Read(offset, buffer);

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        RequireAlive();
        content.Write(offset, bytes);
    }

    public void Flush()
    {
        RequireAlive();
        content.Flush();
    }

    public void Dispose()
    {
    }

    private void RequireAlive()
    {
        if (files.Life != life)
        {
            throw new IOException($"The process that opened {name} is dead.");
        }
    }
}

/// <summary>What a file in memory holds: the bytes a reader sees, and what was there before each write that is not flushed.</summary>
internal sealed class MemoryContent(long length)
{
    private const int Sector = 512;
    private readonly List<(long Offset, byte[] Before)> unflushed = [];
    private readonly Lock gate = new();
    private byte[] bytes = new byte[length];

    public long Length => bytes.Length;

    public int Read(long offset, Span<byte> buffer)
    {
        lock (gate)
        {
            var count = (int)Math.Clamp(bytes.Length - offset, 0, buffer.Length);
            bytes.AsSpan((int)Math.Min(offset, bytes.Length), count).CopyTo(buffer);
            return count;
        }
    }

    public void Write(long offset, ReadOnlySpan<byte> written)
    {
        lock (gate)
        {
            if (offset + written.Length > bytes.Length)
            {
                Array.Resize(ref bytes, (int)offset + written.Length);
            }

            var place = bytes.AsSpan((int)offset, written.Length);
            unflushed.Add((offset, place.ToArray()));
            written.CopyTo(place);
        }
    }

    public void Flush()
    {
        lock (gate)
        {
            unflushed.Clear();
        }
    }

    /// <summary>Undoes, newest first, those sectors of unflushed writes that the dice take.</summary>
    public void LosePower(Random random)
    {
        // A disk that loses everything, nothing, or some of it: each must be seen often.
        var lossInTen = random.Next(0, 11);
        for (var i = unflushed.Count - 1; i >= 0; i--)
        {
            var (offset, before) = unflushed[i];
            for (var at = 0; at < before.Length;)
            {
                var length = (int)Math.Min(before.Length - at, Sector - ((offset + at) % Sector));
                if (random.Next(10) < lossInTen)
                {
                    before.AsSpan(at, length).CopyTo(bytes.AsSpan((int)offset + at));
                }

                at += length;
            }
        }

        unflushed.Clear();
    }

    public void Flip(long offset, int bit) => bytes[offset] ^= (byte)(1 << bit);

    public byte[] ToArray() => [.. bytes];
}
