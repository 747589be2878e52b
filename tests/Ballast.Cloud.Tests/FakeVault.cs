using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Azure.Core;

namespace Ballast.Cloud.Tests;

/// <summary>A key vault as the SDK's requests reach it: it asks for a token first, then answers what it is told to.</summary>
internal sealed class FakeVault : HttpMessageHandler
{
    public const string Address = "https://ballast.vault.azure.net/";

    /// <summary>The answer to a request with a token.</summary>
    public Func<string, (HttpStatusCode Status, string Body)> Answer { get; set; } = _ => Value("one");

    public bool IsSilent { get; set; }

    public string? RetryAfter { get; set; }

    /// <summary>Names of secrets that were asked for with a token.</summary>
    public List<string> Asked { get; } = [];

    public static (HttpStatusCode Status, string Body) Value(string value, DateTimeOffset? expires = null) =>
        (HttpStatusCode.OK, JsonSerializer.Serialize(new { value, id = $"{Address}secrets/name/1", attributes = new { enabled = true, exp = expires?.ToUnixTimeSeconds() } }));

    public static (HttpStatusCode Status, string Body) Error(HttpStatusCode status, string code, string message, string? inner = null) =>
        (status, JsonSerializer.Serialize(new { error = new { code, message, innererror = inner is null ? null : new { code = inner } } }));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is null)
        {
            var challenge = new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = new StringContent("") };
            challenge.Headers.WwwAuthenticate.Add(new AuthenticationHeaderValue("Bearer", "authorization=\"https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000\", resource=\"https://vault.azure.net\""));
            return challenge;
        }

        var name = request.RequestUri!.Segments[2].Trim('/');
        Asked.Add(name);
        if (IsSilent)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        var (status, body) = Answer(name);
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (RetryAfter is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", RetryAfter);
        }

        return response;
    }

    /// <summary>A token for anything, or a failure to get one.</summary>
    internal sealed class Identity(Exception? failure = null) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            failure is null ? new AccessToken("a-token", DateTimeOffset.UtcNow.AddHours(1)) : throw failure;

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
