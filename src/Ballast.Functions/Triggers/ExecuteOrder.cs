using Azure.Messaging.ServiceBus;
using Ballast.Application.Ports;
using Ballast.Application.UseCases;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Ballast.Functions.Triggers;

/// <summary>Executes entry tickets, one at a time per account and symbol.</summary>
public sealed partial class ExecuteOrder(ExecuteTicket execute, ILogger<ExecuteOrder> log)
{
    [Function("ExecuteOrder")]
    public async Task RunAsync([ServiceBusTrigger(QueueNames.Entries, Connection = "ServiceBusConnection", IsSessionsEnabled = true, AutoCompleteMessages = false)] ServiceBusReceivedMessage message, ServiceBusMessageActions actions, CancellationToken cancel)
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

    [LoggerMessage(EventId = 2001, Level = LogLevel.Information, Message = "{MessageId} executed: {Symbol} now holds {Quantity}.")]
    private partial void Executed(string messageId, string symbol, decimal quantity);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Error, Message = "{MessageId} is unreadable and goes to the dead letters: {Why}")]
    private partial void Unreadable(string messageId, string why);
}
