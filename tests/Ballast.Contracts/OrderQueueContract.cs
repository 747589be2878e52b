using Ballast.Application.Ports;

namespace Ballast.Contracts;

/// <summary>
/// What every <see cref="IOrderQueue"/> does with what is sent to it. An implementation gives two queues with a duplicate window of 10 minutes
/// and a lock of 30 s: <see cref="QueueNames.Exits"/> without sessions, <see cref="QueueNames.Entries"/> with; and a way to look at what is delivered.
/// </summary>
public abstract class OrderQueueContract : IAsyncLifetime
{
    private const string Session = "main|BTCUSDT";

    // A queue may outlive the test, and remembers ids.
    private readonly string _test = Guid.NewGuid().ToString("N");

    protected IOrderQueue Queue { get; private set; } = null!;

    public async Task InitializeAsync() => Queue = await OpenAsync();

    public Task DisposeAsync() => CloseAsync();

    /// <summary>After each test.</summary>
    protected virtual Task CloseAsync() => Task.CompletedTask;

    protected abstract Task<IOrderQueue> OpenAsync();

    /// <summary>Receives and completes all that can be delivered now, in order of delivery.</summary>
    protected abstract Task<IReadOnlyList<QueueMessage>> DrainAsync(string queue);

    /// <summary>The ids and reasons of the dead letters.</summary>
    protected abstract Task<IReadOnlyList<(string MessageId, string Reason)>> DeadLettersAsync(string queue);

    /// <summary>Lets so much time go by.</summary>
    protected abstract Task PassAsync(TimeSpan time);

    [Fact]
    public async Task A_message_is_delivered_as_it_was_sent()
    {
        var message = new QueueMessage(Id("guard-1"), null, "{\"ü\":1}");
        await Queue.SendAsync(QueueNames.Exits, message);
        Assert.Equal([message], await DrainAsync(QueueNames.Exits));
        Assert.Empty(await DrainAsync(QueueNames.Exits));
    }

    [Fact]
    public async Task The_messages_of_a_session_are_delivered_in_the_order_of_sending()
    {
        foreach (var id in new[] { "3", "1", "2" })
        {
            await Queue.SendAsync(QueueNames.Entries, new QueueMessage(Id(id), Session, "{}"));
        }

        Assert.Equal([Id("3"), Id("1"), Id("2")], (await DrainAsync(QueueNames.Entries)).Select(message => message.MessageId));
    }

    [Fact]
    public async Task A_message_id_seen_within_the_window_is_dropped()
    {
        await Queue.SendAsync(QueueNames.Exits, new QueueMessage(Id("a"), null, "1"));
        await Queue.SendAsync(QueueNames.Exits, new QueueMessage(Id("a"), null, "2"));
        Assert.Equal("1", Assert.Single(await DrainAsync(QueueNames.Exits)).Body);
        await Queue.SendAsync(QueueNames.Exits, new QueueMessage(Id("a"), null, "3"));
        Assert.Empty(await DrainAsync(QueueNames.Exits));
    }

    [Fact]
    public async Task The_same_message_id_on_another_queue_is_another_message()
    {
        await Queue.SendAsync(QueueNames.Exits, new QueueMessage(Id("a"), null, "1"));
        await Queue.SendAsync(QueueNames.Entries, new QueueMessage(Id("a"), Session, "1"));
        Assert.Single(await DrainAsync(QueueNames.Entries));
    }

    [Fact]
    public async Task A_message_id_is_forgotten_after_the_window()
    {
        await Queue.SendAsync(QueueNames.Exits, new QueueMessage(Id("a"), null, "1"));
        await PassAsync(TimeSpan.FromMinutes(10));
        await Queue.SendAsync(QueueNames.Exits, new QueueMessage(Id("a"), null, "2"));
        Assert.Equal(2, (await DrainAsync(QueueNames.Exits)).Count);
    }

    [Fact]
    public async Task A_scheduled_message_is_not_delivered_before_its_time()
    {
        // Where time goes by as it does, looking for what is not there takes some seconds itself.
        var at = await NowAsync() + TimeSpan.FromSeconds(15);
        await Queue.SendAsync(QueueNames.Exits, new QueueMessage(Id("guard"), null, "{}", ScheduledFor: at));
        await PassAsync(TimeSpan.FromSeconds(8));
        Assert.Empty(await DrainAsync(QueueNames.Exits));
        await PassAsync(TimeSpan.FromSeconds(7));
        Assert.Single(await DrainAsync(QueueNames.Exits));
    }

    [Fact]
    public async Task A_message_past_its_time_to_live_is_dead_lettered()
    {
        await Queue.SendAsync(QueueNames.Entries, new QueueMessage(Id("t"), Session, "{}", TimeToLive: TimeSpan.FromSeconds(60)));
        await PassAsync(TimeSpan.FromSeconds(60));
        Assert.Empty(await DrainAsync(QueueNames.Entries));
        Assert.Equal([(Id("t"), "TTLExpiredException")], await DeadLettersAsync(QueueNames.Entries));
    }

    [Fact]
    public async Task A_scheduled_messages_time_to_live_counts_from_its_time()
    {
        var at = await NowAsync() + TimeSpan.FromSeconds(60);
        await Queue.SendAsync(QueueNames.Exits, new QueueMessage(Id("t"), null, "{}", TimeSpan.FromSeconds(30), at));
        await PassAsync(TimeSpan.FromSeconds(80));
        Assert.Single(await DrainAsync(QueueNames.Exits));
    }

    [Fact]
    public async Task A_message_id_is_1_to_128_characters()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Queue.SendAsync(QueueNames.Exits, new QueueMessage("", null, "{}")));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Queue.SendAsync(QueueNames.Exits, new QueueMessage(new string('a', 129), null, "{}")));
    }

    [Fact]
    public async Task A_time_to_live_is_positive() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Queue.SendAsync(QueueNames.Exits, new QueueMessage(Id("a"), null, "{}", TimeToLive: TimeSpan.Zero)));

    [Fact]
    public async Task The_shortest_time_to_live_is_one()
    {
        await Queue.SendAsync(QueueNames.Entries, new QueueMessage(Id("s"), Session, "{}", TimeToLive: TimeSpan.FromTicks(1)));
        await PassAsync(TimeSpan.FromSeconds(1));
        Assert.Empty(await DrainAsync(QueueNames.Entries));
        Assert.Equal([(Id("s"), "TTLExpiredException")], await DeadLettersAsync(QueueNames.Entries));
    }

    [Fact]
    public async Task A_queue_with_sessions_needs_a_session_id() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Queue.SendAsync(QueueNames.Entries, new QueueMessage(Id("a"), null, "{}")));

    private string Id(string name) => $"{name}-{_test}";

    /// <summary>The queue's own time.</summary>
    protected abstract Task<DateTimeOffset> NowAsync();
}
