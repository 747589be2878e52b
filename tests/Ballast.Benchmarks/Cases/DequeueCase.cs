using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ballast.Application.Ports;
using Ballast.Benchmarks.Reporting;
using Ballast.Benchmarks.Sqlite;
using Ballast.Journal;
using Ballast.Journal.Queue;

namespace Ballast.Benchmarks.Cases;

/// <summary>One receiver takes messages one after the other: receive, complete, durable; beside SQLite's select and delete in a durable transaction.</summary>
internal static class DequeueCase
{
    private const string Queue = "bench";
    private const int Messages = 1000;
    private const int Rounds = 7;
    private static readonly string Body = new('x', 600);

    public static async Task RunAsync()
    {
        var why = SqliteApi.WhyAbsent();
        if (why is not null)
        {
            Console.WriteLine(why);
        }

        var table = new Table(string.Create(CultureInfo.InvariantCulture, $"dequeue: {Messages} messages of {Body.Length} bytes a round, one receiver, median of {Rounds} rounds"), "backlog behind them", "JournalQueue/s", "SQLite/s", "ratio", "goal");
        foreach (var backlog in (int[])[0, 100_000])
        {
            using var folder = new TemporaryFolder();
            await using var journal = await JournalHost.OpenAsync(new JournalOptions { Folder = Path.Combine(folder.Path, "journal") }, TimeProvider.System);
            await journal.Queue.DeclareAsync(new QueueOptions(Queue, RequiresSession: false, TimeSpan.FromMinutes(1), 20, TimeSpan.FromMinutes(10)));
            using var sqlite = why is null ? new SqliteDatabase(Path.Combine(folder.Path, "queue.db")) : null;
            var sent = 0;
            await SendAsync(journal, backlog);
            sqlite?.Insert(Bodies(backlog));
            var (ours, theirs) = (new List<double>(), new List<double>());
            for (var round = 0; round <= Rounds; round++)
            {
                await SendAsync(journal, Messages);
                sqlite?.Insert(Bodies(Messages));
                var mine = await TakeAsync(journal.Queue);
                var floor = sqlite is null ? double.NaN : Take(sqlite);
                if (round > 0)
                {
                    ours.Add(mine);
                    theirs.Add(floor);
                }
            }

            var ratio = Sample.MedianOf(ours.Zip(theirs, (mine, floor) => mine / floor));
            table.Add(backlog.ToString("N0", CultureInfo.InvariantCulture), Show.Number(Sample.MedianOf(ours)), Show.Number(Sample.MedianOf(theirs)), Show.Ratio(ratio), Show.Least(ratio, 0.8));

            async Task SendAsync(JournalHost host, int count)
            {
                for (var left = count; left > 0; left -= 500)
                {
                    await Task.WhenAll(Enumerable.Range(0, Math.Min(500, left)).Select(_ => Task.Run(async () =>
                        await host.Queue.SendAsync(Queue, new QueueMessage(string.Create(CultureInfo.InvariantCulture, $"m{Interlocked.Increment(ref sent)}"), null, Body)))));
                }
            }
        }

        table.Print();
    }

    private static async Task<double> TakeAsync(JournalQueue queue)
    {
        var from = Stopwatch.GetTimestamp();
        for (var i = 0; i < Messages; i++)
        {
            var received = await queue.ReceiveAsync(Queue, 1, CancellationToken.None);
            await queue.CompleteAsync(received[0]);
        }

        return Messages / Stopwatch.GetElapsedTime(from).TotalSeconds;
    }

    private static double Take(SqliteDatabase database)
    {
        var from = Stopwatch.GetTimestamp();
        for (var i = 0; i < Messages; i++)
        {
            database.Dequeue();
        }

        return Messages / Stopwatch.GetElapsedTime(from).TotalSeconds;
    }

    private static IEnumerable<byte[]> Bodies(int count) => Enumerable.Repeat(Encoding.UTF8.GetBytes(Body), count);
}
