using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ballast.Functions.Tests.Support;

/// <summary>One answer of the API.</summary>
public sealed record Answer(HttpStatusCode Status, string ContentType, string Text, string? RetryAfter)
{
    public JsonObject Json => field ??= JsonNode.Parse(Text)!.AsObject();

    public string? Code => (string?)Json["code"];

    public JsonArray Items => Json["items"]!.AsArray();

    /// <summary>A field by its path.</summary>
    public JsonNode this[string path] => path.Split('.').Aggregate((JsonNode)Json, (node, name) => node[name] ?? throw new InvalidOperationException($"No {path} in {Text}"));

    public decimal Number(string path) => (decimal)this[path];

    public override string ToString() => $"{(int)Status} {Text}";
}

/// <summary>The API as a client sees it.</summary>
public static class Client
{
    public static Task<Answer> GetAsync(this AppProcess app, string path, string? key = null) => app.SendAsync(HttpMethod.Get, path, null, key);

    public static Task<Answer> PostAsync(this AppProcess app, string path, string? key = AppProcess.MasterKey) => app.SendAsync(HttpMethod.Post, path, null, key);

    public static Task<Answer> PostAsync(this AppProcess app, string path, JsonNode body, string? key = AppProcess.MasterKey) => app.PostTextAsync(path, body.ToJsonString(), key);

    public static Task<Answer> PostTextAsync(this AppProcess app, string path, string body, string? key = AppProcess.MasterKey) =>
        app.SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"), key);

    /// <summary>Sends an alert.</summary>
    public static Task<Answer> AlertAsync(this AppProcess app, JsonNode alert) => app.AlertAsync(alert.ToJsonString());

    public static Task<Answer> AlertAsync(this AppProcess app, string body, string contentType = "application/json", string query = "") =>
        app.AlertAsync(Encoding.UTF8.GetBytes(body), contentType, query);

    public static Task<Answer> AlertAsync(this AppProcess app, byte[] body, string contentType = "application/json", string query = "")
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return app.SendAsync(HttpMethod.Post, "webhook" + query, content, null);
    }

    private static async Task<Answer> SendAsync(this AppProcess app, HttpMethod method, string path, HttpContent? content, string? key)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        using var response = await app.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response.StatusCode, response.Content.Headers.ContentType?.ToString() ?? "", text, response.Headers.RetryAfter?.ToString());
    }

    /// <summary>All items of a list, page by page.</summary>
    public static async Task<List<JsonObject>> ListAsync(this AppProcess app, string path, int limit = 1000)
    {
        var all = new List<JsonObject>();
        for (var next = ""; ;)
        {
            var page = await app.GetAsync($"{path}?limit={limit}{next}");
            Assert.True(page.Status == HttpStatusCode.OK, page.ToString());
            all.AddRange(page.Items.Select(i => i!.AsObject()));
            if ((string?)page.Json["next"] is not { } cursor)
            {
                return all;
            }

            next = $"&after={Uri.EscapeDataString(cursor)}";
        }
    }
}
