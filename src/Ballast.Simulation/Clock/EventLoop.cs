namespace Ballast.Simulation.Clock;

/// <summary>
/// The only clock and the only queue of work of a simulation: one thread, work in the order it became due, ties in the order they were asked for.
/// Nothing runs anywhere else, so that the same seed gives the same run.
/// </summary>
internal sealed class EventLoop
{
    private const int MostWorkAtOnce = 1_000_000;
    private readonly Queue<Work> _ready = new();
    private readonly PriorityQueue<VirtualTimer, (long At, long Order)> _timers = new();
    private long _order;
    private long _workAt;
    private int _workNow;

    /// <param name="start">The time that it begins at.</param>
    public EventLoop(DateTimeOffset start) => NowTicks = start.UtcTicks;

    /// <summary>UTC ticks (100 ns).</summary>
    public long NowTicks { get; private set; }

    public DateTimeOffset Now => new(NowTicks, TimeSpan.Zero);

    public void Post(SimulatedThread owner, SendOrPostCallback callback, object? state) => _ready.Enqueue(new Work(owner, callback, state));

    /// <summary>Arms a timer; it stands in the heap until it is due, even when it is disarmed before.</summary>
    public void Arm(VirtualTimer timer, long at) => _timers.Enqueue(timer, (at, ++_order));

    /// <summary>Runs all work up to a time, which it then shows.</summary>
    public void RunUntil(DateTimeOffset until)
    {
        var before = SynchronizationContext.Current;
        try
        {
            var end = until.UtcTicks;
            while (true)
            {
                while (_ready.TryDequeue(out var work))
                {
                    RequireProgress(work);
                    work.Owner.Run(work.Callback, work.State);
                }

                if (!_timers.TryPeek(out var timer, out var due) || due.At > end)
                {
                    break;
                }

                _timers.Dequeue();
                if (timer.IsDue(due.At))
                {
                    NowTicks = Math.Max(NowTicks, due.At);
                    timer.Fire();
                }
            }

            NowTicks = Math.Max(NowTicks, end);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <summary>Work that makes work without letting time pass would never end.</summary>
    private void RequireProgress(Work work)
    {
        _workNow = _workAt == NowTicks ? _workNow + 1 : 0;
        _workAt = NowTicks;
        if (_workNow > MostWorkAtOnce)
        {
            throw new InvalidOperationException($"{MostWorkAtOnce} pieces of work at {Now:yyyy-MM-ddTHH:mm:ss.fff} and still more: {work.State ?? work.Callback.Target}.");
        }
    }

    private readonly record struct Work(SimulatedThread Owner, SendOrPostCallback Callback, object? State);
}
