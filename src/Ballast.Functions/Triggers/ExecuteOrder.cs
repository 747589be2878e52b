using Azure.Messaging.ServiceBus;
using Ballast.Application.Ports;
using Ballast.Application.Telemetry;
using Ballast.Application.UseCases;
using Ballast.Core.Positions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Ballast.Functions.Triggers;

/// <summary>Executes entry tickets, one at a time per account and symbol.</summary>
public sealed class ExecuteOrder(ExecuteTicket execute, ILogger<ExecuteOrder> log)
{
    [Function("ExecuteOrder")]
    public Task RunAsync([ServiceBusTrigger(QueueNames.Entries, Connection = "ServiceBusConnection", IsSessionsEnabled = true, AutoCompleteMessages = false)] ServiceBusReceivedMessage message, ServiceBusMessageActions actions, CancellationToken cancel) =>
        MessageWork.RunAsync(message, actions, RunAsync, log, cancel);

    private async ValueTask<PositionState> RunAsync(string body, CancellationToken cancel)
    {
        var position = await execute.RunAsync(body, cancel);
        if (position is { Plan: { } plan, Tally.FirstFillAt: { } filledAt })
        {
            Measures.SignalToFill.Record((filledAt - plan.DecidedAt).TotalSeconds, new KeyValuePair<string, object?>("stage", "fill"));
            if (position.Orders.Where(o => o.Role == OrderRole.Backstop).Min(o => o.ConfirmedAt) is { } confirmedAt)
            {
                Measures.SignalToFill.Record((confirmedAt - plan.DecidedAt).TotalSeconds, new KeyValuePair<string, object?>("stage", "stop"));
            }
        }

        return position;
    }
}
