using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ballast.Benchmarks.Reporting;

/// <summary>What the machine is, and how long its disk takes to make 4 KiB durable.</summary>
public static class Machine
{
    private const int Page = 4096;
    private const int Pages = 1000;

    public static void Print()
    {
        var flush = MeasureFlush();
        var table = new Table("Machine", "fact", "value");
        table.Add("cores", Environment.ProcessorCount.ToString(System.Globalization.CultureInfo.InvariantCulture));
        table.Add("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}");
        table.Add("runtime", RuntimeInformation.FrameworkDescription);
        table.Add("load average before", File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "unknown");
        table.Add("write and fdatasync of 4 KiB, preallocated file", $"p50 {Show.Number(flush.Median, " ms")}, p99 {Show.Number(flush.P99, " ms")}");
        table.Print();
    }

    /// <summary>Milliseconds per write and flush.</summary>
    public static Sample MeasureFlush()
    {
        using var folder = new TemporaryFolder();
        using var file = File.OpenHandle(Path.Combine(folder.Path, "flush"), FileMode.Create, FileAccess.ReadWrite);
        RandomAccess.Write(file, new byte[Page * Pages], 0);
        RandomAccess.FlushToDisk(file);
        var page = new byte[Page];
        Array.Fill(page, (byte)1);
        return new Sample(Enumerable.Range(0, Pages).Select(i =>
        {
            var from = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, page, (long)i * Page);
            if (!OperatingSystem.IsLinux() || FlushData(file.DangerousGetHandle()) != 0)
            {
                RandomAccess.FlushToDisk(file);
            }

            return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        }).ToArray());
    }

    [DllImport("libc", EntryPoint = "fdatasync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FlushData(nint handle);
}
