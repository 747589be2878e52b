using Ballast.Application.Ports;
using Ballast.Contracts;
using Ballast.Journal.Log;
using Ballast.Journal.Queue;

namespace Ballast.Journal.Tests;

/// <summary>A journal in memory with a plain queue and one with sessions, lock 30 s, at most 3 deliveries, and a clock in hand.</summary>
public sealed class QueueScene
{
    public const string Plain = "exits";
    public const string Sessions = "entries";
    public static readonly TimeSpan Lock = TimeSpan.FromSeconds(30);
    private readonly MemoryFiles files = new();

    private QueueScene(JournalHost journal) => Journal = journal;

    public JournalHost Journal { get; private set; }

    public JournalQueue Queue => Journal.Queue;

    public ManualTimeProvider Time { get; private init; } = new();

    public static async Task<QueueScene> OpenAsync()
    {
        var scene = new QueueScene(null!);
        await scene.StartAsync();
        await scene.Queue.DeclareAsync(new QueueOptions(Plain, false, Lock, 3, null));
        await scene.Queue.DeclareAsync(new QueueOptions(Sessions, true, Lock, 3, null));
        return scene;
    }

    /// <summary>The process is killed and starts again.</summary>
    public async Task RestartAsync()
    {
        Journal.Kill();
        files.ProcessKilled();
        await StartAsync();
    }

    public async Task SendAsync(params string[] ids)
    {
        foreach (var id in ids)
        {
            await Queue.SendAsync(Plain, new QueueMessage(id, null, "{}"));
        }
    }

    public async Task SendToAsync(string session, params string[] ids)
    {
        foreach (var id in ids)
        {
            await Queue.SendAsync(Sessions, new QueueMessage(id, session, "{}"));
        }
    }

    public async Task<LockedMessage> ReceiveAsync() => Assert.Single(await Queue.ReceiveAsync(Plain, 1, default));

    public async Task<string?> NextAsync(QueueSession session) => (await Queue.ReceiveAsync(session, TimeSpan.Zero, default))?.Message.MessageId;

    public async Task<IReadOnlyList<LockedMessage>> DeadLettersAsync(string queue) =>
        await Queue.ReceiveAsync(queue + "/$deadletterqueue", Queue.Counts(queue).DeadLettered, default);

    private async Task StartAsync() => Journal = await JournalHost.OpenAsync(
        new JournalOptions { Folder = "memory", Inline = true, SegmentBytes = 65536 }, Time, files);
}
