using Ballast.Benchmarks.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ballast.Benchmarks.Servers;

/// <summary>What the app is compared with, each in a process of its own as the app is: <c>serve-kestrel PORT</c>, <c>serve-sqlite PORT FOLDER</c>, <c>serve-empty PORT</c>.</summary>
internal static class FloorServers
{
    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case ["serve-kestrel", var port]:
                await ServeAsync(port, static _ => Task.CompletedTask);
                return 0;
            case ["serve-sqlite", var port, var folder]:
                using (var store = new GroupCommit(Path.Combine(folder, "floor.db")))
                {
                    await ServeAsync(port, store.InsertAsync);
                }

                return 0;
            case ["serve-empty", var port]:
                await ServeEmptyAsync(port);
                return 0;
            default:
                return 2;
        }
    }

    /// <summary>Bare Kestrel: reads the body, has it stored, answers 202.</summary>
    private static async Task ServeAsync(string port, Func<byte[], Task> store)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.Run(async context =>
        {
            var body = new byte[(int)context.Request.ContentLength!];
            await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
            await store(body);
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            context.Response.ContentLength = 0;
        });
        await app.RunAsync();
    }

    /// <summary>The smallest app that the usual template makes.</summary>
    private static async Task ServeEmptyAsync(string port)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.MapPost("/api/webhook", () => Results.Accepted());
        await app.RunAsync();
    }
}
