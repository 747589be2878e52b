using Ballast.Journal.Log;

namespace Ballast.Journal.Tests;

/// <summary>What a journal does with its files.</summary>
public enum FileAct
{
    Create,
    Write,
    Flush,
    Rename,
    Delete,
    FlushFolder,
}

/// <summary>Files that fail when a test says so, before the act or, for a write, half way through.</summary>
public sealed class FaultyFiles(IJournalFiles inner) : IJournalFiles
{
    private int acts;

    /// <summary>Asked before each act with the file's name; what it returns is thrown.</summary>
    public Func<FileAct, string, Exception?> Fault { get; set; } = (_, _) => null;

    /// <summary>True: a write that fails has nevertheless written everything; false: half of it.</summary>
    public bool FailsAfterWriting { get; set; }

    /// <summary>Acts so far.</summary>
    public int Acts => acts;

    /// <summary>From the n-th act from now on everything fails: the machine is dead.</summary>
    public void DieAt(int act)
    {
        var end = acts + act;
        Fault = (_, _) => acts >= end ? new IOException("The machine is dead.") : null;
    }

    public IDisposable Lock() => inner.Lock();

    public IReadOnlyList<string> List() => inner.List();

    public IJournalFile Create(string name, long length)
    {
        Act(FileAct.Create, name);
        return new FaultyFile(this, inner.Create(name, length));
    }

    public IJournalFile Open(string name) => new FaultyFile(this, inner.Open(name));

    public void Rename(string from, string to)
    {
        Act(FileAct.Rename, from);
        inner.Rename(from, to);
    }

    public void Delete(string name)
    {
        Act(FileAct.Delete, name);
        inner.Delete(name);
    }

    public void FlushFolder()
    {
        Act(FileAct.FlushFolder, "");
        inner.FlushFolder();
    }

    private void Act(FileAct act, string name)
    {
        var fault = Fault(act, name);
        Interlocked.Increment(ref acts);
        if (fault is not null)
        {
            throw fault;
        }
    }

    private sealed class FaultyFile(FaultyFiles files, IJournalFile file) : IJournalFile
    {
        public string Name => file.Name;

        public long Length => file.Length;

        public int Read(long offset, Span<byte> buffer) => file.Read(offset, buffer);

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            try
            {
                files.Act(FileAct.Write, Name);
            }
            catch
            {
                file.Write(offset, files.FailsAfterWriting ? bytes : bytes[..(bytes.Length / 2)]);
                throw;
            }

            file.Write(offset, bytes);
        }

        public void Flush()
        {
            files.Act(FileAct.Flush, Name);
            file.Flush();
        }

        public void Dispose() => file.Dispose();
    }
}
