using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;

namespace Ballast.Research.Tests.Archives;

/// <summary>The archive as an HTTP client sees it, in memory.</summary>
internal sealed class ArchiveServer : HttpMessageHandler
{
    public static readonly Uri Root = new("https://archive.test/");

    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>Every address asked for.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Answers before the true ones, oldest first.</summary>
    public Queue<HttpStatusCode> Trouble { get; } = new();

    public void Add(string path, string csv)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var writer = new StreamWriter(zip.CreateEntry(Path.GetFileNameWithoutExtension(path) + ".csv").Open());
            writer.Write(csv);
        }

        _files[path] = memory.ToArray();
        _files[$"{path}.CHECKSUM"] = System.Text.Encoding.UTF8.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(memory.ToArray()))}  {Path.GetFileName(path)}\n");
    }

    /// <summary>A byte of a file changes on the way.</summary>
    public void Damage(string path) => _files[path][^1] ^= 1;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath.TrimStart('/');
        Asked.Add(path);
        if (Trouble.TryDequeue(out var status))
        {
            return Task.FromResult(new HttpResponseMessage(status));
        }

        return Task.FromResult(_files.TryGetValue(path, out var bytes) ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(bytes) } : new HttpResponseMessage(HttpStatusCode.NotFound));
    }
}
