namespace Ballast.Functions.Tests.Support;

/// <summary>A folder of its own for one app: current directory, settings and journal. It outlives the processes that use it.</summary>
public sealed class TempFolder : IDisposable
{
    public TempFolder() => File.Copy(System.IO.Path.Combine(AppContext.BaseDirectory, "host.json"), System.IO.Path.Combine(Path, "host.json"));

    public string Path { get; } = Directory.CreateTempSubdirectory("ballast-app").FullName;

    public void Write(string name, string text) => File.WriteAllText(System.IO.Path.Combine(Path, name), text);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
