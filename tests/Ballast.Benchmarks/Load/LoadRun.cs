using System.Diagnostics;
using Ballast.Benchmarks.Reporting;

namespace Ballast.Benchmarks.Load;

/// <summary>What one run of prepared requests gave. Times in milliseconds.</summary>
/// <param name="Accepted">Answers 202.</param>
/// <param name="Other">A text of one other answer; null when there was none.</param>
internal sealed record LoadResult(int Accepted, double Seconds, Sample Latency, string? Other)
{
    public double Rate => Accepted / Seconds;

    /// <summary>Sends each connection's requests one after the other, all connections at once.</summary>
    public static LoadResult Run(int port, byte[][][] requests)
    {
        var connections = requests.Select(_ => new HttpConnection(port)).ToArray();
        var times = requests.Select(r => new double[r.Length]).ToArray();
        var accepted = new int[requests.Length];
        string? other = null;
        using var go = new ManualResetEventSlim();
        var threads = requests.Select((mine, c) => new Thread(
            () =>
            {
                go.Wait();
                for (var i = 0; i < mine.Length; i++)
                {
                    var from = Stopwatch.GetTimestamp();
                    var status = connections[c].Send(mine[i]);
                    times[c][i] = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
                    if (status == 202)
                    {
                        accepted[c]++;
                    }
                    else
                    {
                        other ??= $"{status}: {connections[c].Text}";
                    }
                }
            },
            256 * 1024)).ToArray();
        foreach (var thread in threads)
        {
            thread.Start();
        }

        var begun = Stopwatch.GetTimestamp();
        go.Set();
        foreach (var thread in threads)
        {
            thread.Join();
        }

        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        foreach (var connection in connections)
        {
            connection.Dispose();
        }

        return new LoadResult(accepted.Sum(), seconds, new Sample(times.SelectMany(t => t)), other);
    }
}
