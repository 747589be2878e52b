using Ballast.Application.UseCases;
using Ballast.Core.Accounts;

namespace Ballast.Application.Tests;

/// <summary>What was accepted is sent, later if need be, or its hold goes back.</summary>
public sealed class OutboxTests
{
    [Fact]
    public void What_a_failing_queue_left_is_sent_by_the_sweep()
    {
        using var world = World.Start();
        world.Pump(TimeSpan.FromSeconds(30));
        world.App.Queue.IsDown = true;
        Accept(world);
        Assert.Contains(world.App.Notices, n => n.Code == "OUTBOX_DELAYED");
        Assert.Equal(0, world.Queue.Counts("entries").Active);
        world.App.Queue.IsDown = false;

        world.Pump(TimeSpan.FromSeconds(40));

        Assert.True(world.Held() > 0);
        world.IsProtected("sent by the sweep");
        world.EnteredOnce("sent by the sweep");
    }

    [Fact]
    public void A_restart_sends_what_was_left_without_waiting_for_supervision()
    {
        using var world = World.Start();
        world.App.Queue.IsDown = true;
        Accept(world);

        world.Restart(TimeSpan.FromSeconds(1));
        world.Pump(TimeSpan.FromSeconds(3));

        Assert.True(world.Held() > 0);
        world.EnteredOnce("sent by the start");
    }

    [Fact]
    public void A_start_does_not_wait_for_an_entry_of_unknown_outcome()
    {
        using var world = World.Start();
        world.Restart(TimeSpan.FromSeconds(1), points: new Points { DieAtFirst = "place" });
        Accept(world);
        Assert.Throws<CrashException>(() => world.Pump(TimeSpan.FromSeconds(5)));

        world.Restart(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.Zero, world.StartTook);
        world.Pump(TimeSpan.FromSeconds(90));
        Assert.Empty(world.Placed);
        world.IsSettled("never placed");
    }

    [Fact]
    public void A_ticket_that_cannot_be_sent_in_time_returns_its_hold()
    {
        using var world = World.Start();
        world.App.Queue.IsDown = true;
        Accept(world);
        world.Pump(TimeSpan.FromSeconds(90));
        world.App.Queue.IsDown = false;

        world.Pump(TimeSpan.FromSeconds(120));

        Assert.Empty(world.Placed);
        world.IsSettled("never sent");
    }

    [Fact]
    public void A_ticket_that_waits_too_long_in_the_queue_expires_and_returns_its_hold_at_once()
    {
        using var world = World.Start();
        Accept(world);
        Assert.Equal(1, Account(world).Risk!.Totals.Count);

        world.Time.Advance(World.Options.Entry.ValidFor + TimeSpan.FromSeconds(1));
        world.Pump(TimeSpan.FromSeconds(5));

        Assert.Empty(world.Placed);
        world.IsSettled("expired");
    }

    [Fact]
    public void A_close_voids_a_ticket_that_is_not_sent_yet()
    {
        using var world = World.Start();
        Accept(world);

        Assert.True(world.Send(world.Alert("flat")) is AlertReply.Decided { Decision.Close: not null });
        world.Pump(TimeSpan.FromSeconds(10));

        Assert.Empty(world.Placed);
        world.IsSettled("voided");
    }

    [Fact]
    public void The_same_alert_again_is_a_duplicate_before_and_after_a_restart()
    {
        using var world = World.Start();
        var alert = world.Alert("long");
        var id = Assert.IsType<AlertReply.Decided>(world.Send(alert)).Decision.DecisionId;

        Assert.Equal(new AlertReply.Duplicate(id), world.Send(alert));
        world.Restart(TimeSpan.FromSeconds(1));
        Assert.Equal(new AlertReply.Duplicate(id), world.Send(alert));
        world.Pump(TimeSpan.FromSeconds(100));
        Assert.Equal(new AlertReply.Duplicate(id), world.Send(alert));
        world.EnteredOnce("duplicates");
    }

    private static void Accept(World world) => Assert.True(world.Send(world.Alert("long")) is AlertReply.Decided { Decision.Entry: not null });

    private static AccountState Account(World world) => world.Run(() => world.App.Accounts.ReadAsync("main"));
}
