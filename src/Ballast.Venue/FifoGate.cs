namespace Ballast.Venue;

/// <summary>Lets one caller in at a time, in the order of arrival. A waiter continues on its own queue, never inside the leaver's call.</summary>
internal sealed class FifoGate
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiters = new();
    private bool _isTaken;

    public ValueTask EnterAsync()
    {
        lock (_lock)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return ValueTask.CompletedTask;
            }

            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Enqueue(waiter);
            return new ValueTask(waiter.Task);
        }
    }

    public void Leave()
    {
        TaskCompletionSource? next;
        lock (_lock)
        {
            _isTaken = _waiters.TryDequeue(out next);
        }

        next?.SetResult();
    }
}
