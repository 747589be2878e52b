namespace Ballast.Emulator.Queues;

/// <summary>Handles a queue with sessions: several sessions at once, the messages of each one at a time and in order.</summary>
internal sealed class SessionPump(PumpContext context)
{
    /// <summary>Ends when <paramref name="stopping"/> is set and the messages in work are done; the sessions are given back.</summary>
    public Task RunAsync(CancellationToken stopping, CancellationToken hardStop) =>
        Task.WhenAll(Enumerable.Range(0, context.Settings.MaxConcurrentSessions)
            .Select(_ => context.RepeatAsync(cancel => HoldOneAsync(cancel, hardStop), stopping)));

    private async Task HoldOneAsync(CancellationToken stopping, CancellationToken hardStop)
    {
        QueueSession session = await context.Queue.AcceptSessionAsync(context.Function.QueueName(), stopping);
        try
        {
            using var renewal = new LockRenewal(
                context.Time,
                context.Options.LockDuration,
                context.Settings.MaxAutoLockRenewalDuration,
                () => context.Queue.Renew(session),
                failure => context.Log.SessionLost(failure, context.Function.Name, session.SessionId));
            while (!stopping.IsCancellationRequested
                && await context.Queue.ReceiveAsync(session, context.Settings.SessionIdleTimeout, stopping) is { } message)
            {
                renewal.Extend();
                if (!await context.Handler.HandleAsync(context.Function, message, hardStop))
                    return;
                renewal.Extend();
            }
        }
        finally
        {
            context.Queue.Release(session);
        }
    }
}
