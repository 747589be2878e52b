using System.Text.Json;
using Ballast.Emulator.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Ballast.Emulator.Tests;

public sealed class GuardedFunctions
{
    [Function("Open")]
    public IActionResult Open([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => new OkResult();

    [Function("Read")]
    public IActionResult Read([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) => new OkResult();

    [Function("Control")]
    public IActionResult Control([HttpTrigger(AuthorizationLevel.Admin, "post")] HttpRequest request) => new OkResult();
}

public sealed class KeyTests : IAsyncLifetime
{
    private const string Stranger = "10.0.0.9";

    private readonly TestApp _app = TestApp.Of(typeof(GuardedFunctions), "--Host:FunctionKey=fk", "--Host:MasterKey=mk");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Theory]
    [InlineData("/api/open", "GET", Stranger, null, 200)]
    [InlineData("/api/read", "GET", Stranger, null, 401)]
    [InlineData("/api/read", "GET", Stranger, "", 401)]
    [InlineData("/api/read", "GET", Stranger, "wrong", 401)]
    [InlineData("/api/read", "GET", Stranger, "fk", 200)]
    [InlineData("/api/read", "GET", Stranger, "mk", 200)]
    [InlineData("/api/read", "GET", "127.0.0.1", null, 200)]
    [InlineData("/api/read", "GET", "::1", null, 200)]
    [InlineData("/api/read", "GET", "::ffff:127.0.0.1", null, 200)]
    [InlineData("/api/control", "POST", "127.0.0.1", null, 401)]
    [InlineData("/api/control", "POST", "127.0.0.1", "fk", 401)]
    [InlineData("/api/control", "POST", Stranger, "mk", 200)]
    public async Task Each_level_asks_for_its_key(string path, string method, string address, string? key, int status)
    {
        DefaultHttpContext byHeader = await _app.SendAsync(method, path, address, headers: key is null ? [] : [("x-functions-key", key)]);
        DefaultHttpContext byQuery = await _app.SendAsync(method, path, address, query: key is null ? "" : $"?code={key}");

        Assert.Equal((status, status), (byHeader.Response.StatusCode, byQuery.Response.StatusCode));
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("Forwarded")]
    [InlineData("X-Real-IP")]
    public async Task A_forwarded_request_is_not_local(string header)
    {
        DefaultHttpContext answer = await _app.SendAsync("GET", "/api/read", headers: [(header, "127.0.0.1")]);

        Assert.Equal(401, answer.Response.StatusCode);
    }

    [Theory]
    [InlineData("evil.example", 401)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("[::1]:7071", 200)]
    public async Task A_local_request_must_name_a_local_host(string host, int status)
    {
        DefaultHttpContext answer = await _app.SendAsync("GET", "/api/read", host: host);

        Assert.Equal(status, answer.Response.StatusCode);
    }

    [Fact]
    public async Task Missing_keys_are_made_once_readable_by_the_owner_only_and_never_shown()
    {
        await using var app = await new TestApp([typeof(GuardedFunctions)]).StartAsync();
        string path = Path.Combine(app.StateFolder, "host-keys.json");
        using JsonDocument keys = JsonDocument.Parse(await File.ReadAllTextAsync(path));
        string master = keys.RootElement.GetProperty("masterKey").GetString()!;
        string function = keys.RootElement.GetProperty("functionKey").GetString()!;

        Assert.Equal(200, (await app.SendAsync("POST", "/api/control", Stranger, headers: [("x-functions-key", master)])).Response.StatusCode);
        Assert.Equal(200, (await app.SendAsync("GET", "/api/read", Stranger, headers: [("x-functions-key", function)])).Response.StatusCode);
        Assert.NotEqual(master, function);
        Assert.Equal(64, master.Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Contains($"Host keys: {path}", app.Output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(app.Log.Lines.Append(app.Output.ToString()), text => text.Contains(master, StringComparison.Ordinal) || text.Contains(function, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Kept_keys_are_used_again()
    {
        await using var app = new TestApp([typeof(GuardedFunctions)]);
        Directory.CreateDirectory(app.StateFolder);
        await File.WriteAllTextAsync(Path.Combine(app.StateFolder, "host-keys.json"), """{"functionKey":"kept-f","masterKey":"kept-m"}""");

        Assert.Equal(200, (await app.SendAsync("POST", "/api/control", Stranger, headers: [("x-functions-key", "kept-m")])).Response.StatusCode);
    }
}
