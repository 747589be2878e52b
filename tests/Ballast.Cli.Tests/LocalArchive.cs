using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;

namespace Ballast.Cli.Tests;

/// <summary>An archive on a port of its own, until it is disposed.</summary>
internal sealed class LocalArchive : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<string, byte[]?> _find;

    /// <param name="find">A zip by its path, null where there is none; its checksum follows from it.</param>
    public LocalArchive(Func<string, byte[]?> find)
    {
        _find = find;
        Root = $"http://localhost:{FreePort()}/";
        _listener.Prefixes.Add(Root);
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Root { get; }

    /// <summary>One row in every file that is asked for, at the beginning of its month or day.</summary>
    public static LocalArchive OfEverything() => new(path =>
    {
        var period = Path.GetFileNameWithoutExtension(path).Split('-', 3)[2];
        var at = new DateTimeOffset(DateOnly.Parse(period.Length == 7 ? $"{period}-01" : period, CultureInfo.InvariantCulture), TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds();
        return Zip(path.Contains("fundingRate", StringComparison.Ordinal) ? $"{at},8,0.0001\n" : $"{at},5,6,4,5,1,{at + 59_999},5,1,0.5,2,0\n");
    });

    public static byte[] Zip(string csv)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            // A fixed time: the same rows are the same bytes, and so have the same checksum.
            var entry = zip.CreateEntry("rows.csv");
            entry.LastWriteTime = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var writer = new StreamWriter(entry.Open());
            writer.Write(csv);
        }

        return memory.ToArray();
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        const string sum = ".CHECKSUM";
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var path = context.Request.Url!.AbsolutePath.TrimStart('/');
            var body = path.EndsWith(sum, StringComparison.Ordinal)
                ? _find(path[..^sum.Length]) is { } zip ? System.Text.Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(zip))}  file.zip\n") : null
                : _find(path);
            context.Response.StatusCode = body is null ? 404 : 200;
            context.Response.Close(body ?? [], willBlock: false);
        }
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
