using Ballast.Application.Ports;
using Ballast.Simulation.Faults;

namespace Ballast.Simulation.World;

/// <summary>The sending side of the queue as one process reaches it.</summary>
internal sealed class SimulatedSender(IOrderQueue inner, Wire wire, Latency latency) : IOrderQueue
{
    public async ValueTask SendAsync(string queue, QueueMessage message, CancellationToken cancel = default) =>
        await wire.CallAsync(latency.StoreLeast, latency.StoreMost, isStep: true, async () =>
        {
            if (wire.Faults.Hits(FaultKind.QueueUnavailable))
            {
                throw new QueueUnavailableException("The queue is unavailable (simulated).");
            }

            await inner.SendAsync(queue, message, cancel);
            return true;
        });
}
