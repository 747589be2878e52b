using Ballast.Contracts;

namespace Ballast.VenueServer.Tests;

/// <summary>A test that needs node and the packages that <c>.ci/run</c> installs; skipped with the reason where they are not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (NodePath is null)
        {
            Skip = "node is not on the PATH: the independent client (ccxt) cannot run.";
        }
        else if (!Directory.Exists(System.IO.Path.Combine(Folder, "node_modules", "ccxt")))
        {
            Skip = $"ccxt is not installed: npm ci --ignore-scripts --prefix {Folder} (bash .ci/run does it).";
        }
    }

    public static string? NodePath { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node")).FirstOrDefault(File.Exists);

    /// <summary>Where the script and its packages lie, in the sources.</summary>
    public static string Folder { get; } = System.IO.Path.Combine(Repository.Root, "tests", "Ballast.VenueServer.Tests", "ccxt");
}
