using Ballast.Core.Competing;

namespace Ballast.Application.Tests.Competing;

/// <summary>Killed at every call of its ports, the competition becomes what it becomes without.</summary>
public sealed class CompetitionCrashTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_look_that_dies_anywhere_is_finished_by_the_next(bool afterEffect)
    {
        var (wanted, calls) = Story(new Points());

        Assert.True(calls > 5, "The look makes too few calls to die at.");
        for (var dieAt = 1; dieAt <= calls; dieAt++)
        {
            var (found, _) = Story(new Points { DieAt = dieAt, AfterEffect = afterEffect });

            Assert.Equal(wanted, found);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_alert_that_dies_anywhere_comes_to_every_mode_once(bool afterEffect)
    {
        for (var (dieAt, isOver) = (1, false); !isOver; dieAt++)
        {
            using var world = CompetitionWorld.Start();
            world.Pump(TimeSpan.FromSeconds(75));
            var alert = world.Alert("long");
            world.Restart(TimeSpan.FromSeconds(1), points: new Points { DieAt = 1000 });
            var calls = world.App.Points.Calls;
            world.Restart(TimeSpan.FromSeconds(1), points: new Points { DieAt = calls + dieAt, AfterEffect = afterEffect });
            try
            {
                world.Send(alert);
                isOver = true;
            }
            catch (CrashException)
            {
                Assert.True(dieAt < 20, "The alert never ends.");
            }

            // The sender had no answer: it sends the same again, and what was committed is a duplicate.
            world.Restart(TimeSpan.FromSeconds(1));
            world.Send(alert);
            world.CompeteAfterMinute();
            world.CompeteAfterMinute();

            Assert.True(world.State("0").Decisions == 1, $"Died {(afterEffect ? "after" : "before")} call {dieAt}: mode 0 decided {world.State("0").Decisions} times.");
            Assert.Empty(world.Waiting());
        }
    }

    [Fact]
    public void Others_that_write_at_the_same_time_change_nothing()
    {
        using var world = CompetitionWorld.Start(conflictEvery: 3);
        world.Pump(TimeSpan.FromSeconds(75));
        world.Send(world.Alert("long"));
        world.Pump(TimeSpan.FromMinutes(2));
        var second = world.NewApp();

        world.Compete();
        world.Compete(second);
        world.Compete();

        Assert.Equal((1, 1), (world.State("0").Decisions, world.State("0").Entries));
        Assert.Empty(world.Waiting());
    }

    /// <summary>An entry and an exit in line, one look that may die, another one in the next life; what the modes became and how many calls the first look made.</summary>
    private static (string Became, int Calls) Story(Points points)
    {
        using var world = CompetitionWorld.Start();
        world.Pump(TimeSpan.FromSeconds(75));
        world.Send(world.Alert("long"));
        world.Pump(TimeSpan.FromMinutes(3));
        world.Send(world.Alert("flat"));
        world.Pump(TimeSpan.FromSeconds(130));
        var dying = world.NewApp(points);
        try
        {
            world.Compete(dying);
        }
        catch (CrashException)
        {
            // The next life looks at the same minute: what it sees is what this one saw.
        }

        world.Compete();
        Assert.Empty(world.Waiting());
        return (string.Join(Environment.NewLine, CompetitionModes.Four.Select(m => world.State(m.Name)).Select(s => $"{s with { Desk = null!, Taken = default }} {s.Taken.Count} {s.Desk.Wallet} {world.Rows($"trade|{s.Mode}|").Count} {world.Rows($"decision|{s.Mode}|").Count}")), points.Calls);
    }
}
