using Ballast.Application.Ports;
using Ballast.Contracts;
using Ballast.Journal.Log;
using Ballast.Journal.Queue;

namespace Ballast.Journal.Tests;

/// <summary>A timer counts whole milliseconds, and by another clock than the one that dues are compared with: it may fire a little early.</summary>
public sealed class EarlyTimerTests
{
    [Fact]
    public async Task A_scheduled_message_comes_in_time_although_its_timer_fires_early_and_nothing_else_happens()
    {
        var clock = new ManualTimeProvider();
        await using var journal = await JournalHost.OpenAsync(new JournalOptions { Folder = "memory", Inline = true, SegmentBytes = 65536 }, new EarlyTimers(clock), new MemoryFiles());
        await journal.Queue.DeclareAsync(new QueueOptions("exits", false, TimeSpan.FromSeconds(30), 3, null));
        for (var n = 1; n <= 5; n++)
        {
            await journal.Queue.SendAsync("exits", new QueueMessage($"guard-{n}", null, "{}", ScheduledFor: clock.GetUtcNow().AddSeconds(15)));
            var coming = journal.Queue.ReceiveAsync("exits", 1, default).AsTask();

            clock.Advance(TimeSpan.FromSeconds(14.9));
            Assert.False(coming.IsCompleted);
            clock.Advance(TimeSpan.FromSeconds(0.102));
            var message = Assert.Single(await coming.WaitAsync(TimeSpan.FromSeconds(10)));
            Assert.Equal($"guard-{n}", message.Message.MessageId);
            Assert.True(await journal.Queue.CompleteAsync(message));
        }
    }

    private sealed class EarlyTimers(ManualTimeProvider clock) : TimeProvider
    {
        public override long TimestampFrequency => clock.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Early(clock.CreateTimer(callback, state, dueTime, period));
    }

    private sealed class Early(ITimer timer) : ITimer
    {
        private static readonly TimeSpan By = TimeSpan.FromMicroseconds(400);

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime > By ? dueTime - By : dueTime, period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
