using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ballast.Benchmarks.Load;

namespace Ballast.Benchmarks.Servers;

/// <summary>A server in a process of its own, in a folder of its own.</summary>
internal sealed class ChildServer : IDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(120);
    private readonly Process _process;

    private ChildServer(Process process, int port, long startedAt) => (_process, Port, StartedAt) = (process, port, startedAt);

    public int Port { get; }

    /// <summary>Timestamp just before the process was started.</summary>
    public long StartedAt { get; }

    /// <summary>Resident memory now, in MiB.</summary>
    public double ResidentMebibytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Processor time used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>One of the floors: this program again.</summary>
    public static ChildServer Floor(string verb, string folder, params string[] more)
    {
        var port = FreePort();
        return Start(Path.Combine(AppContext.BaseDirectory, "Ballast.Benchmarks.dll"), folder, new Dictionary<string, string>(), [verb, port.ToString(CultureInfo.InvariantCulture), .. more], port);
    }

    /// <summary>The app as it is built, or as it was published to a folder.</summary>
    public static ChildServer App(string folder, IReadOnlyDictionary<string, string> settings, string? published = null)
    {
        var port = FreePort();
        return Start(Path.Combine(published ?? AppContext.BaseDirectory, "Ballast.Functions.dll"), folder, settings, [$"--urls=http://127.0.0.1:{port}"], port);
    }

    /// <summary>Sends the request until it is answered with 202; then it is ready. Returns the time since the process was started.</summary>
    public TimeSpan WaitFor202(Func<byte[]> request) => WaitFor(202, request);

    /// <summary>The app takes alerts.</summary>
    public void WaitUntilReady() => WaitFor(200, () => HttpConnection.Get("/api/health"));

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private TimeSpan WaitFor(int wanted, Func<byte[]> request)
    {
        while (Stopwatch.GetElapsedTime(StartedAt) < LongestStart && !_process.HasExited)
        {
            try
            {
                using var connection = new HttpConnection(Port);
                while (connection.Send(request()) is var status)
                {
                    if (status == wanted)
                    {
                        return Stopwatch.GetElapsedTime(StartedAt);
                    }

                    if (status is not 503)
                    {
                        throw new InvalidOperationException($"The server answered {status}: {connection.Text}");
                    }

                    Thread.Sleep(1);
                }
            }
            catch (SocketException)
            {
                Thread.Sleep(1);
            }
        }

        throw new InvalidOperationException("The server did not answer in time.");
    }

    private static ChildServer Start(string library, string folder, IReadOnlyDictionary<string, string> settings, IEnumerable<string> arguments, int port)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(library);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var from = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } text)
            {
                Console.Error.WriteLine(text);
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ChildServer(process, port, from);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
