using Azure.Messaging.ServiceBus;
using Ballast.Application.Ports;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Ballast.Functions.Triggers;

/// <summary>Executes closes and guard messages: own queue, no time to live, no session, never behind an entry.</summary>
public sealed class ExecuteExit(Application.UseCases.ExecuteExit execute, ILogger<ExecuteExit> log)
{
    [Function("ExecuteExit")]
    public Task RunAsync([ServiceBusTrigger(QueueNames.Exits, Connection = "ServiceBusConnection", AutoCompleteMessages = false)] ServiceBusReceivedMessage message, ServiceBusMessageActions actions, CancellationToken cancel) =>
        MessageWork.RunAsync(message, actions, execute.RunAsync, log, cancel);
}
