using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ballast.Journal.Log;

/// <summary>One file on a disk.</summary>
internal sealed class DiskFile(string name, SafeFileHandle handle) : IJournalFile
{
    private const int ZeroChunk = 1 << 20;
    private const int Interrupted = 4;

    public string Name => name;

    public long Length => RandomAccess.GetLength(handle);

    public static DiskFile Open(string path) =>
        new(Path.GetFileName(path), File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete));

    public static DiskFile Create(string path, long length)
    {
        var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, FileOptions.None, length);
        try
        {
            // Real zeros, not only reserved blocks: a later flush then has no metadata to write.
            var zeros = new byte[(int)Math.Min(length, ZeroChunk)];
            for (var at = 0L; at < length; at += zeros.Length)
            {
                RandomAccess.Write(handle, zeros.AsSpan(0, (int)Math.Min(zeros.Length, length - at)), at);
            }

            RandomAccess.FlushToDisk(handle);
            return new DiskFile(Path.GetFileName(path), handle);
        }
        catch
        {
            handle.Dispose();
            File.Delete(path);
            throw;
        }
    }

    public int Read(long offset, Span<byte> buffer)
    {
        var total = 0;
        while (total < buffer.Length)
        {
            var read = RandomAccess.Read(handle, buffer[total..], offset + total);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return total;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(handle, bytes, offset);

    /// <summary>The file was preallocated, so its times are all that fsync would write besides the data: fdatasync leaves them out.</summary>
    public void Flush()
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(handle);
            return;
        }

        while (SyncData(handle) != 0)
        {
            var cause = new Win32Exception(Marshal.GetLastPInvokeError());
            if (cause.NativeErrorCode != Interrupted)
            {
                throw new IOException($"fdatasync of {name} failed: {cause.Message}", cause);
            }
        }
    }

    public void Dispose() => handle.Dispose();

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SyncData(SafeFileHandle file);
}
