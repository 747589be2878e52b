namespace Ballast.Journal.Log;

/// <summary>
/// The few things a journal needs of a file system, so that a disk, memory, or a disk that fails can stand behind it.
/// Every method may throw <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.
/// </summary>
public interface IJournalFiles
{
    /// <summary>Takes the folder for this process until disposed.</summary>
    /// <exception cref="IOException">The folder is in use; the message names the owner.</exception>
    IDisposable Lock();

    /// <summary>The names of all files, in ordinal order.</summary>
    IReadOnlyList<string> List();

    /// <summary>Creates a file of <paramref name="length"/> zero bytes whose room on the disk is taken. On failure no file is left.</summary>
    IJournalFile Create(string name, long length);

    /// <summary>Opens an existing file for reading and writing.</summary>
    IJournalFile Open(string name);

    /// <summary>Renames a file, replacing the target, atomically.</summary>
    void Rename(string from, string to);

    /// <summary>Deletes a file; does nothing when it is absent.</summary>
    void Delete(string name);

    /// <summary>Makes creations, renames and deletions durable.</summary>
    void FlushFolder();
}

/// <summary>An open file of a journal.</summary>
public interface IJournalFile : IDisposable
{
    /// <summary>The name within the folder.</summary>
    string Name { get; }

    /// <summary>Bytes.</summary>
    long Length { get; }

    /// <summary>Reads until the buffer is full or the file ends; returns the bytes read.</summary>
    int Read(long offset, Span<byte> buffer);

    /// <summary>Writes all bytes; they are durable only after <see cref="Flush"/>.</summary>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Returns once everything written is durable (fdatasync).</summary>
    void Flush();
}
