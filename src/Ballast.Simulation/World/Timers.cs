using Ballast.Application.Ports;

namespace Ballast.Simulation.World;

/// <summary>The app's timer functions on their schedules: each at most one run at a time, over all instances.</summary>
internal sealed class Timers(AppProcess process, SimulatedWorld world)
{
    public void Start(CancellationToken ended)
    {
        process.Thread.Begin(() => RepeatAsync("RefreshPolicy", TimeSpan.Zero, async () => await process.Graph.Policy.RunAsync(), ended));
        process.Thread.Begin(() => RepeatAsync("Supervise", TimeSpan.FromSeconds(30), SuperviseAsync, ended));
    }

    private async Task SuperviseAsync()
    {
        var report = await process.Graph.Supervise.RunAsync();
        if (report.Problems.Count > 0)
        {
            world.Log?.Invoke($"supervised {process.Number} {string.Join(" | ", report.Problems)}");
        }

        await process.Graph.Archive.RunAsync();
    }

    private async Task RepeatAsync(string name, TimeSpan offset, Func<Task> run, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            var now = process.Time.GetUtcNow();
            var minute = new DateTimeOffset(now.UtcTicks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero) + offset;
            await process.Time.WaitAsync((minute > now ? minute : minute + TimeSpan.FromMinutes(1)) - now);
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
