namespace Microsoft.Azure.Functions.Worker;

/// <summary>Settles the message a function was called with. Each method fails when the message's lock was lost.</summary>
public class ServiceBusMessageActions
{
    private const string MockOnly = "This instance settles nothing: override the method.";

    /// <summary>For mocks.</summary>
    protected ServiceBusMessageActions()
    {
    }

    /// <summary>Removes the message from the queue.</summary>
    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException(MockOnly);

    /// <summary>Makes the message available again at once.</summary>
    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException(MockOnly);

    /// <summary>Moves the message to the dead letters.</summary>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException(MockOnly);

    /// <summary>Extends the message's lock by the queue's lock duration.</summary>
    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException(MockOnly);
}
