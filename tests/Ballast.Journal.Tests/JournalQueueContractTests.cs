using Ballast.Application.Ports;
using Ballast.Contracts;
using Ballast.Journal.Log;
using Ballast.Journal.Queue;

namespace Ballast.Journal.Tests;

public abstract class JournalQueueContract : OrderQueueContract
{
    private readonly ManualTimeProvider time = new();
    private JournalHost? journal;

    protected override async Task CloseAsync() => await journal!.DisposeAsync();

    protected abstract ValueTask<JournalHost> OpenAsync(TimeProvider clock);

    protected override async Task<IOrderQueue> OpenAsync()
    {
        journal = await OpenAsync(time);
        await journal.Queue.DeclareAsync(new QueueOptions(QueueNames.Exits, false, TimeSpan.FromSeconds(30), 10, TimeSpan.FromMinutes(10)));
        await journal.Queue.DeclareAsync(new QueueOptions(QueueNames.Entries, true, TimeSpan.FromSeconds(30), 10, TimeSpan.FromMinutes(10)));
        return journal.Queue;
    }

    protected override async Task<IReadOnlyList<QueueMessage>> DrainAsync(string queue)
    {
        var drained = new List<QueueMessage>();
        var receiver = journal!.Queue;
        while (receiver.Counts(queue).Active > 0)
        {
            var session = queue == QueueNames.Entries ? await receiver.AcceptSessionAsync(queue, default) : null;
            var received = session is null
                ? (await receiver.ReceiveAsync(queue, 1, default))[0]
                : (await receiver.ReceiveAsync(session, TimeSpan.Zero, default))!;
            Assert.True(await receiver.CompleteAsync(received));
            drained.Add(received.Message);
            if (session is not null)
            {
                receiver.Release(session);
            }
        }

        return drained;
    }

    protected override async Task<IReadOnlyList<(string MessageId, string Reason)>> DeadLettersAsync(string queue)
    {
        var count = journal!.Queue.Counts(queue).DeadLettered;
        var letters = count == 0 ? [] : await journal.Queue.ReceiveAsync(queue + "/$deadletterqueue", count, default);
        return [.. letters.Select(letter => (letter.Message.MessageId, letter.DeadLetterReason!))];
    }

    protected override Task PassAsync(TimeSpan time)
    {
        this.time.Advance(time);
        return Task.CompletedTask;
    }

    protected override Task<DateTimeOffset> NowAsync() => Task.FromResult(time.GetUtcNow());
}

public sealed class JournalQueueOnDiskTests : JournalQueueContract, IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    protected override ValueTask<JournalHost> OpenAsync(TimeProvider clock) => JournalHost.OpenAsync(new JournalOptions { Folder = folder.FullPath }, clock);
}

public sealed class JournalQueueInMemoryTests : JournalQueueContract
{
    protected override ValueTask<JournalHost> OpenAsync(TimeProvider clock) =>
        JournalHost.OpenAsync(new JournalOptions { Folder = "memory", Inline = true }, clock, new MemoryFiles());
}
