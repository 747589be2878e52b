using System.Collections.Concurrent;
using System.Globalization;
using Ballast.Application.Ports;
using Ballast.Contracts;
using Ballast.Journal.Log;
using Ballast.Journal.Queue;

namespace Ballast.Journal.Tests;

public sealed class PowerLossTests
{
    private const string Table = "State";
    private static readonly QueueOptions Exits = new(QueueNames.Exits, false, TimeSpan.FromSeconds(30), 100, TimeSpan.FromMinutes(10));

    [Fact]
    public async Task Every_acknowledged_write_survives_and_nothing_is_half_there()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            await Live(seed);
        }
    }

    [Fact]
    public async Task Every_acknowledged_concurrent_commit_survives()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var memory = new MemoryFiles();
            var faulty = new FaultyFiles(memory);
            var journal = await Open(faulty, isInline: false);
            faulty.DieAt(random.Next(5, 120));
            var acknowledged = new ConcurrentBag<string>();
            await Task.WhenAll(Enumerable.Range(0, 8).Select(task => Task.Run(() => InsertUntilDead(journal, task, acknowledged))));
            journal.Kill();
            memory.PowerLost(random);
            await using var again = await Open(memory, isInline: false);
            foreach (var row in acknowledged)
            {
                Assert.True(await again.Store.ReadAsync(Table, "p", row) is not null, $"seed {seed}: {row} is lost");
            }
        }
    }

    private static async Task InsertUntilDead(JournalHost journal, int task, ConcurrentBag<string> acknowledged)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                var row = $"{task}-{i}";
                await journal.Store.CommitAsync(Table, "p", [new EntityWrite.Insert(row, Body(new string('x', 200)))]);
                acknowledged.Add(row);
            }
        }
        catch (StoreUnavailableException)
        {
            // The machine died: what was acknowledged until now counts.
        }
    }

    /// <summary>Several lives on the same files, each ended by a crash at a random file operation.</summary>
    private static async Task Live(int seed)
    {
        var random = new Random(seed);
        var memory = new MemoryFiles();
        var model = new Model([], []);
        for (var life = 0; life < 6; life++)
        {
            var faulty = new FaultyFiles(memory);
            var journal = await Open(faulty, isInline: true);
            if (life == 0)
            {
                await journal.Queue.DeclareAsync(Exits);
            }

            model = await Check(journal, model, seed, life);
            faulty.DieAt(random.Next(1, 60));
            model = await ActUntilDead(journal, model, random);
            journal.Kill();
            if (random.Next(2) == 0)
            {
                memory.PowerLost(random);
            }
            else
            {
                memory.ProcessKilled();
            }
        }
    }

    private static async Task<Model> ActUntilDead(JournalHost journal, Model model, Random random)
    {
        while (true)
        {
            var next = model.Copy();
            try
            {
                switch (random.Next(4))
                {
                    case 0:
                        await Send(journal, next, random);
                        break;
                    case 1 when model.Messages.Count > 0:
                        await CompleteOne(journal, next);
                        break;
                    default:
                        await Commit(journal, next, random);
                        break;
                }

                model = next;
            }
            catch (Exception error) when (error is StoreUnavailableException or QueueUnavailableException)
            {
                return model with { MayBe = next };
            }
        }
    }

    private static async Task Commit(JournalHost journal, Model next, Random random)
    {
        var writes = new List<EntityWrite>();
        foreach (var row in Enumerable.Range(0, 6).Where(_ => random.Next(3) == 0).Select(i => $"r{i}").DefaultIfEmpty("r0"))
        {
            if (next.Rows.ContainsKey(row) && random.Next(3) == 0)
            {
                writes.Add(new EntityWrite.Delete(row));
                next.Rows.Remove(row);
            }
            else
            {
                var data = random.Next().ToString(CultureInfo.InvariantCulture) + new string('x', random.Next(400));
                writes.Add(new EntityWrite.Upsert(row, Body(data)));
                next.Rows[row] = data;
            }
        }

        await journal.Store.CommitAsync(Table, "p", writes);
    }

    private static async Task Send(JournalHost journal, Model next, Random random)
    {
        var id = random.Next().ToString(CultureInfo.InvariantCulture);
        next.Messages.Add(id);
        await journal.Queue.SendAsync(QueueNames.Exits, new QueueMessage(id, null, "{}"));
    }

    private static async Task CompleteOne(JournalHost journal, Model next)
    {
        var message = (await journal.Queue.ReceiveAsync(QueueNames.Exits, 1, default))[0];
        next.Messages.Remove(message.Message.MessageId);
        Assert.True(await journal.Queue.CompleteAsync(message));
    }

    private static async Task<Model> Check(JournalHost journal, Model model, int seed, int life)
    {
        var page = await journal.Store.QueryAsync(new EntityQuery(Table));
        var rows = page.Items.ToDictionary(item => item.Row, item => item.Body.Data);
        var count = journal.Queue.Counts(QueueNames.Exits).Active;
        var received = count == 0 ? [] : await journal.Queue.ReceiveAsync(QueueNames.Exits, count, default);
        var found = new Model(rows, [.. received.Select(message => message.Message.MessageId)]);
        Assert.True(found.Equals(model) || (model.MayBe is { } other && found.Equals(other)), $"seed {seed}, life {life}: {found} instead of {model} or {model.MayBe}");
        foreach (var message in received)
        {
            await journal.Queue.AbandonAsync(message);
        }

        return found;
    }

    private static ValueTask<JournalHost> Open(IJournalFiles files, bool isInline) => JournalHost.OpenAsync(
        new JournalOptions { Folder = "memory", Inline = isInline, SegmentBytes = 4096, SnapshotAfterBytes = 8192 }, new ManualTimeProvider(), files);

    private static EntityBody Body(string data) => new("test", 1, data);

    /// <summary>What was acknowledged, and what it is if the last, unacknowledged write came through.</summary>
    private sealed record Model(Dictionary<string, string> Rows, HashSet<string> Messages)
    {
        public Model? MayBe { get; init; }

        public Model Copy() => new(new(Rows), [.. Messages]);

        public bool Equals(Model? other) =>
            other is not null && Rows.Count == other.Rows.Count && Rows.All(row => other.Rows.GetValueOrDefault(row.Key) == row.Value) && Messages.SetEquals(other.Messages);

        public override int GetHashCode() => Rows.Count;

        public override string ToString() => $"rows [{string.Join(' ', Rows.Keys.Order())}], messages [{string.Join(' ', Messages.Order())}]";
    }
}
