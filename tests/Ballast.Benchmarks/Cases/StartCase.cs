using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Ballast.Benchmarks.Load;
using Ballast.Benchmarks.Reporting;
using Ballast.Benchmarks.Servers;
using Ballast.Contracts;

namespace Ballast.Benchmarks.Cases;

/// <summary>
/// From starting the process to its first 202, in an empty folder and in one that was used before, beside an empty ASP.NET Core app: as it is
/// built, and as it is published for this machine (compiled ahead, as on Azure).
/// </summary>
internal static class StartCase
{
    private const int Rounds = 9;
    private static readonly TimeSpan SettledAfter = TimeSpan.FromSeconds(2);

    public static void Run()
    {
        using var published = new TemporaryFolder();
        Publish(published.Path);
        string[] names = ["floor: empty ASP.NET Core app", "Ballast, empty folder", "Ballast, existing folder", "Ballast, published, empty folder", "Ballast, published, existing folder"];
        var rounds = names.Select(_ => new List<(double Milliseconds, double Mebibytes)>()).ToArray();
        for (var round = 0; round <= Rounds; round++)
        {
            using var floor = new TemporaryFolder();
            using var built = new TemporaryFolder();
            using var ahead = new TemporaryFolder();
            (double Milliseconds, double Mebibytes)[] runs = [Time(ChildServer.Floor("serve-empty", floor.Path), "floor"), .. Twice(built.Path, round, null), .. Twice(ahead.Path, round, published.Path)];
            for (var i = 0; round > 0 && i < runs.Length; i++)
            {
                rounds[i].Add(runs[i]);
            }
        }

        var table = new Table(string.Create(CultureInfo.InvariantCulture, $"start: process start to the first 202, median of {Rounds} rounds"), "what", "time", "÷ empty app", "resident memory", "÷ empty app", "goal");
        for (var i = 0; i < names.Length; i++)
        {
            var ratio = Sample.MedianOf(rounds[i].Zip(rounds[0], (mine, floor) => mine.Milliseconds / floor.Milliseconds));
            var memory = Sample.MedianOf(rounds[i].Zip(rounds[0], (mine, floor) => mine.Mebibytes / floor.Mebibytes));
            table.Add(names[i], Show.Number(Sample.MedianOf(rounds[i].Select(r => r.Milliseconds)), " ms"), Show.Ratio(ratio), Show.Number(Sample.MedianOf(rounds[i].Select(r => r.Mebibytes)), " MiB"), Show.Ratio(memory), i == 0 ? "" : Show.Goal(ratio, 1.5));
        }

        table.Print();
    }

    /// <summary>In an empty folder, and in the same one again.</summary>
    private static (double Milliseconds, double Mebibytes)[] Twice(string folder, int round, string? published) =>
    [
        Time(ChildServer.App(folder, AppSettings.Plain(), published), string.Create(CultureInfo.InvariantCulture, $"fresh{round}")),
        Time(ChildServer.App(folder, AppSettings.Plain(), published), string.Create(CultureInfo.InvariantCulture, $"again{round}"), "flat"),
    ];

    private static void Publish(string folder)
    {
        var project = Path.Combine(Repository.Root, "src", "Ballast.Functions");
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--no-self-contained", "-v", "quiet", "-o", folder]))!;
        publish.WaitForExit();
        if (publish.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet publish ended with {publish.ExitCode}.");
        }
    }

    private static (double Milliseconds, double Mebibytes) Time(ChildServer server, string id, string position = "long")
    {
        using (server)
        {
            var took = server.WaitFor202(() => Alerts.One("BTCUSDT", position, id));
            var resident = server.ResidentMebibytes;

            // What the alert started ends before the process does: this is no crash recovery, which looks for an unanswered order only 5 s later.
            Thread.Sleep(SettledAfter);
            return (took.TotalMilliseconds, resident);
        }
    }
}
