namespace Ballast.Simulation.Clock;

/// <summary>The time as one process sees it: the loop's, with an error of its own clock.</summary>
internal sealed class VirtualTime(SimulatedThread owner) : TimeProvider
{
    /// <summary>How far this process's wall clock is off; its timers are not.</summary>
    public TimeSpan Skew { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => owner.Loop.Now + Skew;

    public override long GetTimestamp() => owner.Loop.NowTicks;

    /// <summary>A wait to the tick: <c>Task.Delay</c> cuts to milliseconds, and less than one is none.</summary>
    public Task WaitAsync(TimeSpan wait)
    {
        var over = new TaskCompletionSource();
        new VirtualTimer(owner, static over => ((TaskCompletionSource)over!).TrySetResult(), over).Change(wait.Ticks > 0 ? wait : TimeSpan.FromTicks(1), Timeout.InfiniteTimeSpan);
        return over.Task;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(owner, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}

/// <summary>A timer on the loop. It falls as its owner, and never after its owner has ended.</summary>
internal sealed class VirtualTimer(SimulatedThread owner, TimerCallback callback, object? state) : ITimer
{
    private long _at = long.MaxValue;
    private long _period;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period == Timeout.InfiniteTimeSpan ? 0 : period.Ticks;
        _at = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : owner.Loop.NowTicks + Math.Max(0, dueTime.Ticks);
        if (_at != long.MaxValue)
        {
            owner.Loop.Arm(this, _at);
        }

        return true;
    }

    public bool IsDue(long at) => at == _at && !owner.HasEnded;

    public void Fire()
    {
        _at = _period > 0 ? owner.Loop.NowTicks + _period : long.MaxValue;
        if (_period > 0)
        {
            owner.Loop.Arm(this, _at);
        }

        owner.Run(static timer => ((VirtualTimer)timer!).Call(), this);
    }

    private void Call() => callback(state);

    public void Dispose() => _at = long.MaxValue;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
