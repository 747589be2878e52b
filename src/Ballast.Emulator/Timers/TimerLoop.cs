namespace Ballast.Emulator.Timers;

/// <summary>
/// Runs one timer function at its times, never two runs at once: the next run is looked for when the last has ended.
/// A monitored run that was missed while no host ran is made up for once, at start.
/// </summary>
internal sealed class TimerLoop(FunctionEntry function, Schedule schedule, TimerMemory? memory, FunctionInvoker invoker, TimeProvider time, ILogger log)
{
    // The wait is looked at anew this often, so that a corrected clock is noticed and no wait exceeds what a timer can hold.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(10);

    private ScheduleStatus? _status;

    public FunctionEntry Function => function;

    /// <param name="stopping">No further run begins.</param>
    /// <param name="hardStop">Handed to the function: the host's grace is over.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken hardStop)
    {
        try
        {
            bool isPastDue = await RecallAsync(stopping);
            if (isPastDue || ((FunctionTrigger.Timer)function.Trigger).RunOnStartup)
                await FireAsync(isPastDue, hardStop);

            while (schedule.Next(Now) is { } next)
            {
                await WaitAsync(next, stopping);
                await FireAsync(isPastDue: false, hardStop);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            log.TimerStopped(function.Name);
        }
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private async Task<bool> RecallAsync(CancellationToken stopping)
    {
        if (memory is null)
            return false;

        _status = await memory.ReadAsync(function.Name, schedule.Text, stopping);
        if (_status is not null)
            return Now > _status.Next;

        // A first run that is missed must be caught up as well, so the first next time is written down at once.
        _status = new ScheduleStatus { Next = NextOrNever(), LastUpdated = Now };
        await memory.WriteAsync(function.Name, schedule.Text, _status, stopping);
        return false;
    }

    private async Task WaitAsync(DateTime until, CancellationToken stopping)
    {
        while (until - Now is { Ticks: > 0 } wait)
            await Task.Delay(wait < s_longestWait ? wait : s_longestWait, time, stopping);
        stopping.ThrowIfCancellationRequested();
    }

    private async Task FireAsync(bool isPastDue, CancellationToken hardStop)
    {
        DateTime began = Now;
        try
        {
            await invoker.InvokeTimerAsync(function, new TimerInfo { ScheduleStatus = _status, IsPastDue = isPastDue }, hardStop);
        }
        catch (Exception failure)
        {
            // The invoker has logged it; the schedule goes on, as in Azure.
            log.TimerRunFailed(function.Name, failure.GetType().Name);
        }

        if (memory is null)
            return;

        _status = new ScheduleStatus { Last = began, Next = NextOrNever(), LastUpdated = Now };
        await memory.WriteAsync(function.Name, schedule.Text, _status, CancellationToken.None);
    }

    private DateTime NextOrNever() => schedule.Next(Now) ?? DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);
}
