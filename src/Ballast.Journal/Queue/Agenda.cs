namespace Ballast.Journal.Queue;

/// <summary>Something that happens at a time: a lock ends, a message becomes due or expires, a wait has been long enough.</summary>
internal abstract class Due
{
    /// <summary>When; meaningful while it stands on the agenda.</summary>
    public DateTimeOffset At { get; set; }

    public bool IsOnAgenda { get; set; }

    /// <summary>Breaks ties: who was put on the agenda first.</summary>
    public long Order { get; set; }

    /// <summary>The time has come; it is off the agenda. Under the log's gate.</summary>
    public abstract void Fall(DateTimeOffset now);
}

/// <summary>All dues of the queues in order of time, behind one timer. Each due stands here at most once, so memory is bounded by what exists. Under the log's gate.</summary>
internal sealed class Agenda : IDisposable
{
    /// <summary>Timers take at most about 49 days. One that fires early is armed again for the rest.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly SortedSet<Due> dues = new(Comparer<Due>.Create((one, other) => (one.At, one.Order).CompareTo((other.At, other.Order))));
    private readonly TimeProvider time;
    private readonly ITimer timer;

    /// <summary>When the timer fires next; the largest time: not at all.</summary>
    private DateTimeOffset armedFor = DateTimeOffset.MaxValue;
    private long order;

    /// <param name="onDue">Called without the gate; takes it and calls <see cref="Wake"/>.</param>
    public Agenda(TimeProvider time, Action onDue)
    {
        this.time = time;
        timer = time.CreateTimer(_ => onDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Set(Due due, DateTimeOffset at)
    {
        Clear(due);
        (due.At, due.Order, due.IsOnAgenda) = (at, ++order, true);
        dues.Add(due);
        if (at < armedFor)
        {
            Arm(at, time.GetUtcNow());
        }
    }

    public void Clear(Due due)
    {
        if (due.IsOnAgenda)
        {
            dues.Remove(due);
            due.IsOnAgenda = false;
        }
    }

    /// <summary>Lets everything fall whose time has come. Every operation of the queue does this first, so that none sees a lock or message past its time.</summary>
    public void Run(DateTimeOffset now)
    {
        while (dues.Min is { } first && first.At <= now)
        {
            Clear(first);
            first.Fall(now);
        }

        if (armedFor <= now)
        {
            Arm(dues.Min?.At ?? DateTimeOffset.MaxValue, now);
        }
    }

    /// <summary>The timer has fired, maybe a little early: it counts whole milliseconds, by another clock.</summary>
    public void Wake(DateTimeOffset now)
    {
        armedFor = now;
        Run(now);
    }

    public void Dispose() => timer.Dispose();

    private void Arm(DateTimeOffset at, DateTimeOffset now)
    {
        var isIdle = at == DateTimeOffset.MaxValue;
        var wait = at - now;
        wait = wait > LongestWait ? LongestWait : wait < TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        armedFor = isIdle ? at : now + wait;
        timer.Change(isIdle ? Timeout.InfiniteTimeSpan : wait, Timeout.InfiniteTimeSpan);
    }
}
