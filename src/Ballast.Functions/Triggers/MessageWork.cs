using Azure.Messaging.ServiceBus;
using Ballast.Core.Positions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Ballast.Functions.Triggers;

/// <summary>
/// What all queue triggers share: the work, then the settlement. A message is completed once its fact is committed and its effects are
/// tried; one that cannot be read goes to the dead letters by name; any other failure leaves it to be delivered again.
/// </summary>
internal static partial class MessageWork
{
    public static async Task RunAsync(ServiceBusReceivedMessage message, ServiceBusMessageActions actions, Func<string, CancellationToken, ValueTask<PositionState>> work, ILogger log, CancellationToken cancel)
    {
        try
        {
            var position = await work(message.Body.ToString(), cancel);
            Handled(log, message.MessageId, position.Symbol.Name, position.Quantity.Value);
        }
        catch (InvalidDataException unreadable)
        {
            Unreadable(log, message.MessageId, unreadable.Message);
            await actions.DeadLetterMessageAsync(message, null, "UNREADABLE", unreadable.Message, cancel);
            return;
        }

        await actions.CompleteMessageAsync(message, cancel);
    }

    [LoggerMessage(EventId = 2001, Level = LogLevel.Information, Message = "{MessageId} handled: {Symbol} now holds {Quantity}.")]
    private static partial void Handled(ILogger log, string messageId, string symbol, decimal quantity);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Error, Message = "{MessageId} is unreadable and goes to the dead letters: {Why}")]
    private static partial void Unreadable(ILogger log, string messageId, string why);
}
