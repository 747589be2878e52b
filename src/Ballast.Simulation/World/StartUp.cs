using Ballast.Application.Ports;

namespace Ballast.Simulation.World;

/// <summary>The start as the app's start-up service does it: reconcile until it works, then look after what was left half done.</summary>
internal static class StartUp
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(AppProcess process, SimulatedWorld world)
    {
        while (true)
        {
            try
            {
                if ((await process.Graph.Reconcile.RunAsync()).Count == 0)
                {
                    process.IsReady = true;
                    await process.Graph.Supervise.RunAsync();
                    return;
                }
            }
            catch (Exception unavailable) when (unavailable is StoreUnavailableException or QueueUnavailableException)
            {
                if (process.IsReady)
                {
                    return;
                }
            }

            await process.Time.WaitAsync(RetryAfter);
        }
    }
}
