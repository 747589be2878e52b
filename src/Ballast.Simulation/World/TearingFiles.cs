using Ballast.Journal.Log;
using Ballast.Simulation.Faults;

namespace Ballast.Simulation.World;

/// <summary>A disk whose power may fail in the middle of a flush.</summary>
internal sealed class TearingFiles(IJournalFiles inner, FaultBook faults, AppProcess process) : IJournalFiles
{
    public IDisposable Lock() => inner.Lock();

    public IReadOnlyList<string> List() => inner.List();

    public IJournalFile Create(string name, long length) => new TearingFile(inner.Create(name, length), faults, process);

    public IJournalFile Open(string name) => new TearingFile(inner.Open(name), faults, process);

    public void Rename(string from, string to) => inner.Rename(from, to);

    public void Delete(string name) => inner.Delete(name);

    public void FlushFolder() => inner.FlushFolder();

    private sealed class TearingFile(IJournalFile file, FaultBook faults, AppProcess process) : IJournalFile
    {
        public string Name => file.Name;

        public long Length => file.Length;

        public int Read(long offset, Span<byte> buffer) => file.Read(offset, buffer);

        public void Write(long offset, ReadOnlySpan<byte> bytes) => file.Write(offset, bytes);

        public void Flush()
        {
            if (process.IsReady && faults.Hits(FaultKind.TornWrite))
            {
                throw new IOException("The power failed during a flush (simulated).");
            }

            file.Flush();
        }

        public void Dispose() => file.Dispose();
    }
}
