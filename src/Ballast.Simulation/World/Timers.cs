using Ballast.Application.Ports;

namespace Ballast.Simulation.World;

/// <summary>The app's timer functions on their schedules: each at most one run at a time, over all instances.</summary>
internal sealed class Timers(AppProcess process, SimulatedWorld world)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public void Start(CancellationToken ended)
    {
        Begin("RefreshPolicy", Minute, TimeSpan.Zero, async () => await process.Graph.Policy.RunAsync(), ended);
        Begin("Supervise", Minute, TimeSpan.FromSeconds(30), SuperviseAsync, ended);
        Begin("Compete", TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10), async () => await process.Graph.Compete.RunAsync(), ended);
        Begin("MonitorPerformance", TimeSpan.FromHours(6), new TimeSpan(0, 12, 50), async () => await process.Graph.Performance.RunAsync(), ended);
        Begin("Retain", TimeSpan.FromDays(1), new TimeSpan(3, 7, 0), () => process.Graph.Retain.RunAsync(), ended);
    }

    private void Begin(string name, TimeSpan period, TimeSpan offset, Func<Task> run, CancellationToken ended) =>
        process.Thread.Begin(() => RepeatAsync(name, period, offset, run, ended));

    private async Task SuperviseAsync()
    {
        var report = await process.Graph.Supervise.RunAsync();
        if (report.Problems.Count > 0)
        {
            world.Log?.Invoke($"supervised {process.Number} {string.Join(" | ", report.Problems)}");
        }

        await process.Graph.Archive.RunAsync();
        await process.Graph.Equity.RunAsync();
    }

    private async Task RepeatAsync(string name, TimeSpan period, TimeSpan offset, Func<Task> run, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            var now = process.Time.GetUtcNow();
            var due = new DateTimeOffset(now.UtcTicks / period.Ticks * period.Ticks, TimeSpan.Zero) + offset;
            await process.Time.WaitAsync((due > now ? due : due + period) - now);
            if (!world.Lives.TakeTimer(name, process))
            {
                continue;
            }

            try
            {
                await run();
            }
            catch (Exception failed) when (failed is StoreUnavailableException or QueueUnavailableException)
            {
                world.TimerFailures++;
            }
            finally
            {
                world.Lives.ReleaseTimer(name, process);
            }
        }
    }
}
