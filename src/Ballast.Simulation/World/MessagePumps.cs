using Ballast.Application.Ports;
using Ballast.Core.Positions;
using Ballast.Journal.Queue;
using Ballast.Simulation.Faults;

namespace Ballast.Simulation.World;

/// <summary>Receives and settles messages as the Functions host does: peek-lock with renewal, sessions one message at a time, completion after the work.</summary>
internal sealed class MessagePumps(AppProcess process, IQueueReceiver queue, Wire wire, Latency latency)
{
    private const int Sessions = 8;
    private static readonly TimeSpan IdleAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RenewEach = TimeSpan.FromSeconds(30);

    public void Start(CancellationToken ended)
    {
        for (var i = 0; i < Sessions; i++)
        {
            process.Thread.Begin(() => RepeatAsync(() => HoldSessionAsync(ended), ended));
        }

        process.Thread.Begin(() => RepeatAsync(() => ReceiveAsync(QueueNames.Exits, ended), ended));
        process.Thread.Begin(() => RepeatAsync(() => ReceiveAsync(QueueNames.Entries + "/$deadletterqueue", ended), ended));
        process.Thread.Begin(() => RepeatAsync(() => ReceiveAsync(QueueNames.Exits + "/$deadletterqueue", ended), ended));
    }

    private async Task RepeatAsync(Func<Task> step, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await step();
            }
            catch (Exception failed) when (failed is QueueUnavailableException or StoreUnavailableException)
            {
                await process.Time.WaitAsync(TimeSpan.FromSeconds(1));
            }
        }
    }

    private async Task HoldSessionAsync(CancellationToken ended)
    {
        var session = await queue.AcceptSessionAsync(QueueNames.Entries, ended);
        using var renewal = process.Time.CreateTimer(_ => queue.Renew(session), null, RenewEach, RenewEach);
        while (await queue.ReceiveAsync(session, IdleAfter, ended) is { } message)
        {
            if (!await HandleAsync(message))
            {
                break;
            }
        }

        queue.Release(session);
    }

    private async Task ReceiveAsync(string name, CancellationToken ended)
    {
        foreach (var message in await queue.ReceiveAsync(name, 1, ended))
        {
            process.Thread.Begin(async () =>
            {
                using var renewal = process.Time.CreateTimer(_ => queue.Renew(message), null, RenewEach, RenewEach);
                if (wire.Faults.Hits(FaultKind.ReorderedMessage))
                {
                    await process.Time.WaitAsync(process.Dice.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20)));
                }

                await HandleAsync(message);
            });
        }
    }

    /// <summary>False: the lock is lost, or the message goes back.</summary>
    private async Task<bool> HandleAsync(LockedMessage message)
    {
        try
        {
            await WorkAsync(message);
            if (wire.Faults.Hits(FaultKind.DuplicateMessage))
            {
                await WorkAsync(message);
            }
        }
        catch (Exception failed) when (failed is StoreUnavailableException or QueueUnavailableException)
        {
            return await SettleAsync(() => queue.AbandonAsync(message));
        }

        // The lock is lost: nothing settles the message, and it comes again when the lock has run out.
        return !wire.Faults.Hits(FaultKind.LockLoss) && await SettleAsync(() => queue.CompleteAsync(message));
    }

    private async Task<bool> SettleAsync(Func<ValueTask<bool>> settle)
    {
        try
        {
            return await wire.CallAsync(latency.StoreLeast, latency.StoreMost, isStep: true, settle);
        }
        catch (QueueUnavailableException)
        {
            return false;
        }
    }

    private async Task WorkAsync(LockedMessage message)
    {
        var body = message.Message.Body;
        switch (message.Queue)
        {
            case QueueNames.Entries:
                await process.Graph.Execute.RunAsync(body);
                break;
            case QueueNames.Exits:
                await process.Graph.Exit.RunAsync(body);
                break;
            case QueueNames.Entries + "/$deadletterqueue":
                await process.Graph.Drain.EntryAsync(body, message.DeadLetterReason ?? "");
                break;
            default:
                await process.Graph.Drain.ExitAsync(body, message.DeadLetterReason ?? "");
                break;
        }
    }
}
