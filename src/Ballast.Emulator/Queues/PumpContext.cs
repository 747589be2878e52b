namespace Ballast.Emulator.Queues;

/// <summary>What a pump needs: the function and its queue, and everything around them.</summary>
internal sealed record PumpContext(
    FunctionEntry Function,
    QueueOptions Options,
    IQueueReceiver Queue,
    MessageHandler Handler,
    HostSettings Settings,
    TimeProvider Time,
    ILogger Log)
{
    private static readonly TimeSpan s_pauseAfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>Runs the pump that fits the queue.</summary>
    /// <param name="stopping">Nothing more is received; the task ends when the messages in work are done.</param>
    /// <param name="hardStop">Handed to the functions: the host's grace is over.</param>
    public Task RunAsync(CancellationToken stopping, CancellationToken hardStop) =>
        Options.RequiresSession ? new SessionPump(this).RunAsync(stopping, hardStop) : new MessagePump(this).RunAsync(stopping, hardStop);

    /// <summary>Repeats a step until the host stops. A failing queue is logged and tried again after a pause.</summary>
    public async Task RepeatAsync(Func<CancellationToken, Task> step, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await step(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                Log.PumpStopped(Function.Name);
            }
            catch (Exception failure)
            {
                Log.PumpFailed(failure, Function.Name);
                await PauseAsync(stopping);
            }
        }
    }

    private async Task PauseAsync(CancellationToken stopping)
    {
        try
        {
            await Task.Delay(s_pauseAfterFailure, Time, stopping);
        }
        catch (OperationCanceledException)
        {
            Log.PumpStopped(Function.Name);
        }
    }
}
