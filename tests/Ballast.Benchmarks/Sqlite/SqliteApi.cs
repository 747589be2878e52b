using System.Runtime.InteropServices;

namespace Ballast.Benchmarks.Sqlite;

/// <summary>The few calls of the system's SQLite that the floors need.</summary>
internal static class SqliteApi
{
    public const int Ok = 0;
    public const int Row = 100;
    public const int Done = 101;
    private const string Library = "libsqlite3.so.0";

    /// <summary>Null when it can be used, else why not.</summary>
    public static string? WhyAbsent()
    {
        if (!NativeLibrary.TryLoad(Library, out var handle))
        {
            return $"{Library} is not installed; the SQLite rows are left out.";
        }

        NativeLibrary.Free(handle);
        return null;
    }

    [DllImport(Library, EntryPoint = "sqlite3_open_v2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, out nint database, int flags, nint vfs);

    [DllImport(Library, EntryPoint = "sqlite3_close_v2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Close(nint database);

    [DllImport(Library, EntryPoint = "sqlite3_prepare_v2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Prepare(nint database, [MarshalAs(UnmanagedType.LPUTF8Str)] string sql, int length, out nint statement, nint tail);

    [DllImport(Library, EntryPoint = "sqlite3_step")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Step(nint statement);

    [DllImport(Library, EntryPoint = "sqlite3_reset")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Reset(nint statement);

    [DllImport(Library, EntryPoint = "sqlite3_finalize")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Free(nint statement);

    [DllImport(Library, EntryPoint = "sqlite3_bind_blob")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Bind(nint statement, int index, byte[] bytes, int length, nint copy);

    [DllImport(Library, EntryPoint = "sqlite3_bind_int64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Bind(nint statement, int index, long value);

    [DllImport(Library, EntryPoint = "sqlite3_column_int64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern long Number(nint statement, int column);
}
