using Azure.Messaging.ServiceBus;
using Ballast.Emulator.Tests.Support;
using Ballast.Journal.Queue;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Ballast.Emulator.Tests;

public sealed class AutoQueue(Runs runs)
{
    [Function("Auto")]
    public void Run([ServiceBusTrigger("jobs", AutoCompleteMessages = true)] ServiceBusReceivedMessage message)
    {
        runs.Add($"{message.MessageId} {message.Body} delivery {message.DeliveryCount}");
        if (message.Body.ToString() == "bad")
            throw new InvalidOperationException("cannot");
    }

    [Function("AutoDead")]
    public void Dead([ServiceBusTrigger("jobs/$deadletterqueue")] string body, FunctionContext context) => runs.Add($"dead {body}");
}

public sealed class OwnSettlement(Runs runs, Gate gate)
{
    [Function("Own")]
    public async Task Run(
        [ServiceBusTrigger("%JobQueue%", Connection = "Bus", AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken cancel)
    {
        runs.Add($"{message.MessageId} delivery {message.DeliveryCount}");
        switch (message.Body.ToString())
        {
            case "complete":
                await actions.CompleteMessageAsync(message, cancel);
                break;
            case "bury":
                await actions.DeadLetterMessageAsync(message, deadLetterReason: "Stale", deadLetterErrorDescription: "too old", cancellationToken: cancel);
                break;
            case "later":
                if (message.DeliveryCount == 1)
                    await actions.AbandonMessageAsync(message, cancellationToken: cancel);
                else
                    await actions.CompleteMessageAsync(message, cancel);
                break;
            case "slow":
                await gate.PassAsync(cancel);
                await actions.CompleteMessageAsync(message, CancellationToken.None);
                runs.Add("settled");
                break;
            case "twice":
                await actions.CompleteMessageAsync(message, cancel);
                await actions.CompleteMessageAsync(message, cancel);
                break;
        }
    }
}

public sealed class QueueTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly MemoryQueue _queue;

    public QueueTests()
    {
        _queue = new MemoryQueue(_time);
        _queue.DeclareAsync(Jobs).AsTask().GetAwaiter().GetResult();
    }

    private static QueueOptions Jobs { get; } = new("jobs", RequiresSession: false, TimeSpan.FromSeconds(60), MaxDeliveryCount: 3, DuplicateDetectionWindow: null);

    [Fact]
    public async Task A_handled_message_is_completed()
    {
        await using TestApp app = await App(typeof(AutoQueue)).StartAsync();
        _queue.Send("jobs", "m1", body: "good");

        Assert.Equal("m1 good delivery 1", await app.Runs.NextAsync());
        await _queue.UntilAsync("jobs", active: 0);
    }

    [Fact]
    public async Task A_failing_message_comes_again_at_once_until_it_is_dead_and_then_to_the_dead_letter_function()
    {
        await using TestApp app = await App(typeof(AutoQueue)).StartAsync();
        _queue.Send("jobs", "m1", body: "bad");

        for (int delivery = 1; delivery <= 3; delivery++)
            Assert.Equal($"m1 bad delivery {delivery}", await app.Runs.NextAsync());
        Assert.Equal("dead bad", await app.Runs.NextAsync());
        await _queue.UntilAsync("jobs", active: 0);
    }

    [Theory]
    [InlineData("complete", 1, 0)]
    [InlineData("bury", 1, 1)]
    [InlineData("later", 2, 0)]
    public async Task A_function_may_settle_for_itself(string body, int deliveries, int dead)
    {
        await using TestApp app = await App(typeof(OwnSettlement)).StartAsync();
        _queue.Send("jobs", "m1", body: body);

        for (int delivery = 1; delivery <= deliveries; delivery++)
            Assert.Equal($"m1 delivery {delivery}", await app.Runs.NextAsync());
        await _queue.UntilAsync("jobs", active: 0, dead);
    }

    [Fact]
    public async Task A_dead_letter_keeps_the_functions_reason()
    {
        await using TestApp app = await App(typeof(OwnSettlement)).StartAsync();
        _queue.Send("jobs", "m1", body: "bury");
        await app.Runs.NextAsync();
        LockedMessage dead = Assert.Single(await _queue.ReceiveAsync("jobs/$deadletterqueue", 1, CancellationToken.None));
        var message = new ServiceBusReceivedMessage(dead);

        Assert.Equal(("Stale", "too old"), (message.DeadLetterReason, message.DeadLetterErrorDescription));
    }

    [Fact]
    public async Task Locks_are_renewed_while_the_function_works()
    {
        await using TestApp app = await App(typeof(OwnSettlement)).StartAsync();
        _queue.Send("jobs", "m1", body: "slow");
        await app.Runs.NextAsync();
        _time.Advance(TimeSpan.FromMinutes(4));
        app.Services.GetRequiredService<Gate>().Open();

        Assert.Equal("settled", await app.Runs.NextAsync());
        Assert.Equal(8, _queue.Renewals);
    }

    [Fact]
    public async Task Renewal_ends_at_its_limit_and_the_message_comes_again()
    {
        await using TestApp app = await App(typeof(OwnSettlement), "--AzureFunctionsJobHost:extensions:serviceBus:maxAutoLockRenewalDuration=00:02:00").StartAsync();
        _queue.Send("jobs", "m1", body: "slow");
        Assert.Equal("m1 delivery 1", await app.Runs.NextAsync());
        _time.Advance(TimeSpan.FromMinutes(10));
        _queue.Send("jobs", "m2", body: "complete");

        Assert.Equal(4, _queue.Renewals);
        Assert.Equal(["m1 delivery 2", "m2 delivery 1"], new[] { await app.Runs.NextAsync(), await app.Runs.NextAsync() }.Order());
        app.Services.GetRequiredService<Gate>().Open();
        await _queue.UntilAsync("jobs", active: 0);
    }

    [Fact]
    public async Task Settling_under_a_lost_lock_fails_in_the_function()
    {
        await using TestApp app = await App(typeof(OwnSettlement)).StartAsync();
        _queue.Send("jobs", "m1", body: "twice");
        await app.Runs.NextAsync();
        await app.StopAsync();

        Assert.Contains(app.Log.Lines, line => line.StartsWith("Error: Own failed", StringComparison.Ordinal) && line.Contains("lock of message", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unsettled_message_waits_for_its_lock_to_run_out()
    {
        await using TestApp app = await App(typeof(OwnSettlement)).StartAsync();
        _queue.Send("jobs", "m1", body: "nothing");
        await app.Runs.NextAsync();
        await app.StopAsync();

        Assert.Equal(1, _queue.Counts("jobs").Active);
        Assert.Contains(app.Log.Lines, line => line.Contains("left message m1 unsettled", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_more_messages_are_in_work_than_the_host_settings_allow()
    {
        await using TestApp app = await App(typeof(OwnSettlement), "--AzureFunctionsJobHost:extensions:serviceBus:maxConcurrentCalls=2").StartAsync();
        for (int i = 1; i <= 5; i++)
            _queue.Send("jobs", $"m{i}", body: "slow");
        await app.Runs.NextAsync();
        await app.Runs.NextAsync();

        Assert.True(app.Runs.IsEmpty);
        app.Services.GetRequiredService<Gate>().Open();
        await _queue.UntilAsync("jobs", active: 0);
    }

    [Fact]
    public async Task A_failing_queue_is_tried_again_after_a_pause()
    {
        _queue.FailsOnce = true;
        await using TestApp app = await App(typeof(OwnSettlement)).StartAsync();
        await _time.SomebodyWaitsFor(_time.GetUtcNow().AddSeconds(1));
        _queue.Send("jobs", "m1", body: "complete");
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("m1 delivery 1", await app.Runs.NextAsync());
        Assert.Contains(app.Log.Lines, line => line.StartsWith("Error: Own: receiving or settling failed", StringComparison.Ordinal));
    }

    private TestApp App(Type function, params string[] settings) => new(
        [function],
        ["--JobQueue=jobs", .. settings],
        services => services.AddSingleton<IQueueReceiver>(_queue).AddSingleton(new EmulatedQueues([Jobs])).AddSingleton<Gate>(),
        _time);
}
