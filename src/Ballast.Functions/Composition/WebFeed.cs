using Ballast.Application.Feeds;
using Ballast.Application.Ports;

namespace Ballast.Functions.Composition;

/// <summary>A feed at an address. Time and size are bounded: somebody else's server must not hold up or fill ours.</summary>
public sealed class WebFeed(HttpClient http, Uri address) : INewsFeed
{
    /// <summary>How long an answer may take, body included.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>The host: an address may hold a key, and names are shown.</summary>
    public string Name => address.IdnHost;

    public async ValueTask<FeedReply> ReadAsync(CancellationToken cancel = default)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var reply = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (!reply.IsSuccessStatusCode)
            {
                return new FeedReply.Unreadable($"HTTP {(int)reply.StatusCode}.");
            }

            await using var body = await reply.Content.ReadAsStreamAsync(cancel);
            return await ReadAsync(body, cancel) is { } bytes ? FeedXml.Parse(bytes) : new FeedReply.Unreadable($"The answer is larger than {MaxBytes} bytes.");
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return new FeedReply.Unreadable(failed.Message);
        }
    }

    private static async Task<MemoryStream?> ReadAsync(Stream body, CancellationToken cancel)
    {
        // The client's timeout ends with the headers.
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(Timeout);
        var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, late.Token) is > 0 and var read)
        {
            whole.Write(buffer, 0, read);
            if (whole.Length > MaxBytes)
            {
                return null;
            }
        }

        whole.Position = 0;
        return whole;
    }
}
