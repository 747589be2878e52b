namespace Ballast.Journal.Tests;

/// <summary>A folder that goes with the test.</summary>
public sealed class TempFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("ballast-journal-").FullName;

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
