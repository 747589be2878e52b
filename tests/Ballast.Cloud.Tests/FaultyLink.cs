using System.Net;
using System.Text;

namespace Ballast.Cloud.Tests;

/// <summary>Carries requests to the service, and does to them what networks and gateways do.</summary>
internal sealed class FaultyLink() : DelegatingHandler(new SocketsHttpHandler())
{
    private int _requests;

    /// <summary>How many requests have come.</summary>
    public int Requests => _requests;

    /// <summary>Requests reach the service, and their answers nobody.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>Requests reach nobody and are never answered.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Tables can be used and none can be made, as by an identity with a role on single tables.</summary>
    public bool MakesNoTables { get; set; }

    /// <summary>What stands in for every answer; the service is not asked.</summary>
    public (int Status, string? ErrorCode)? Answer { get; set; }

    /// <summary>How long such an answer asks to be left alone.</summary>
    public string? RetryAfter { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        if (IsSilent)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        if (Answer is { } answer)
        {
            return Of(answer.Status, answer.ErrorCode);
        }

        if (MakesNoTables && request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("/Tables", StringComparison.Ordinal))
        {
            return Of(403, "AuthorizationPermissionMismatch");
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (LosesAnswers)
        {
            response.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was closed before the answer came.");
        }

        return response;
    }

    private HttpResponseMessage Of(int status, string? code)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("") };
        if (code is not null)
        {
            response.Headers.Add("x-ms-error-code", code);
            response.Content = new StringContent($"{{\"odata.error\":{{\"code\":\"{code}\",\"message\":{{\"lang\":\"en-US\",\"value\":\"As told.\"}}}}}}", Encoding.UTF8, "application/json");
        }

        if (RetryAfter is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", RetryAfter);
        }

        return response;
    }
}
