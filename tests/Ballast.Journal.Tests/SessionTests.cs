using Ballast.Application.Ports;
using Ballast.Journal.Queue;

namespace Ballast.Journal.Tests;

public sealed class SessionTests
{
    private const string Btc = "main|BTCUSDT";
    private const string Eth = "main|ETHUSDT";

    [Fact]
    public async Task A_session_has_one_holder_at_a_time()
    {
        var scene = await QueueScene.OpenAsync();
        await scene.SendToAsync(Btc, "a", "b");
        await scene.SendToAsync(Eth, "c");
        var first = await scene.Queue.AcceptSessionAsync(QueueScene.Sessions, default);
        var second = await scene.Queue.AcceptSessionAsync(QueueScene.Sessions, default);
        var third = scene.Queue.AcceptSessionAsync(QueueScene.Sessions, default).AsTask();
        Assert.Equal((Btc, Eth, false), (first.SessionId, second.SessionId, third.IsCompleted));
        scene.Queue.Release(first);
        Assert.Equal(Btc, (await third).SessionId);
        Assert.False(scene.Queue.Renew(first));
    }

    [Fact]
    public async Task A_released_message_is_delivered_before_later_ones()
    {
        var scene = await QueueScene.OpenAsync();
        await scene.SendToAsync(Btc, "a", "b");
        var session = await scene.Queue.AcceptSessionAsync(QueueScene.Sessions, default);
        var message = await scene.Queue.ReceiveAsync(session, TimeSpan.Zero, default);
        scene.Queue.Release(session);
        Assert.False(await scene.Queue.CompleteAsync(message!));
        session = await scene.Queue.AcceptSessionAsync(QueueScene.Sessions, default);
        Assert.Equal(("a", "b", null), (await scene.NextAsync(session), await scene.NextAsync(session), await scene.NextAsync(session)));
    }

    [Fact]
    public async Task A_session_whose_lock_ended_is_delivered_to_another_holder_from_the_unsettled_message_on()
    {
        var scene = await QueueScene.OpenAsync();
        await scene.SendToAsync(Btc, "a", "b");
        var lost = await scene.Queue.AcceptSessionAsync(QueueScene.Sessions, default);
        await scene.NextAsync(lost);
        var waiting = scene.Queue.AcceptSessionAsync(QueueScene.Sessions, default).AsTask();
        scene.Time.Advance(QueueScene.Lock);
        var session = await waiting;
        Assert.Null(await scene.NextAsync(lost));
        Assert.Equal("a", await scene.NextAsync(session));
    }

    [Fact]
    public async Task A_renewed_session_keeps_its_messages()
    {
        var scene = await QueueScene.OpenAsync();
        await scene.SendToAsync(Btc, "a");
        var session = await scene.Queue.AcceptSessionAsync(QueueScene.Sessions, default);
        var message = await scene.Queue.ReceiveAsync(session, TimeSpan.Zero, default);
        scene.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.True(scene.Queue.Renew(session));
        scene.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.True(scene.Queue.Renew(message!));
        scene.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.True(await scene.Queue.CompleteAsync(message!));
    }

    [Fact]
    public async Task The_holder_waits_for_the_next_message_until_the_session_is_idle_for_so_long()
    {
        var scene = await QueueScene.OpenAsync();
        await scene.SendToAsync(Btc, "a");
        var session = await scene.Queue.AcceptSessionAsync(QueueScene.Sessions, default);
        await scene.NextAsync(session);
        var next = scene.Queue.ReceiveAsync(session, TimeSpan.FromSeconds(5), default).AsTask();
        await scene.SendToAsync(Btc, "b");
        Assert.Equal("b", (await next)!.Message.MessageId);
        var none = scene.Queue.ReceiveAsync(session, TimeSpan.FromSeconds(5), default).AsTask();
        scene.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(none.IsCompleted);
        scene.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await none);
    }

    [Fact]
    public async Task Waiting_in_a_session_ends_with_its_lock_or_by_cancelling()
    {
        var scene = await QueueScene.OpenAsync();
        await scene.SendToAsync(Btc, "a");
        var session = await scene.Queue.AcceptSessionAsync(QueueScene.Sessions, default);
        await scene.NextAsync(session);
        using var cancel = new CancellationTokenSource();
        var cancelled = scene.Queue.ReceiveAsync(session, Timeout.InfiniteTimeSpan, cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        var lost = scene.Queue.ReceiveAsync(session, Timeout.InfiniteTimeSpan, default).AsTask();
        scene.Time.Advance(QueueScene.Lock);
        Assert.Null(await lost);
    }

    [Fact]
    public async Task A_session_message_delivered_too_often_is_dead_lettered_and_the_next_one_follows()
    {
        var scene = await QueueScene.OpenAsync();
        await scene.SendToAsync(Btc, "poison", "b");
        for (var delivery = 0; delivery < 3; delivery++)
        {
            var session = await scene.Queue.AcceptSessionAsync(QueueScene.Sessions, default);
            Assert.Equal("poison", await scene.NextAsync(session));
            scene.Queue.Release(session);
        }

        var last = await scene.Queue.AcceptSessionAsync(QueueScene.Sessions, default);
        Assert.Equal("b", await scene.NextAsync(last));
        Assert.Equal("poison", Assert.Single(await scene.DeadLettersAsync(QueueScene.Sessions)).Message.MessageId);
    }

    [Fact]
    public async Task Sessions_keep_their_order_through_a_restart()
    {
        var scene = await QueueScene.OpenAsync();
        await scene.SendToAsync(Btc, "a", "b", "c");
        var session = await scene.Queue.AcceptSessionAsync(QueueScene.Sessions, default);
        await scene.Queue.CompleteAsync((await scene.Queue.ReceiveAsync(session, TimeSpan.Zero, default))!);
        await scene.NextAsync(session);
        await scene.RestartAsync();
        session = await scene.Queue.AcceptSessionAsync(QueueScene.Sessions, default);
        Assert.Equal(("b", "c"), (await scene.NextAsync(session), await scene.NextAsync(session)));
    }
}
