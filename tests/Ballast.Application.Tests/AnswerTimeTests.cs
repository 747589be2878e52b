using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Application.UseCases;

namespace Ballast.Application.Tests;

/// <summary>An alert is answered within 2 s, or gets its 503 before anything is committed.</summary>
public sealed class AnswerTimeTests
{
    [Theory]
    [InlineData(Tables.Caches)]
    [InlineData(Tables.State)]
    public void A_store_that_reads_slowly_refuses_the_alert_and_commits_nothing_later(string table)
    {
        using var world = World.Start();
        (world.App.Store.SlowTable, world.App.Store.ReadsAfter) = (table, Task.Delay(TimeSpan.FromSeconds(10), world.Time));

        var (reply, took) = Send(world);

        Assert.IsType<AlertReply.Unavailable>(reply);
        Assert.InRange(took.TotalSeconds, 1.4, 2);
        world.Pump(TimeSpan.FromSeconds(60));
        world.IsSettled("refused for time");
        Assert.Empty(world.Placed);

        world.App.Store.ReadsAfter = null;
        Assert.Empty(world.Refusals());
    }

    [Fact]
    public void A_commit_that_has_begun_is_waited_for_as_its_outcome_must_be_known()
    {
        using var world = World.Start();
        world.App.Store.CommitsAfter = Task.Delay(TimeSpan.FromSeconds(3), world.Time);

        var (reply, took) = Send(world);

        Assert.True(Assert.IsType<AlertReply.Decided>(reply).Decision.IsAccepted);
        Assert.InRange(took.TotalSeconds, 2.9, 3.5);
    }

    [Fact]
    public void A_queue_that_is_slow_does_not_hold_up_the_answer_and_is_sent_to_all_the_same()
    {
        using var world = World.Start();
        world.App.Queue.SendsAfter = Task.Delay(TimeSpan.FromSeconds(20), world.Time);

        var (reply, took) = Send(world);

        Assert.True(Assert.IsType<AlertReply.Decided>(reply).Decision.IsAccepted);
        Assert.InRange(took.TotalSeconds, 1.9, 2.1);
        world.Pump(TimeSpan.FromSeconds(40));
        world.EnteredOnce("sent later");
        world.IsProtected("sent later");
    }

    private static (AlertReply Reply, TimeSpan Took) Send(World world)
    {
        var from = world.Time.GetUtcNow();
        return (world.Send(world.Alert("long")), world.Time.GetUtcNow() - from);
    }
}
