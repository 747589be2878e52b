using Azure.Messaging.ServiceBus;
using Ballast.Application.Ports;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Ballast.Functions.Triggers;

/// <summary>Executes closes and guard messages: own queue, no time to live, no session, never behind an entry.</summary>
public sealed partial class ExecuteExit(Application.UseCases.ExecuteExit execute, ILogger<ExecuteExit> log)
{
    [Function("ExecuteExit")]
    public async Task RunAsync([ServiceBusTrigger(QueueNames.Exits, Connection = "ServiceBusConnection", AutoCompleteMessages = false)] ServiceBusReceivedMessage message, ServiceBusMessageActions actions, CancellationToken cancel)
    {
        try
        {
            var position = await execute.RunAsync(message.Body.ToString(), cancel);
            Executed(message.MessageId, position.Symbol.Name, position.Quantity.Value);
        }
        catch (InvalidDataException unreadable)
        {
            Unreadable(message.MessageId, unreadable.Message);
            await actions.DeadLetterMessageAsync(message, null, "UNREADABLE", unreadable.Message, cancel);
            return;
        }

        await actions.CompleteMessageAsync(message, cancel);
    }

    [LoggerMessage(EventId = 2101, Level = LogLevel.Information, Message = "{MessageId} handled: {Symbol} now holds {Quantity}.")]
    private partial void Executed(string messageId, string symbol, decimal quantity);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Error, Message = "{MessageId} is unreadable and goes to the dead letters: {Why}")]
    private partial void Unreadable(string messageId, string why);
}
