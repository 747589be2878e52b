using Ballast.Emulator.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Ballast.Emulator.Tests;

public sealed class SlowHttp(Runs runs, Gate gate)
{
    [Function("SlowHttp")]
    public async Task<IActionResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "slow")] HttpRequest request, CancellationToken cancel)
    {
        runs.Add("begins");
        await gate.PassAsync(cancel);
        return new OkObjectResult("done");
    }
}

public sealed class StopTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_running_request_is_answered_before_the_host_stops()
    {
        await using TestApp app = await App(typeof(SlowHttp)).StartAsync();
        Task<string> answer = app.Client.GetStringAsync("api/slow");
        await app.Runs.NextAsync();
        Task stopping = app.StopAsync();
        Assert.False(stopping.IsCompleted);
        app.Services.GetRequiredService<Gate>().Open();

        Assert.Equal("done", await answer);
        await stopping;
        await Assert.ThrowsAsync<HttpRequestException>(() => app.Client.GetStringAsync("api/slow"));
    }

    [Fact]
    public async Task A_function_that_does_not_end_is_cancelled_when_the_grace_is_over()
    {
        DateTimeOffset stop = _time.GetUtcNow();
        await using TestApp app = await App(typeof(SlowTimer)).StartAsync();
        await app.Runs.NextAsync();
        Task stopping = app.StopAsync();
        await _time.SomebodyWaitsFor(stop.AddSeconds(10));
        Assert.False(stopping.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(10));
        await stopping;

        Assert.Contains(app.Log.Lines, line => line.StartsWith("Warning: Some functions did not end in time", StringComparison.Ordinal));
        Assert.Contains(app.Log.Lines, line => line.StartsWith("Error: Slow failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_idle_host_stops_at_once()
    {
        await using TestApp app = await App(typeof(SlowHttp)).StartAsync();
        await app.StopAsync();

        Assert.Contains("Information: Stopped ", app.Log.Lines);
    }

    private TestApp App(Type function) => new([function], configure: services => services.AddSingleton<Gate>(), time: _time);
}
