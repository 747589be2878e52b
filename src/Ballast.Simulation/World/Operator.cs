using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Risk;
using Ballast.Simulation.Chance;

namespace Ballast.Simulation.World;

/// <summary>A person at the controls.</summary>
internal sealed class Operator(SimulatedWorld world)
{
    /// <summary>Halts for a while, flattens, or flattens everything. False while there is no process to ask.</summary>
    public Task<bool> ActAsync(Dice dice)
    {
        var what = dice.Below(3);
        var length = dice.Between(TimeSpan.FromMinutes(5), TimeSpan.FromHours(1));
        return Task.FromResult(Ask(async process =>
        {
            if (what == 0)
            {
                await process.Graph.Halt.HaltAsync(null, "halted by a person (simulated)");
                await process.Time.WaitAsync(length);
                await process.Graph.Halt.ResumeAsync(null, restart: false);
            }
            else
            {
                await process.Graph.Flatten.RunAsync(null, all: what == 2);
            }
        }));
    }

    /// <summary>Looks in every two hours and resumes what is halted, as somebody would who has seen the alert.</summary>
    public void Watch() => world.Thread.Begin(async () =>
    {
        while (world.IsOpen)
        {
            await world.Time.WaitAsync(TimeSpan.FromHours(2));
            Ask(async process =>
            {
                if ((await process.Graph.Accounts.ReadAsync(world.Account.Account)).Risk?.Halt is { } halt && world.Loop.Now - halt.Since > TimeSpan.FromHours(1))
                {
                    await process.Graph.Halt.ResumeAsync(null, restart: halt.Code == Emergency.ForcedStop);
                }
            });
        }
    });

    /// <summary>Has a ready process do something; what it cannot do now is not done.</summary>
    public bool Ask(Func<AppProcess, Task> work)
    {
        if (world.Lives.Processes.FirstOrDefault(p => p is { HasEnded: false, IsReady: true }) is not { } process)
        {
            return false;
        }

        process.Thread.Begin(async () =>
        {
            try
            {
                await work(process);
            }
            catch (Exception unavailable) when (unavailable is StoreUnavailableException or QueueUnavailableException or AccountNotReadyException)
            {
                world.TimerFailures++;
            }
        });
        return true;
    }
}
