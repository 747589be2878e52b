using Microsoft.AspNetCore.Http;

namespace Ballast.Functions.Http;

/// <summary>Reads request bodies up to a limit.</summary>
internal static class Bodies
{
    /// <summary>The most an alert may have: TradingView's are under 4 KiB.</summary>
    public const int Max = 64 * 1024;

    /// <summary>The body, or null when it is larger than <see cref="Max"/>; no more than that is ever buffered.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > Max)
        {
            return null;
        }

        var buffer = new byte[request.ContentLength is { } length ? (int)length + 1 : 4096];
        var used = 0;
        while (true)
        {
            if (used == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(Max + 1, buffer.Length * 2));
            }

            var read = await request.Body.ReadAsync(buffer.AsMemory(used), cancel);
            used += read;
            if (used > Max)
            {
                return null;
            }

            if (read == 0)
            {
                return buffer.AsMemory(0, used);
            }
        }
    }
}
