using Azure.Messaging.ServiceBus;
using Ballast.Application.Ports;
using Ballast.Cloud.Queues;
using Ballast.Contracts;

namespace Ballast.Cloud.Tests;

/// <summary>
/// The queue's contract on a Service Bus endpoint whose queues have a duplicate window of 10 minutes and a lock of 30 s. Time goes by as it
/// does: the slowest of these takes 10 minutes.
/// </summary>
public sealed class ServiceBusQueueTests : OrderQueueContract
{
    private static readonly TimeSpan NothingMore = TimeSpan.FromSeconds(3);

    // A session is waited for as long as a try may take. A wait that is cancelled instead may leave the service with a session that is handed to nobody.
    private readonly ServiceBusClient _client = Connect();

    [Fact]
    public async Task A_namespace_that_cannot_be_reached_is_a_queue_that_is_not_there()
    {
        await using var nobody = new ServiceBusQueue("Endpoint=sb://127.0.0.1:9;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true;");
        await Assert.ThrowsAsync<QueueUnavailableException>(async () => await nobody.SendAsync(QueueNames.Exits, new QueueMessage("a", null, "{}")));
    }

    protected override async Task<IOrderQueue> OpenAsync()
    {
        await DrainAsync(QueueNames.Entries);
        await DrainAsync(QueueNames.Exits);
        await DeadLettersAsync(QueueNames.Entries);
        await DeadLettersAsync(QueueNames.Exits);
        var queue = new ServiceBusQueue(Outside.ServiceBus);
        await queue.PrepareAsync([QueueNames.Entries, QueueNames.Exits]);
        return queue;
    }

    protected override async Task CloseAsync()
    {
        await ((ServiceBusQueue)Queue).DisposeAsync();
        await _client.DisposeAsync();
    }

    protected override async Task<IReadOnlyList<QueueMessage>> DrainAsync(string queue)
    {
        var found = new List<QueueMessage>();
        while (true)
        {
            ServiceBusReceiver receiver;
            try
            {
                receiver = queue == QueueNames.Entries ? await _client.AcceptNextSessionAsync(queue) : _client.CreateReceiver(queue);
            }
            catch (ServiceBusException none) when (none.Reason == ServiceBusFailureReason.ServiceTimeout)
            {
                return found;
            }

            await using (receiver)
            {
                while (await receiver.ReceiveMessageAsync(NothingMore) is { } message)
                {
                    found.Add(new QueueMessage(message.MessageId, message.SessionId, message.Body.ToString()));
                    await receiver.CompleteMessageAsync(message);
                }
            }

            if (queue != QueueNames.Entries)
            {
                return found;
            }
        }
    }

    protected override async Task<IReadOnlyList<(string MessageId, string Reason)>> DeadLettersAsync(string queue)
    {
        var found = new List<(string, string)>();
        await using var receiver = _client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        while (await receiver.ReceiveMessageAsync(NothingMore) is { } message)
        {
            found.Add((message.MessageId, message.DeadLetterReason));
            await receiver.CompleteMessageAsync(message);
        }

        return found;
    }

    private static ServiceBusClient Connect() => new(Outside.ServiceBus, new ServiceBusClientOptions { RetryOptions = new ServiceBusRetryOptions { TryTimeout = NothingMore, MaxRetries = 0 } });

    protected override Task PassAsync(TimeSpan time) => Task.Delay(time);

    protected override Task<DateTimeOffset> NowAsync() => Task.FromResult(DateTimeOffset.UtcNow);
}
