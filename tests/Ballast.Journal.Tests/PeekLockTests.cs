using Ballast.Application.Ports;
using Ballast.Journal.Queue;

namespace Ballast.Journal.Tests;

public sealed class PeekLockTests
{
    [Fact]
    public async Task A_locked_message_is_not_delivered_again()
    {
        var scene = await QueueScene.OpenAsync();
        await scene.SendAsync("a", "b");
        await scene.ReceiveAsync();
        Assert.Equal("b", (await scene.ReceiveAsync()).Message.MessageId);
        Assert.Equal(new QueueCounts(2, 0, 0), scene.Queue.Counts(QueueScene.Plain));
    }

    [Fact]
    public async Task A_completed_message_is_gone_also_after_a_restart()
    {
        var scene = await QueueScene.OpenAsync();
        await scene.SendAsync("a");
        Assert.True(await scene.Queue.CompleteAsync(await scene.ReceiveAsync()));
        await scene.RestartAsync();
        Assert.Equal(new QueueCounts(0, 0, 0), scene.Queue.Counts(QueueScene.Plain));
    }

    [Fact]
    public async Task A_message_whose_lock_ended_is_delivered_again_before_later_ones()
    {
        var scene = await QueueScene.OpenAsync();
        await scene.SendAsync("a", "b");
        var first = await scene.ReceiveAsync();
        scene.Time.Advance(QueueScene.Lock);
        var again = await scene.ReceiveAsync();
        Assert.Equal(("a", 2), (again.Message.MessageId, again.DeliveryCount));
        Assert.False(await scene.Queue.CompleteAsync(first));
        Assert.False(scene.Queue.Renew(first));
        Assert.True(await scene.Queue.CompleteAsync(again));
    }

    [Fact]
    public async Task A_renewed_lock_lasts_as_long_again()
    {
        var scene = await QueueScene.OpenAsync();
        await scene.SendAsync("a");
        var message = await scene.ReceiveAsync();
        scene.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.True(scene.Queue.Renew(message));
        scene.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.True(await scene.Queue.CompleteAsync(message));
    }

    [Fact]
    public async Task An_abandoned_message_is_available_at_once()
    {
        var scene = await QueueScene.OpenAsync();
        await scene.SendAsync("a", "b");
        Assert.True(await scene.Queue.AbandonAsync(await scene.ReceiveAsync()));
        Assert.Equal("a", (await scene.ReceiveAsync()).Message.MessageId);
    }

    [Fact]
    public async Task A_message_abandoned_too_often_is_dead_lettered()
    {
        var scene = await QueueScene.OpenAsync();
        await scene.SendAsync("a");
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            var message = await scene.ReceiveAsync();
            Assert.Equal(delivery, message.DeliveryCount);
            await scene.Queue.AbandonAsync(message);
        }

        Assert.Equal(new QueueCounts(0, 0, 1), scene.Queue.Counts(QueueScene.Plain));
        Assert.Equal("MaxDeliveryCountExceeded", Assert.Single(await scene.DeadLettersAsync(QueueScene.Plain)).DeadLetterReason);
    }

    [Fact]
    public async Task A_message_that_kills_the_process_each_time_is_dead_lettered()
    {
        var scene = await QueueScene.OpenAsync();
        await scene.SendAsync("poison");
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            Assert.Equal(delivery, (await scene.ReceiveAsync()).DeliveryCount);
            await scene.RestartAsync();
        }

        Assert.Equal(new QueueCounts(0, 0, 1), scene.Queue.Counts(QueueScene.Plain));
    }

    [Fact]
    public async Task A_lock_from_before_the_restart_settles_nothing()
    {
        var scene = await QueueScene.OpenAsync();
        await scene.SendAsync("a");
        var before = await scene.ReceiveAsync();
        await scene.RestartAsync();
        await scene.ReceiveAsync();
        Assert.False(await scene.Queue.CompleteAsync(before));
    }

    [Fact]
    public async Task A_dead_letter_keeps_message_reason_and_description_until_completed()
    {
        var scene = await QueueScene.OpenAsync();
        await scene.SendAsync("a");
        Assert.True(await scene.Queue.DeadLetterAsync(await scene.ReceiveAsync(), "WHY", "because"));
        await scene.RestartAsync();
        var letter = Assert.Single(await scene.DeadLettersAsync(QueueScene.Plain));
        Assert.Equal(("a", "WHY", "because"), (letter.Message.MessageId, letter.DeadLetterReason, letter.DeadLetterDescription));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await scene.Queue.DeadLetterAsync(letter, "AGAIN", ""));
        Assert.True(await scene.Queue.CompleteAsync(letter));
        Assert.Equal(new QueueCounts(0, 0, 0), scene.Queue.Counts(QueueScene.Plain));
    }

    [Fact]
    public async Task A_waiting_receiver_is_woken_by_a_message_a_lock_end_and_a_schedule()
    {
        var scene = await QueueScene.OpenAsync();
        var bySend = scene.ReceiveAsync();
        Assert.False(bySend.IsCompleted);
        await scene.SendAsync("a");
        Assert.Equal("a", (await bySend).Message.MessageId);
        var byLockEnd = scene.ReceiveAsync();
        scene.Time.Advance(QueueScene.Lock);
        await scene.Queue.CompleteAsync(await byLockEnd);
        await scene.Queue.SendAsync(QueueScene.Plain, new QueueMessage("later", null, "{}", null, scene.Time.GetUtcNow() + QueueScene.Lock));
        Assert.Equal(new QueueCounts(0, 1, 0), scene.Queue.Counts(QueueScene.Plain));
        var bySchedule = scene.ReceiveAsync();
        scene.Time.Advance(QueueScene.Lock);
        Assert.Equal("later", (await bySchedule).Message.MessageId);
    }

    [Fact]
    public async Task A_cancelled_receiver_takes_no_message()
    {
        var scene = await QueueScene.OpenAsync();
        using var cancel = new CancellationTokenSource();
        var waiting = scene.Queue.ReceiveAsync(QueueScene.Plain, 1, cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await scene.SendAsync("a");
        Assert.Equal(1, (await scene.ReceiveAsync()).DeliveryCount);
    }

    [Fact]
    public async Task A_message_that_expires_under_its_lock_can_still_be_completed_but_not_delivered_again()
    {
        var scene = await QueueScene.OpenAsync();
        await scene.Queue.SendAsync(QueueScene.Plain, new QueueMessage("a", null, "{}", TimeSpan.FromSeconds(10)));
        await scene.Queue.SendAsync(QueueScene.Plain, new QueueMessage("b", null, "{}", TimeSpan.FromSeconds(10)));
        var (first, second) = (await scene.ReceiveAsync(), await scene.ReceiveAsync());
        scene.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.True(await scene.Queue.CompleteAsync(first));
        await scene.Queue.AbandonAsync(second);
        Assert.Equal(new QueueCounts(0, 0, 1), scene.Queue.Counts(QueueScene.Plain));
    }

    [Fact]
    public async Task What_expired_or_became_due_while_no_process_ran_is_so_after_the_restart()
    {
        var scene = await QueueScene.OpenAsync();
        await scene.Queue.SendAsync(QueueScene.Plain, new QueueMessage("expiring", null, "{}", TimeSpan.FromSeconds(10)));
        await scene.Queue.SendAsync(QueueScene.Plain, new QueueMessage("due", null, "{}", null, scene.Time.GetUtcNow() + TimeSpan.FromSeconds(10)));
        scene.Journal.Kill();
        scene.Time.Advance(TimeSpan.FromSeconds(60));
        await scene.RestartAsync();
        Assert.Equal(new QueueCounts(1, 0, 1), scene.Queue.Counts(QueueScene.Plain));
    }

    [Fact]
    public async Task A_queue_never_declared_is_unavailable_and_a_redeclared_one_has_the_new_options()
    {
        var scene = await QueueScene.OpenAsync();
        await Assert.ThrowsAsync<QueueUnavailableException>(async () => await scene.Queue.SendAsync("nowhere", new QueueMessage("a", null, "{}")));
        await scene.Queue.DeclareAsync(new QueueOptions(QueueScene.Plain, false, QueueScene.Lock, 1, null));
        await scene.SendAsync("a");
        await scene.Queue.AbandonAsync(await scene.ReceiveAsync());
        Assert.Equal(1, scene.Queue.Counts(QueueScene.Plain).DeadLettered);
        await Assert.ThrowsAsync<ArgumentException>(async () => await scene.Queue.DeclareAsync(new QueueOptions(QueueScene.Plain, true, QueueScene.Lock, 1, null)));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await scene.Queue.AcceptSessionAsync(QueueScene.Plain, default));
    }

    [Fact]
    public async Task Concurrent_consumers_complete_every_message_exactly_once()
    {
        await using var journal = await JournalHost.OpenAsync(new JournalOptions { Folder = "memory" }, TimeProvider.System, new Log.MemoryFiles());
        await journal.Queue.DeclareAsync(new QueueOptions("q", false, TimeSpan.FromMinutes(5), 3, TimeSpan.FromMinutes(5)));
        using var done = new CancellationTokenSource();
        var completed = new System.Collections.Concurrent.ConcurrentBag<string>();
        var consumers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (completed.Count < 500)
            {
                foreach (var message in await journal.Queue.ReceiveAsync("q", 3, done.Token))
                {
                    Assert.True(await journal.Queue.CompleteAsync(message));
                    completed.Add(message.Message.MessageId);
                }
            }

            await done.CancelAsync();
        })).ToList();
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Task.Run(async () =>
            await journal.Queue.SendAsync("q", new QueueMessage($"m{i % 500}", null, "{}")))));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll([.. consumers, Task.FromCanceled(new CancellationToken(true))]));
        Assert.Equal(500, completed.Distinct().Count());
        Assert.Equal(500, completed.Count);
    }
}
