using System.Collections.Frozen;
using System.Security.Cryptography;
using Ballast.Functions.Triggers;

namespace Ballast.Functions.Web;

/// <summary>A file of the web page as it was built.</summary>
/// <param name="ETag">Of its bytes, with the quotes.</param>
public sealed record PageFile(byte[] Bytes, string ContentType, string ETag);

/// <summary>The web page's files, embedded in the assembly from src/Ballast.Dashboard/dist. Read once; there is nothing else to be had.</summary>
public sealed class PageFiles
{
    /// <summary>The page itself.</summary>
    public const string Index = "index.html";

    private const string Folder = "dashboard/";

    private readonly FrozenDictionary<string, PageFile> _all = typeof(Dashboard).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Folder.Length..], Read, StringComparer.Ordinal);

    public PageFile? Find(string name) => _all.GetValueOrDefault(name);

    private static PageFile Read(string name)
    {
        using var stream = typeof(Dashboard).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new PageFile(bytes, TypeOf(name), $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"");
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };
}
