using Ballast.Application.Ports;
using Ballast.Contracts;
using Ballast.Journal.Log;
using Ballast.Journal.Queue;

namespace Ballast.Journal.Tests;

public sealed class SnapshotTests
{
    private const int Commits = 60;
    private readonly List<JournalNotice> notices = [];

    [Fact]
    public async Task A_crash_at_any_file_operation_of_a_snapshot_loses_nothing()
    {
        var counting = new FaultyFiles(new MemoryFiles());
        await Run(counting);
        for (var act = 1; act < counting.Acts; act++)
        {
            var memory = new MemoryFiles();
            var faulty = new FaultyFiles(memory);
            faulty.DieAt(act);
            var acknowledged = await Run(faulty);
            memory.PowerLost(new Random(act));
            await using var again = await Open(memory);
            var rows = (await again.Store.QueryAsync(new EntityQuery("State"))).Items.Select(item => item.Row).ToList();
            Assert.Equal(acknowledged, rows.Take(acknowledged.Count));
            Assert.InRange(rows.Count, acknowledged.Count, acknowledged.Count + 1);
        }
    }

    [Fact]
    public async Task Old_segments_and_snapshots_are_deleted()
    {
        var memory = new MemoryFiles();
        await Run(new FaultyFiles(memory));
        Assert.Single(memory.List(), name => name.EndsWith(".snap", StringComparison.Ordinal));
        Assert.DoesNotContain("log-0000000001.seg", memory.List());
    }

    [Fact]
    public async Task Etags_messages_delivery_counts_and_remembered_ids_survive_a_snapshot()
    {
        var memory = new MemoryFiles();
        string etag;
        await using (var journal = await Open(memory))
        {
            etag = Assert.IsType<CommitResult.Committed>(await journal.Store.CommitAsync("State", "a", [new EntityWrite.Insert("a", Body(1))])).ETags[0];
            await journal.Queue.DeclareAsync(new QueueOptions("entries", true, TimeSpan.FromSeconds(30), 5, TimeSpan.FromDays(1)));
            await journal.Queue.SendAsync("entries", new QueueMessage("m", "s", "{}", TimeSpan.FromHours(1)));
            await journal.Queue.SendAsync("entries", new QueueMessage("dead", "s", "{}"));
            var session = await journal.Queue.AcceptSessionAsync("entries", default);
            await journal.Queue.ReceiveAsync(session, TimeSpan.Zero, default);
            var dead = await journal.Queue.ReceiveAsync(session, TimeSpan.Zero, default);
            await journal.Queue.DeadLetterAsync(dead!, "WHY", "because");
            await InsertAll(journal, []);
        }

        Assert.DoesNotContain("log-0000000001.seg", memory.List());
        await using var again = await Open(memory);
        Assert.Equal(etag, (await again.Store.ReadAsync("State", "a", "a"))!.ETag);
        await again.Queue.SendAsync("entries", new QueueMessage("m", "s", "{}"));
        Assert.Equal(new QueueCounts(1, 0, 1), again.Queue.Counts("entries"));
        var held = await again.Queue.AcceptSessionAsync("entries", default);
        var message = await again.Queue.ReceiveAsync(held, TimeSpan.Zero, default);
        Assert.Equal((2, TimeSpan.FromHours(1)), (message!.DeliveryCount, message.Message.TimeToLive));
        var letter = Assert.Single(await again.Queue.ReceiveAsync("entries/$deadletterqueue", 5, default));
        Assert.Equal(("dead", "WHY", "because", 1), (letter.Message.MessageId, letter.DeadLetterReason, letter.DeadLetterDescription, letter.DeliveryCount));
    }

    [Fact]
    public async Task A_snapshot_that_finds_no_room_is_put_off_with_a_notice()
    {
        var faulty = new FaultyFiles(new MemoryFiles());
        faulty.Fault = (act, name) => act == FileAct.Create && name == "snapshot.tmp" ? new IOException("No space left on device") : null;
        Assert.Equal(Commits, (await Run(faulty)).Count);
        Assert.Contains(notices, notice => notice.Code == "SNAPSHOT_FAILED");
    }

    [Fact]
    public async Task Snapshots_beside_concurrent_commits_lose_nothing()
    {
        var memory = new MemoryFiles();
        var options = new JournalOptions { Folder = "memory", SegmentBytes = 8192, SnapshotAfterBytes = 8192 };
        var rows = 0;
        await using (var journal = await JournalHost.OpenAsync(options, new ManualTimeProvider(), memory))
        {
            // A busy machine may start the keeper's thread late: the commits go on until there is a snapshot beside them.
            await Task.WhenAll(Enumerable.Range(0, 8).Select(task => Task.Run(async () =>
            {
                for (var i = 0; i < 100 || (i < 100_000 && !HasSnapshot(memory)); i++)
                {
                    await journal.Store.CommitAsync("State", $"p{task}", [new EntityWrite.Insert($"r{i}", Body(100))]);
                    Interlocked.Increment(ref rows);
                }
            })));
        }

        Assert.True(HasSnapshot(memory));
        await using var again = await JournalHost.OpenAsync(options, new ManualTimeProvider(), memory);
        Assert.Equal(rows, await again.Store.AllAsync(new EntityQuery("State")).CountAsync());
    }

    private static bool HasSnapshot(MemoryFiles files) => files.List().Any(name => name.EndsWith(".snap", StringComparison.Ordinal));

    private static EntityBody Body(int length) => new("test", 1, new string('x', length));

    private static async Task InsertAll(JournalHost journal, List<string> acknowledged)
    {
        for (var i = 0; i < Commits; i++)
        {
            await journal.Store.CommitAsync("State", "p", [new EntityWrite.Insert($"r{i:D3}", Body(300))]);
            acknowledged.Add($"r{i:D3}");
        }
    }

    private async Task<List<string>> Run(FaultyFiles files)
    {
        var acknowledged = new List<string>();
        JournalHost? journal = null;
        try
        {
            journal = await Open(files);
            await InsertAll(journal, acknowledged);
        }
        catch (Exception error) when (error is StoreUnavailableException or IOException)
        {
            // The machine died; only what was acknowledged counts.
        }

        journal?.Kill();
        return acknowledged;
    }

    private ValueTask<JournalHost> Open(IJournalFiles files) => JournalHost.OpenAsync(
        new JournalOptions { Folder = "memory", Inline = true, SegmentBytes = 4096, SnapshotAfterBytes = 4096 }, new ManualTimeProvider(), files, notify: notices.Add);
}
