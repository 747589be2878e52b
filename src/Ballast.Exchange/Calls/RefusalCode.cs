using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Ballast.Exchange.Calls;

/// <summary>The library drops the exchange's code of a 429, and too many orders (-1015) are not too many requests: the code is told on in a header of our own.</summary>
internal sealed class RefusalCode(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string Header = "X-Ballast-Code";

    public static int? Of(HttpResponseHeaders? headers) =>
        headers is not null && headers.TryGetValues(Header, out var values) && int.TryParse(values.FirstOrDefault(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code) ? code : null;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        response.Headers.Remove(Header);
        if (response.StatusCode == System.Net.HttpStatusCode.TooManyRequests)
        {
            // Buffered, so that the library can read it again.
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            if (CodeOf(await response.Content.ReadAsByteArrayAsync(cancellationToken)) is { } code)
            {
                response.Headers.TryAddWithoutValidation(Header, code.ToString(CultureInfo.InvariantCulture));
            }
        }

        return response;
    }

    private static int? CodeOf(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("code", out var code) && code.TryGetInt32(out var value) ? value : null;
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException)
        {
            // A gateway's own words.
            return null;
        }
    }
}
