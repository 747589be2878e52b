using Ballast.Application.Ports;
using Ballast.Journal;
using Ballast.Journal.Log;
using Ballast.Journal.Queue;
using Ballast.Simulation.Clock;
using Ballast.Simulation.Faults;

namespace Ballast.Simulation.World;

/// <summary>
/// Where state and messages live. Embedded: the journal is in the app's process and dies with it, on a disk that may lose and tear what was
/// not flushed. Remote: it is elsewhere and outlives every instance, as the cloud's storage does.
/// </summary>
internal sealed class Backend(SimulatedWorld world, bool isRemote)
{
    private static readonly QueueOptions[] Queues =
    [
        new(QueueNames.Entries, RequiresSession: true, TimeSpan.FromMinutes(1), MaxDeliveryCount: 5, TimeSpan.FromMinutes(10)),
        new(QueueNames.Exits, RequiresSession: false, TimeSpan.FromMinutes(1), MaxDeliveryCount: 20, TimeSpan.FromMinutes(10)),
    ];

    private readonly MemoryFiles _files = new();

    public bool IsRemote => isRemote;

    public Latency Latency => isRemote ? Latency.Remote : Latency.Local;

    /// <summary>The journal that outlives every process; opened once.</summary>
    public JournalHost? Shared { get; private set; }

    public async Task OpenSharedAsync(SimulatedThread storage) => Shared = await OpenAsync(new VirtualTime(storage), _files, null);

    public Task<JournalHost> OpenAsync(AppProcess process) =>
        OpenAsync(new VirtualTime(process.Thread), new TearingFiles(_files, world.Faults, process), _ => world.Lives.Crash(process, FaultKind.PowerLoss));

    public void Die(JournalHost journal, FaultKind? how)
    {
        journal.Kill();
        if (how is FaultKind.PowerLoss or FaultKind.TornWrite)
        {
            _files.PowerLost(world.Faults.DiceOf(FaultKind.PowerLoss).ToRandom());
        }
        else
        {
            _files.ProcessKilled();
        }
    }

    private static async Task<JournalHost> OpenAsync(TimeProvider time, IJournalFiles files, Action<Exception>? onFatal)
    {
        var journal = await JournalHost.OpenAsync(new JournalOptions { Folder = "memory", Inline = true, SegmentBytes = 1 << 16, SnapshotAfterBytes = 32 << 20 }, time, files, onFatal);
        foreach (var queue in Queues)
        {
            await journal.Queue.DeclareAsync(queue);
        }

        return journal;
    }
}
