using Azure.Messaging.ServiceBus;
using Ballast.Application.Ports;
using Ballast.Application.UseCases;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Ballast.Functions.Triggers;

/// <summary>Executes entry tickets, one at a time per account and symbol.</summary>
public sealed class ExecuteOrder(ExecuteTicket execute, ILogger<ExecuteOrder> log)
{
    [Function("ExecuteOrder")]
    public Task RunAsync([ServiceBusTrigger(QueueNames.Entries, Connection = "ServiceBusConnection", IsSessionsEnabled = true, AutoCompleteMessages = false)] ServiceBusReceivedMessage message, ServiceBusMessageActions actions, CancellationToken cancel) =>
        MessageWork.RunAsync(message, actions, execute.RunAsync, log, cancel);
}
