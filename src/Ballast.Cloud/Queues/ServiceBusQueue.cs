using System.Collections.Concurrent;
using Azure.Core;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Ballast.Application.Ports;

namespace Ballast.Cloud.Queues;

/// <summary>
/// <see cref="IOrderQueue"/> on Azure Service Bus. A send is confirmed by the service before it returns; one that is not is said to be
/// unavailable and may be sent again under its id, which duplicate detection drops within its window. Source: facts.md §2.
/// </summary>
public sealed class ServiceBusQueue : IOrderQueue, IAsyncDisposable
{
    // All tries together: left alone the SDK waits 10 s before each further try while the service is busy, and an alert or a guarded order waits with it.
    private static readonly TimeSpan SendWithin = TimeSpan.FromSeconds(5);

    // Opening takes a connection, a token and a link, and nobody waits for it but the start.
    private static readonly TimeSpan OpenWithin = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly ServiceBusClient _client;
    private readonly ConcurrentDictionary<string, ServiceBusSender> _senders = new(StringComparer.Ordinal);

    /// <param name="connectionString">For the emulator and tests; it ends with <c>UseDevelopmentEmulator=true</c> there.</param>
    public ServiceBusQueue(string connectionString) => _client = new ServiceBusClient(connectionString, Options());

    /// <param name="fullyQualifiedNamespace">Such as <c>name.servicebus.windows.net</c>.</param>
    /// <param name="credential">Needs the role Azure Service Bus Data Sender on each queue.</param>
    public ServiceBusQueue(string fullyQualifiedNamespace, TokenCredential credential) => _client = new ServiceBusClient(fullyQualifiedNamespace, credential, Options());

    /// <summary>Opens the links, which takes connection, token and authorisation: the first alert does not wait for them.</summary>
    /// <exception cref="QueueUnavailableException">The namespace or a queue cannot be reached, or refuses us.</exception>
    public Task PrepareAsync(IEnumerable<string> queues, CancellationToken cancel = default) => TellingAsync(
        async end =>
        {
            foreach (var queue in queues)
            {
                // The largest size of a batch is known only to an open link.
                using var batch = await Sender(queue).CreateMessageBatchAsync(end);
            }
        },
        OpenWithin,
        cancel);

    /// <inheritdoc/>
    public async ValueTask SendAsync(string queue, QueueMessage message, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.MessageId is not { Length: >= 1 and <= 128 })
        {
            throw new ArgumentException($"A message id has 1 to 128 characters; this one has {message.MessageId?.Length ?? 0}.", nameof(message));
        }

        if (queue == QueueNames.Entries && string.IsNullOrEmpty(message.SessionId))
        {
            throw new ArgumentException($"The queue {queue} has sessions: the message {message.MessageId} needs a session id.", nameof(message));
        }

        var sent = new ServiceBusMessage(message.Body) { MessageId = message.MessageId, ContentType = "application/json" };
        if (message.SessionId is { } session)
        {
            sent.SessionId = session;
        }

        if (message.TimeToLive is { } timeToLive)
        {
            // On the wire there are whole milliseconds, and none would be no limit at all.
            sent.TimeToLive = timeToLive > TimeSpan.Zero && timeToLive < Shortest ? Shortest : timeToLive;
        }

        if (message.ScheduledFor is { } at)
        {
            sent.ScheduledEnqueueTime = at;
        }

        await TellingAsync(end => Sender(queue).SendMessageAsync(sent, end), SendWithin, cancel);
    }

    public async ValueTask DisposeAsync() => await _client.DisposeAsync();

    private static async Task TellingAsync(Func<CancellationToken, Task> call, TimeSpan within, CancellationToken cancel)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        end.CancelAfter(within);
        try
        {
            await call(end.Token);
        }
        catch (ServiceBusException failed) when (failed.Reason == ServiceBusFailureReason.MessagingEntityNotFound)
        {
            throw new QueueUnavailableException($"Service Bus has no such queue: {failed.Message}", failed);
        }
        catch (ServiceBusException failed)
        {
            throw new QueueUnavailableException($"Service Bus answers {failed.Reason}: {failed.Message}", failed);
        }
        catch (InvalidOperationException failed) when (failed is not ObjectDisposedException)
        {
            throw new QueueUnavailableException($"Service Bus takes no such message: the queue {QueueNames.Entries} must have sessions and the queue {QueueNames.Exits} none (infra/ makes them so). {failed.Message}", failed);
        }
        catch (UnauthorizedAccessException failed)
        {
            throw new QueueUnavailableException($"Service Bus refuses us: the identity needs the role Azure Service Bus Data Sender on the queue. {failed.Message}", failed);
        }
        catch (AuthenticationFailedException failed)
        {
            throw new QueueUnavailableException($"No token for Service Bus: {failed.Message}", failed);
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            throw new QueueUnavailableException($"Service Bus did not take it within {within.TotalSeconds} s: it is busy, or does not answer.", late);
        }
        catch (Exception failed) when (failed is TimeoutException or IOException or System.Net.Sockets.SocketException && !cancel.IsCancellationRequested)
        {
            throw new QueueUnavailableException($"Service Bus does not answer: {failed.Message}", failed);
        }
    }

    private static ServiceBusClientOptions Options() => new()
    {
        RetryOptions = new ServiceBusRetryOptions
        {
            Mode = ServiceBusRetryMode.Exponential,
            MaxRetries = 2,
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromSeconds(1),
            TryTimeout = TimeSpan.FromSeconds(2),
        },
    };

    private ServiceBusSender Sender(string queue) => _senders.GetOrAdd(queue, _client.CreateSender);
}
