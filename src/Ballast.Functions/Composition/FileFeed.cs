using Ballast.Application.Feeds;
using Ballast.Application.Ports;

namespace Ballast.Functions.Composition;

/// <summary>A file of JSON lines that another program or a person writes.</summary>
public sealed class FileFeed(string path) : INewsFeed
{
    private const int MaxBytes = 2 * 1024 * 1024;

    public string Name => "file";

    public async ValueTask<FeedReply> ReadAsync(CancellationToken cancel = default)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists && file.Length > MaxBytes
                ? new FeedReply.Unreadable($"{path} is larger than {MaxBytes} bytes.")
                : FeedLines.Parse(await File.ReadAllTextAsync(path, cancel));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return new FeedReply.Unreadable(failed.Message);
        }
    }
}
