namespace Ballast.Emulator.Queues;

/// <summary>Handles the messages of a queue without sessions, several at once. It never locks more than it can begin at once.</summary>
internal sealed class MessagePump(PumpContext context)
{
    private readonly int _limit = context.Settings.MaxConcurrentCalls;

    /// <summary>Ends when <paramref name="stopping"/> is set and the messages in work are done.</summary>
    public async Task RunAsync(CancellationToken stopping, CancellationToken hardStop)
    {
        using var slots = new SemaphoreSlim(_limit);
        await context.RepeatAsync(cancel => ReceiveAsync(slots, cancel, hardStop), stopping);
        for (int i = 0; i < _limit; i++)
            await slots.WaitAsync(CancellationToken.None);
    }

    private async Task ReceiveAsync(SemaphoreSlim slots, CancellationToken stopping, CancellationToken hardStop)
    {
        await slots.WaitAsync(stopping);
        int free = 1;
        while (free < _limit && slots.Wait(0, CancellationToken.None))
            free++;

        IReadOnlyList<LockedMessage> messages = [];
        try
        {
            messages = await context.Queue.ReceiveAsync(context.Function.QueueName(), free, stopping);
        }
        finally
        {
            if (free > messages.Count)
                slots.Release(free - messages.Count);
        }

        foreach (LockedMessage message in messages)
            _ = Task.Run(() => HandleAsync(message, slots, hardStop), CancellationToken.None);
    }

    private async Task HandleAsync(LockedMessage message, SemaphoreSlim slots, CancellationToken hardStop)
    {
        try
        {
            using var renewal = new LockRenewal(
                context.Time,
                context.Options.LockDuration,
                context.Settings.MaxAutoLockRenewalDuration,
                () => context.Queue.Renew(message),
                failure => context.Log.LockLost(failure, context.Function.Name, message.Message.MessageId));
            await context.Handler.HandleAsync(context.Function, message, hardStop);
        }
        catch (Exception failure)
        {
            // Settling failed: the lock runs out and the message comes again.
            context.Log.PumpFailed(failure, context.Function.Name);
        }
        finally
        {
            slots.Release();
        }
    }
}
