namespace Ballast.Simulation.Clock;

/// <summary>
/// Where one process's code runs: every continuation comes back to the loop through it. Once it has ended, nothing of the process runs any more:
/// that is how a process dies between two steps.
/// </summary>
internal sealed class SimulatedThread(EventLoop loop, Action<Exception> onFailure) : SynchronizationContext
{
    public EventLoop Loop => loop;

    public bool HasEnded { get; private set; }

    public void End() => HasEnded = true;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!HasEnded)
        {
            loop.Post(this, d, state);
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing blocks in a simulation.");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs a callback as this process, unless it has ended.</summary>
    public void Run(SendOrPostCallback callback, object? state)
    {
        if (HasEnded)
        {
            return;
        }

        SetSynchronizationContext(this);
        callback(state);
    }

    /// <summary>Begins work of this process; what it throws is a failure of the simulation.</summary>
    public void Begin(Func<Task> work) => Post(_ => Watch(work()), null);

    private async void Watch(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception failure)
        {
            onFailure(failure);
        }
    }
}
