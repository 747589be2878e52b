namespace Ballast.Journal.Queue;

/// <summary>Someone who waits for a message or session; on the agenda when the wait has an end. Under the log's gate.</summary>
internal sealed class Waiter<T>(LinkedList<Waiter<T>> line, int most) : Due
    where T : class
{
    private readonly TaskCompletionSource<T?> result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The most messages wanted.</summary>
    public int Most => most;

    public Task<T?> Result => result.Task;

    /// <summary>Ends the wait; false when it had ended.</summary>
    public bool Serve(T? value)
    {
        line.Remove(this);
        return result.TrySetResult(value);
    }

    public void Cancel(CancellationToken cancel)
    {
        line.Remove(this);
        result.TrySetCanceled(cancel);
    }

    public void Fail(Exception reason)
    {
        line.Remove(this);
        result.TrySetException(reason);
    }

    /// <summary>Waited long enough: the answer is "nothing".</summary>
    public override void Fall(DateTimeOffset now) => Serve(null);
}
