using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ballast.Exchange.Tests;

/// <summary>A request as it arrived: query and body together.</summary>
public sealed record Seen(string Method, string Path, string Parameters, string? Key);

/// <summary>An HTTP server on a free port of this machine that answers as a test says. A null answer never comes.</summary>
public sealed class FakeServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Seen, string?> _answer;

    public FakeServer(Func<Seen, string?> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public ConcurrentQueue<Seen> Requests { get; } = new();

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The clock is answered by itself; everything else alike.</summary>
    public static FakeServer Saying(int status, string body, string headers = "") => new(seen => seen.Path == "/fapi/v1/time" ? Clock() : Answer(status, body, headers));

    public static string Clock() => Answer(200, $"{{\"serverTime\":{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}}}");

    public static string Answer(int status, string body, string headers = "") =>
        $"HTTP/1.1 {status} Some\r\nContent-Type: application/json\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    public BinanceFutures Open(TimeSpan? timeout = null, bool? readsPermissions = null, Func<CancellationToken, ValueTask<ApiKey?>>? key = null, Func<CancellationToken, ValueTask<ApiKey?>>? keyAgain = null) => BinanceFutures.Open(
        new ExchangeOptions
        {
            Environment = VenueEnvironment.Custom,
            Address = Address,
            ReadKey = key ?? (_ => ValueTask.FromResult<ApiKey?>(new ApiKey("key", "secret"))),
            ReadKeyAgain = keyAgain,
            RequestTimeout = timeout ?? TimeSpan.FromSeconds(5),
            ReadsPermissions = readsPermissions,
        },
        TimeProvider.System);

    /// <summary>How often something was asked for, the clock left out.</summary>
    public int Count(string method, string path) => Requests.Count(r => r.Method == method && r.Path == path);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var request = await ReadAsync(stream);
                Requests.Enqueue(request);
                if (_answer(request) is not { } answer)
                {
                    await Task.Delay(Timeout.Infinite, _stop.Token);
                    return;
                }

                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), _stop.Token);
            }
            catch (Exception end) when (end is OperationCanceledException or IOException or ObjectDisposedException)
            {
                // The client has gone, or the test is over.
            }
        }
    }

    private async Task<Seen> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[8_192];
        var (end, length) = (-1, 0);
        while (end < 0 || text.Length < end + 4 + length)
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0)
            {
                throw new IOException("The client has gone.");
            }

            text.Append(Encoding.ASCII.GetString(buffer, 0, read));
            end = text.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal);
            length = end < 0 ? 0 : int.Parse(Header(text.ToString(), "Content-Length") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        }

        var whole = text.ToString();
        var first = whole.Split(' ');
        var (path, query) = first[1].Split('?', 2) is [var before, var after] ? (before, after) : (first[1], "");
        return new Seen(first[0], path, query + whole[(end + 4)..], Header(whole, "X-MBX-APIKEY"));
    }

    private static string? Header(string request, string name) => request.Split("\r\n")
        .Where(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(l => l[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}
