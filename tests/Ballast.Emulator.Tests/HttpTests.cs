using System.Net;
using System.Text;
using Ballast.Emulator.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Ballast.Emulator.Tests;

public sealed class HttpFunctions(Runs runs)
{
    [Function("Echo")]
    public async Task<IActionResult> Echo([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "echo")] HttpRequest request, CancellationToken cancel)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return new ContentResult { Content = await reader.ReadToEndAsync(cancel), ContentType = "text/plain", StatusCode = 202 };
    }

    [Function("ListItems")]
    public IActionResult List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id?}")] HttpRequest request, string? id) =>
        new OkObjectResult(new { ItemId = id ?? "all", Total = 0.10m });

    [Function("PutItem")]
    public IActionResult Put([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "items/{id}")] HttpRequest request, int id) => new JsonResult(new { Next = id + 1 });

    [Function("Special")]
    public IResult Special([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/special")] HttpRequest request) => Results.Json(new { Special = true }, statusCode: 203);

    [Function("Gone")]
    public static StatusCodeResult Gone([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => new(410);

    [Function("Raw")]
    public async Task Raw([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context) =>
        await request.HttpContext.Response.WriteAsync($"{context.FunctionDefinition.Name} {context.InvocationId.Length} {context.InstanceServices is not null}");

    [Function("Fails")]
    public Task<IActionResult> Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => throw new InvalidOperationException("the inner reason");

    [Function("Status")]
    public ValueTask<IActionResult> Status([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
    {
        runs.Add("status");
        return ValueTask.FromResult<IActionResult>(new ObjectResult("fine") { StatusCode = 299 });
    }
}

public sealed class HttpTests : IAsyncLifetime
{
    private readonly TestApp _app = TestApp.Of(typeof(HttpFunctions));

    public Task InitializeAsync() => _app.StartAsync();

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task A_body_reaches_the_function_and_its_answer_the_caller()
    {
        HttpResponseMessage answer = await _app.Client.PostAsync("api/echo", new StringContent("hällo"));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("hällo", await answer.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("GET", "api/items", 200, """{"itemId":"all","total":0.10}""")]
    [InlineData("GET", "api/items/", 200, """{"itemId":"all","total":0.10}""")]
    [InlineData("GET", "API/Items/A%20b", 200, """{"itemId":"A b","total":0.10}""")]
    [InlineData("GET", "api/items/special", 203, """{"special":true}""")]
    [InlineData("PUT", "api/items/41", 200, """{"next":42}""")]
    [InlineData("PUT", "api/items/x", 404, "")]
    [InlineData("DELETE", "api/gone", 410, "")]
    [InlineData("GET", "api/status", 299, "fine")]
    [InlineData("GET", "api/raw", 200, "Raw 36 True")]
    [InlineData("GET", "api/none", 404, "")]
    [InlineData("GET", "items", 404, "")]
    [InlineData("GET", "", 404, "")]
    public async Task Method_and_path_find_the_function_and_its_result_is_written(string method, string path, int status, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        HttpResponseMessage answer = await _app.Client.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(body, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_known_path_with_another_method_is_405_and_names_the_methods()
    {
        HttpResponseMessage answer = await _app.Client.DeleteAsync("api/items/1");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "PUT"], answer.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task An_exception_is_500_without_details_and_is_logged_once_with_them()
    {
        HttpResponseMessage answer = await _app.Client.GetAsync("api/fails?code=topsecret");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync());
        Assert.Contains("the inner reason", Assert.Single(_app.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain(_app.Log.Lines, line => line.Contains("topsecret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_above_the_servers_limit_is_413_and_no_error()
    {
        await using TestApp app = await new TestApp([typeof(HttpFunctions)], ["--FUNCTIONS_REQUEST_BODY_SIZE_LIMIT=10"]).StartAsync();
        HttpResponseMessage answer = await app.Client.PostAsync("api/echo", new StringContent("more than ten bytes"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.DoesNotContain(app.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_on_one_connection_do_not_mix()
    {
        for (int i = 0; i < 20; i++)
            Assert.Contains($"\"{i}\"", await _app.Client.GetStringAsync($"api/items/{i}"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_functions_are_printed_with_their_addresses()
    {
        string address = _app.Client.BaseAddress!.ToString();

        Assert.Contains($"Echo: [POST] {address}api/echo", _app.Output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"Gone: [ANY] {address}api/Gone", _app.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_route_prefix_comes_from_the_host_settings()
    {
        await using var app = new TestApp([typeof(HttpFunctions)], ["--AzureFunctionsJobHost:extensions:http:routePrefix="]);
        DefaultHttpContext answer = await app.SendAsync("GET", "/status");

        Assert.Equal(299, answer.Response.StatusCode);
        Assert.Equal("status", await app.Runs.NextAsync());
    }
}
