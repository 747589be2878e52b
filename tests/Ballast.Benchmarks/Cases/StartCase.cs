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
        var empty = new List<(double Milliseconds, double Mebibytes)>();
        var fresh = new List<(double Milliseconds, double Mebibytes)>();
        var again = new List<(double Milliseconds, double Mebibytes)>();
        var ahead = new List<(double Milliseconds, double Mebibytes)>();
        var aheadAgain = new List<(double Milliseconds, double Mebibytes)>();
        using var published = new TemporaryFolder();
        Publish(published.Path);
        for (var round = 0; round <= Rounds; round++)
        {
            using var folder = new TemporaryFolder();
            using var other = new TemporaryFolder();
            var first = Time(ChildServer.Floor("serve-empty", folder.Path), "floor");
            var second = Time(ChildServer.App(folder.Path, AppSettings.Plain()), string.Create(CultureInfo.InvariantCulture, $"fresh{round}"), "long");
            var third = Time(ChildServer.App(folder.Path, AppSettings.Plain()), string.Create(CultureInfo.InvariantCulture, $"again{round}"), "flat");
            var fourth = Time(ChildServer.App(other.Path, AppSettings.Plain(), published.Path), string.Create(CultureInfo.InvariantCulture, $"fresh{round}"), "long");
            var fifth = Time(ChildServer.App(other.Path, AppSettings.Plain(), published.Path), string.Create(CultureInfo.InvariantCulture, $"again{round}"), "flat");
            if (round > 0)
            {
                empty.Add(first);
                fresh.Add(second);
                again.Add(third);
                ahead.Add(fourth);
                aheadAgain.Add(fifth);
            }
        }

        var table = new Table(string.Create(CultureInfo.InvariantCulture, $"start: process start to the first 202, median of {Rounds} rounds"), "what", "time", "÷ empty app", "resident memory", "÷ empty app", "goal");
        Add("floor: empty ASP.NET Core app", empty, isFloor: true);
        Add("Ballast, empty folder", fresh, isFloor: false);
        Add("Ballast, existing folder", again, isFloor: false);
        Add("Ballast, published, empty folder", ahead, isFloor: false);
        Add("Ballast, published, existing folder", aheadAgain, isFloor: false);
        table.Print();

        void Add(string name, List<(double Milliseconds, double Mebibytes)> runs, bool isFloor)
        {
            var ratio = Sample.MedianOf(runs.Zip(empty, (mine, floor) => mine.Milliseconds / floor.Milliseconds));
            var memory = Sample.MedianOf(runs.Zip(empty, (mine, floor) => mine.Mebibytes / floor.Mebibytes));
            table.Add(name, Show.Number(Sample.MedianOf(runs.Select(r => r.Milliseconds)), " ms"), Show.Ratio(ratio), Show.Number(Sample.MedianOf(runs.Select(r => r.Mebibytes)), " MiB"), Show.Ratio(memory), isFloor ? "" : Show.Goal(ratio, 1.5));
        }
    }

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
