using Azure.Messaging.ServiceBus;
using Ballast.Emulator.Tests.Support;
using Ballast.Journal.Queue;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Ballast.Emulator.Tests;

public sealed class SessionQueue(Runs runs, Gate gate)
{
    [Function("Ordered")]
    public async Task Run([ServiceBusTrigger("tickets", IsSessionsEnabled = true)] ServiceBusReceivedMessage message)
    {
        runs.Add($"{message.SessionId} {message.MessageId} begins");
        if (message.Body.ToString() == "wait")
            await gate.PassAsync();
        if (message.Body.ToString() == "fail" && message.DeliveryCount < 3)
            throw new InvalidOperationException("again");
        runs.Add($"{message.SessionId} {message.MessageId} ends");
    }
}

public sealed class SessionTests
{
    private static readonly QueueOptions s_tickets = new("tickets", RequiresSession: true, TimeSpan.FromSeconds(60), MaxDeliveryCount: 5, DuplicateDetectionWindow: null);

    private readonly ManualTimeProvider _time = new();
    private readonly MemoryQueue _queue;

    public SessionTests()
    {
        _queue = new MemoryQueue(_time);
        _queue.DeclareAsync(s_tickets).AsTask().GetAwaiter().GetResult();
    }

    [Fact]
    public async Task Messages_of_one_session_are_handled_one_at_a_time_in_order()
    {
        _queue.Send("tickets", "1", "A", "wait");
        _queue.Send("tickets", "2", "A");
        _queue.Send("tickets", "3", "A");
        await using TestApp app = await App().StartAsync();

        Assert.Equal("A 1 begins", await app.Runs.NextAsync());
        Assert.True(app.Runs.IsEmpty);
        app.Services.GetRequiredService<Gate>().Open();
        foreach (string expected in (string[])["A 1 ends", "A 2 begins", "A 2 ends", "A 3 begins", "A 3 ends"])
            Assert.Equal(expected, await app.Runs.NextAsync());
        await _queue.UntilAsync("tickets", active: 0);
    }

    [Fact]
    public async Task A_failed_message_holds_its_place_in_the_session()
    {
        _queue.Send("tickets", "1", "A", "fail");
        _queue.Send("tickets", "2", "A");
        await using TestApp app = await App().StartAsync();

        foreach (string expected in (string[])["A 1 begins", "A 1 begins", "A 1 begins", "A 1 ends", "A 2 begins", "A 2 ends"])
            Assert.Equal(expected, await app.Runs.NextAsync());
    }

    [Fact]
    public async Task Another_session_does_not_wait()
    {
        _queue.Send("tickets", "1", "A", "wait");
        await using TestApp app = await App().StartAsync();
        Assert.Equal("A 1 begins", await app.Runs.NextAsync());
        _queue.Send("tickets", "2", "B");

        Assert.Equal("B 2 begins", await app.Runs.NextAsync());
        Assert.Equal("B 2 ends", await app.Runs.NextAsync());
        app.Services.GetRequiredService<Gate>().Open();
    }

    [Fact]
    public async Task No_more_sessions_are_held_than_the_host_settings_allow_until_one_is_idle()
    {
        _queue.Send("tickets", "1", "A");
        await using TestApp app = await App(sessions: 1).StartAsync();
        Assert.Equal("A 1 begins", await app.Runs.NextAsync());
        Assert.Equal("A 1 ends", await app.Runs.NextAsync());
        await _queue.UntilAsync("tickets", active: 0);
        await _time.SomebodyWaitsFor(_time.GetUtcNow().AddSeconds(10));
        _queue.Send("tickets", "2", "B");
        Assert.True(app.Runs.IsEmpty);

        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("B 2 begins", await app.Runs.NextAsync());
    }

    [Fact]
    public async Task A_sessions_lock_is_renewed_while_a_message_is_in_work()
    {
        _queue.Send("tickets", "1", "A", "wait");
        await using TestApp app = await App().StartAsync();
        await app.Runs.NextAsync();
        _time.Advance(TimeSpan.FromMinutes(3));
        app.Services.GetRequiredService<Gate>().Open();

        Assert.Equal("A 1 ends", await app.Runs.NextAsync());
        await _queue.UntilAsync("tickets", active: 0);
        Assert.True(_queue.Renewals >= 6);
    }

    [Fact]
    public async Task At_stop_the_message_in_work_ends_and_the_session_is_given_back()
    {
        _queue.Send("tickets", "1", "A", "wait");
        _queue.Send("tickets", "2", "A");
        await using TestApp app = await App().StartAsync();
        await app.Runs.NextAsync();
        Task stopping = app.StopAsync();
        Assert.False(stopping.IsCompleted);
        app.Services.GetRequiredService<Gate>().Open();
        await stopping;

        Assert.Equal("A 1 ends", await app.Runs.NextAsync());
        Assert.True(app.Runs.IsEmpty);
        Assert.Equal("A", (await _queue.AcceptSessionAsync("tickets", CancellationToken.None)).SessionId);
        Assert.Equal(1, _queue.Counts("tickets").Active);
    }

    private TestApp App(int sessions = 8) => new(
        [typeof(SessionQueue)],
        ["--AzureFunctionsJobHost:extensions:serviceBus:sessionIdleTimeout=00:00:10", $"--AzureFunctionsJobHost:extensions:serviceBus:maxConcurrentSessions={sessions}"],
        services => services.AddSingleton<IQueueReceiver>(_queue).AddSingleton(new EmulatedQueues([s_tickets])).AddSingleton<Gate>(),
        _time);
}
