namespace Ballast.Emulator.Queues;

/// <summary>Settles messages on the embedded queue.</summary>
internal sealed class QueueMessageActions(IQueueReceiver queue) : ServiceBusMessageActions
{
    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        SettleAsync(message, queue.CompleteAsync(message.Locked, cancellationToken));

    public override Task AbandonMessageAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default)
    {
        RefuseProperties(propertiesToModify);
        return SettleAsync(message, queue.AbandonAsync(message.Locked, cancellationToken));
    }

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = null,
        string? deadLetterReason = null,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default)
    {
        RefuseProperties(propertiesToModify);
        return SettleAsync(message, queue.DeadLetterAsync(message.Locked, deadLetterReason ?? "", deadLetterErrorDescription ?? "", cancellationToken));
    }

    public override Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        queue.Renew(message.Locked) ? Task.CompletedTask : Task.FromException(LockLost(message));

    private static async Task SettleAsync(ServiceBusReceivedMessage message, ValueTask<bool> settling)
    {
        bool wasHeld = await settling;

        // Lost or not, there is nothing left that the host could settle.
        message.IsSettled = true;
        if (!wasHeld)
            throw LockLost(message);
    }

    private static void RefuseProperties(IDictionary<string, object>? properties)
    {
        if (properties is { Count: > 0 })
            throw new NotSupportedException("The embedded queue keeps no application properties.");
    }

    private static InvalidOperationException LockLost(ServiceBusReceivedMessage message) =>
        new($"The lock of message {message.SequenceNumber} was lost; it will be delivered again.");
}
