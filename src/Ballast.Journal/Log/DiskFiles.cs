using System.Globalization;

namespace Ballast.Journal.Log;

/// <summary>Journal files in a real folder.</summary>
internal sealed class DiskFiles : IJournalFiles
{
    private const string LockName = "journal.lock";
    private const string OwnerName = "journal.pid";
    private readonly string folder;

    public DiskFiles(string folder)
    {
        this.folder = Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(this.folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The journal folder {this.folder} cannot be created: {error.Message}", error);
        }
    }

    public IDisposable Lock()
    {
        FileStream held;
        try
        {
            held = new FileStream(At(LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException($"The journal folder {folder} cannot be written: {error.Message}", error);
        }
        catch (IOException error)
        {
            var owner = Owner();
            throw new IOException(owner is null ? $"The journal folder {folder} cannot be locked: {error.Message}" : $"The journal folder {folder} is in use by process {owner}.", error);
        }

        try
        {
            File.WriteAllText(At(OwnerName), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public IReadOnlyList<string> List() => [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public IJournalFile Create(string name, long length) => DiskFile.Create(At(name), length);

    public IJournalFile Open(string name) => DiskFile.Open(At(name));

    public void Rename(string from, string to) => File.Move(At(from), At(to), overwrite: true);

    public void Delete(string name) => File.Delete(At(name));

    public void FlushFolder() => FolderFlush.Flush(folder);

    private string? Owner() => File.Exists(At(OwnerName)) ? File.ReadAllText(At(OwnerName)) : null;

    private string At(string name) => Path.Combine(folder, name);
}
