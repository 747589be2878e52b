using Azure.Messaging.ServiceBus;
using Ballast.Application.Ports;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Ballast.Functions.Triggers;

/// <summary>Empties the dead letters: a dead entry returns its hold, a dead exit is carried out all the same.</summary>
public sealed partial class DrainDeadLetters(Application.UseCases.DrainDeadLetters drain, ILogger<DrainDeadLetters> log)
{
    [Function("DrainDeadLetters")]
    public Task EntriesAsync([ServiceBusTrigger(QueueNames.Entries + "/$deadletterqueue", Connection = "ServiceBusConnection", AutoCompleteMessages = false)] ServiceBusReceivedMessage message, ServiceBusMessageActions actions, CancellationToken cancel) =>
        DrainAsync(message, actions, drain.EntryAsync, cancel);

    [Function("DrainDeadExits")]
    public Task ExitsAsync([ServiceBusTrigger(QueueNames.Exits + "/$deadletterqueue", Connection = "ServiceBusConnection", AutoCompleteMessages = false)] ServiceBusReceivedMessage message, ServiceBusMessageActions actions, CancellationToken cancel) =>
        DrainAsync(message, actions, drain.ExitAsync, cancel);

    private async Task DrainAsync(ServiceBusReceivedMessage message, ServiceBusMessageActions actions, Func<string, string, CancellationToken, ValueTask> work, CancellationToken cancel)
    {
        try
        {
            await work(message.Body.ToString(), message.DeadLetterReason ?? "no reason given", cancel);
        }
        catch (InvalidDataException unreadable)
        {
            // Nothing can be learned from it any more; it is logged and let go, or it would come back for ever.
            Dropped(message.MessageId, unreadable.Message);
        }

        await actions.CompleteMessageAsync(message, cancel);
    }

    [LoggerMessage(EventId = 2201, Level = LogLevel.Error, Message = "The dead letter {MessageId} is unreadable and is dropped: {Why}")]
    private partial void Dropped(string messageId, string why);
}
