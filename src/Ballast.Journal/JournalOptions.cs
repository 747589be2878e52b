using System.Globalization;

namespace Ballast.Journal;

/// <summary>How one journal is kept.</summary>
public sealed record JournalOptions
{
    /// <summary>The folder that holds the log, created when absent. One process at a time may use it. Required; for in-memory files it is a mere name.</summary>
    public required string Folder { get; init; }

    /// <summary>Size of a preallocated log segment in bytes, 4,096 to 1,073,741,824; a larger commit gets a segment of its own size. Default 8 MiB: zero-filled and flushed in about 4 ms.</summary>
    public long SegmentBytes { get; init; } = 8L << 20;

    /// <summary>A snapshot is written after this many bytes of log, or after as many as the last snapshot holds if those are more; 4,096 to 1,099,511,627,776. Default 64 MiB: read back in well under a second.</summary>
    public long SnapshotAfterBytes { get; init; } = 64L << 20;

    /// <summary>True: every write, flush and snapshot happens on the calling thread, in order, for simulations. False (default): concurrent commits share one flush.</summary>
    public bool Inline { get; init; }

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(Folder))
        {
            throw new ArgumentException("Journal setting Folder is empty; it must name a folder.");
        }

        Require(nameof(SegmentBytes), SegmentBytes, 4096, 1L << 30);
        Require(nameof(SnapshotAfterBytes), SnapshotAfterBytes, 4096, 1L << 40);
    }

    private static void Require(string setting, long value, long least, long most)
    {
        if (value < least || value > most)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"Journal setting {setting} is {value} bytes; it must be {least} to {most} bytes."));
        }
    }
}
