using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Journal;
using Ballast.Journal.Queue;
using Ballast.Journal.Store;
using Ballast.Simulation.Invariants;

namespace Ballast.Simulation.World;

/// <summary>Reads what the app has stored, past every fault.</summary>
internal static class Rest
{
    private static readonly string[] Queues = [QueueNames.Entries, QueueNames.Exits];

    public static async Task<EndState> ReadAsync(SimulatedWorld world)
    {
        var journal = world.Lives.Processes.Count > 0 ? world.Lives.Processes[0].Journal! : world.Backend.Shared!;
        var store = journal.Store;
        var account = (await AccountAggregate.ReadAsync(store, world.Account.Account, CancellationToken.None)).State;
        var positions = (await new PositionList(store).ReadAsync(world.Account.Account)).Select(p => p.State).ToList();
        var outbox = await store.AllAsync(new EntityQuery(Tables.State, world.Account.Account, RowPrefix: Tables.OutgoingPrefix)).ToListAsync();
        var trades = await store.AllAsync(new EntityQuery(Tables.Trades, PartitionPrefix: world.Account.Account)).ToListAsync();
        var decisions = (await store.AllAsync(new EntityQuery(Tables.Decisions, PartitionPrefix: world.Account.Account)).ToListAsync()).Select(d => d.Row[(d.Row.IndexOf('_', StringComparison.Ordinal) + 1)..]).ToHashSet(StringComparer.Ordinal);
        return new EndState(account, positions, outbox, trades, [.. Queues.Select(q => Counts(journal, q))], decisions);
    }

    private static QueueCounts Counts(JournalHost journal, string queue)
    {
        var counts = journal.Queue.Counts(queue);
        var dead = journal.Queue.Counts(queue + "/$deadletterqueue");
        return counts with { DeadLettered = dead.Active };
    }
}
