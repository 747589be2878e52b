using Ballast.Emulator.Functions;
using Ballast.Emulator.Queues;
using Ballast.Emulator.Tests.Support;
using Ballast.Journal.Queue;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Ballast.Emulator.Tests;

/// <summary>What a simulation does: triggers called on a host that was built and never started.</summary>
public sealed class InProcessTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_timer_function_is_called_directly()
    {
        await using TestApp app = App(typeof(MinuteTimer));
        await app.Services.GetRequiredService<FunctionInvoker>().InvokeTimerAsync(app.Catalogue["Minute"], new TimerInfo { IsPastDue = true });

        Assert.StartsWith("12:00:00 pastDue=True", await app.Runs.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_needs_no_server()
    {
        await using TestApp app = App(typeof(HttpFunctions));
        DefaultHttpContext answer = await app.SendAsync("GET", "/api/items/7");
        answer.Response.Body.Position = 0;

        Assert.Equal("""{"itemId":"7","total":0.10}""", await new StreamReader(answer.Response.Body).ReadToEndAsync());
    }

    [Fact]
    public async Task A_message_is_handled_and_settled_without_a_pump()
    {
        var queue = new MemoryQueue(_time);
        await queue.DeclareAsync(new QueueOptions("jobs", false, TimeSpan.FromSeconds(60), 3, null));
        await using TestApp app = App(typeof(AutoQueue), queue);
        queue.Send("jobs", "m1", body: "good");
        LockedMessage message = Assert.Single(await queue.ReceiveAsync("jobs", 1, CancellationToken.None));

        Assert.True(await app.Services.GetRequiredService<MessageHandler>().HandleAsync(app.Catalogue["Auto"], message, CancellationToken.None));
        Assert.False(await app.Services.GetRequiredService<MessageHandler>().HandleAsync(app.Catalogue["Auto"], message, CancellationToken.None));
        Assert.Equal(0, queue.Counts("jobs").Active);
    }

    [Fact]
    public async Task An_unknown_function_is_named()
    {
        await using TestApp app = App(typeof(HttpFunctions));

        Assert.Contains("'Nobody'", Assert.Throws<KeyNotFoundException>(() => app.Catalogue["Nobody"]).Message, StringComparison.Ordinal);
    }

    private TestApp App(Type function, MemoryQueue? queue = null) => new(
        [function],
        ["--MinuteSchedule=0 * * * * *"],
        services => services.AddSingleton<IQueueReceiver>(queue ?? new MemoryQueue(_time)),
        _time);
}
