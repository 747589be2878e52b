using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Ballast.Journal.Log;

/// <summary>Makes a folder's entries durable. .NET cannot open a folder, so POSIX is called directly; NTFS keeps its entries in its own journal.</summary>
internal static class FolderFlush
{
    private const int ReadOnly = 0;

    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(folder, ReadOnly);
        if (handle < 0)
        {
            throw Error("open", folder);
        }

        try
        {
            if (Sync(handle) != 0)
            {
                throw Error("fsync", folder);
            }
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Error(string call, string folder)
    {
        var cause = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"{call} of folder {folder} failed: {cause.Message}", cause);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
