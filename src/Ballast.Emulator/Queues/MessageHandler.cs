namespace Ballast.Emulator.Queues;

/// <summary>Calls a queue function with one message and settles what the function left unsettled. A simulation calls it directly.</summary>
public sealed class MessageHandler
{
    private readonly FunctionInvoker _invoker;
    private readonly IQueueReceiver _queue;
    private readonly QueueMessageActions _actions;
    private readonly bool _completesByDefault;
    private readonly ILogger _log;

    internal MessageHandler(FunctionInvoker invoker, IQueueReceiver queue, HostSettings settings, ILogger<MessageHandler> log)
    {
        _invoker = invoker;
        _queue = queue;
        _actions = new QueueMessageActions(queue);
        _completesByDefault = settings.AutoCompleteMessages;
        _log = log;
    }

    /// <summary>A failed function's message is abandoned; a successful one's completed, unless the function settles for itself. False: the lock was lost.</summary>
    public async Task<bool> HandleAsync(FunctionEntry function, LockedMessage locked, CancellationToken cancel)
    {
        var message = new ServiceBusReceivedMessage(locked);
        bool hasFailed = false;
        try
        {
            await _invoker.InvokeMessageAsync(function, message, _actions, cancel);
        }
        catch (Exception failure)
        {
            // The invoker has logged it in full.
            hasFailed = true;
            _log.MessageFailed(function.Name, message.MessageId, message.DeliveryCount, failure.GetType().Name);
        }

        if (message.IsSettled)
            return true;

        bool isHeld = true;
        if (hasFailed)
            isHeld = await _queue.AbandonAsync(locked, CancellationToken.None);
        else if (((FunctionTrigger.Queue)function.Trigger).AutoComplete ?? _completesByDefault)
            isHeld = await _queue.CompleteAsync(locked, CancellationToken.None);
        else
            _log.MessageUnsettled(function.Name, message.MessageId);

        if (!isHeld)
            _log.LockLost(null, function.Name, message.MessageId);
        return isHeld;
    }
}
