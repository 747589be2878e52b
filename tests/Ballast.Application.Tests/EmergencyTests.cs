using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Accounts;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Risk;
using Ballast.Venue.Faults;

namespace Ballast.Application.Tests;

/// <summary>A critical error closes everything and halts; entries come back by themselves three times a day.</summary>
public sealed class EmergencyTests
{
    [Fact]
    public void A_liquidation_halts_and_entries_restart_after_five_minutes_at_half_size()
    {
        using var world = Liquidated();
        var halt = world.Risk().Halt!;
        Assert.Equal(TimeSpan.FromMinutes(5), halt.RestartAt - halt.Since);
        Assert.Single(world.Told(NoticeLevel.Critical), Emergency.CriticalError);
        var refusal = Assert.IsType<UseCases.AlertReply.Decided>(world.Send(world.Alert("long"))).Decision.Refusals[0];
        Assert.Contains("restart 1 of 3", refusal.Text, StringComparison.Ordinal);

        world.Pump(TimeSpan.FromMinutes(4));
        Assert.NotNull(world.Risk().Halt);
        world.Pump(TimeSpan.FromMinutes(2));

        Assert.Null(world.Risk().Halt);
        Assert.Equal((1, 0.5m), (world.Risk().Day.Restarts, world.Risk().Staged));
        Assert.Contains("ENTRIES_RESTARTED", world.Told(NoticeLevel.Warning));
        Assert.Empty(world.Refusals());
    }

    [Fact]
    public void A_stop_that_cannot_be_placed_is_critical()
    {
        var faults = new FaultPlan().Next(VenueCall.Place, new VenueFault.Late(TimeSpan.Zero)).Next(VenueCall.Place, new VenueFault.Refused(-4120, "no"), times: 5);
        using var world = World.Start(faults: faults);
        Assert.Empty(world.Refusals());
        world.Minute();

        world.IsSettled("not protected");
        Assert.Contains("NOT_PROTECTED", world.Risk().Halt!.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Three_restarts_a_day_take_twice_as_long_each_and_the_fourth_error_waits_for_a_person()
    {
        using var world = World.Start();
        SkipToMorning(world);
        foreach (var minutes in new[] { 5, 10, 20 })
        {
            Critical(world);
            Assert.Equal(TimeSpan.FromMinutes(minutes), world.Risk().Halt!.RestartAt - world.Risk().Halt!.Since);
            world.Pump(TimeSpan.FromMinutes(minutes + 2));
            Assert.Null(world.Risk().Halt);
        }

        Critical(world);
        Assert.Null(world.Risk().Halt!.RestartAt);
        Assert.Contains("used up", Assert.IsType<UseCases.AlertReply.Decided>(world.Send(world.Alert("long"))).Decision.Refusals[0].Text, StringComparison.Ordinal);

        world.Time.Advance(TimeSpan.FromHours(24));
        world.Minute();
        Assert.Equal(Emergency.CriticalError, world.Risk().Halt?.Code);

        world.Run(() => world.App.Controls.ResumeAsync(null, restart: false));
        Critical(world);
        Assert.Equal(TimeSpan.FromMinutes(5), world.Risk().Halt!.RestartAt - world.Risk().Halt!.Since);
    }

    [Fact]
    public void A_new_day_has_its_three_restarts_anew()
    {
        using var world = World.Start();
        SkipToMorning(world);
        Critical(world);
        world.Pump(TimeSpan.FromMinutes(7));
        Assert.Equal(1, world.Risk().Day.Restarts);

        world.Time.Advance(TimeSpan.FromHours(24));
        world.Minute();
        Critical(world);

        Assert.Equal(TimeSpan.FromMinutes(5), world.Risk().Halt!.RestartAt - world.Risk().Halt!.Since);
    }

    [Theory]
    [InlineData("commit State main fx-", false)]
    [InlineData("commit State main fx-", true)]
    [InlineData("send exits close-", false)]
    [InlineData("send exits close-", true)]
    [InlineData("commit State main|BTCUSDT", true)]
    [InlineData("place bst-", false)]
    [InlineData("place bst-", true)]
    [InlineData("complete close-", false)]
    public void A_crash_in_the_middle_of_an_automatic_flatten_ends_flat_and_halted(string at, bool afterEffect)
    {
        using var world = ByHand.Holding(World.Start());
        world.Restart(TimeSpan.FromSeconds(1), points: new Points { AfterEffect = afterEffect });
        world.App.Points.DieAtFirst = at;
        var critical = new AccountFact.CriticalHappened("TEST", "a critical error of the tests");
        try
        {
            world.Run(() => world.App.Accounts.RunAsync("main", critical));
            world.Pump(TimeSpan.FromSeconds(20));
        }
        catch (CrashException)
        {
            world.Restart(TimeSpan.FromSeconds(1));
            if (world.Risk().Halt is null)
            {
                // Nothing was committed: whoever found the error finds it again.
                world.Run(() => world.App.Accounts.RunAsync("main", critical));
            }
        }

        world.Pump(TimeSpan.FromSeconds(90));

        world.IsSettled(at);
        Assert.Equal(Emergency.CriticalError, world.Risk().Halt?.Code);
        Assert.Equal("CRITICAL_ERROR", world.Trades().Single().ExitReason);
    }

    [Theory]
    [InlineData(-2015)]
    [InlineData(-1022)]
    [InlineData(-2023)]
    public void A_key_that_is_refused_kills_entries_until_a_person_resumes(int code)
    {
        using var world = ByHand.Holding(World.Start());
        world.App.Venue.Code = code;
        world.Minute();
        Assert.Equal(Emergency.Killed, world.Risk().Halt?.Code);
        Assert.Contains(Emergency.Killed, world.Told(NoticeLevel.Critical));
        world.App.Venue.Code = null;
        world.Restart(TimeSpan.FromSeconds(1));
        world.Pump(TimeSpan.FromMinutes(30));

        world.IsSettled("killed");
        Assert.Equal(Emergency.Killed, world.Risk().Halt?.Code);
        world.Run(() => world.App.Controls.ResumeAsync(null, restart: false));
        Assert.Null(world.Risk().Halt);
    }

    [Fact]
    public void A_balance_that_nothing_explains_is_critical_above_its_bound()
    {
        using var world = World.Start();
        foreach (var (balance, isCritical) in new[] { (10_050m, false), (10_500m, true) })
        {
            for (var i = 0; i < 2; i++)
            {
                world.Time.Advance(TimeSpan.FromSeconds(6));
                var reading = new AccountFact.Observed(new Money(balance), Money.Zero, [], world.Time.GetUtcNow());
                world.Run(() => world.App.Accounts.RunAsync("main", reading));
            }

            Assert.Equal(isCritical, world.Risk().Halt?.Why.Contains("BALANCE_UNEXPLAINED", StringComparison.Ordinal) == true);
        }

        Assert.Contains("LEDGER_MISMATCH", world.Told(NoticeLevel.Critical));
    }

    [Fact]
    public void A_state_that_cannot_be_read_is_closed_on_the_venue_and_halts_for_as_long_as_it_lasts()
    {
        using var world = ByHand.Holding(World.Start());
        world.Run(() => world.App.Store.CommitAsync(Tables.State, Tables.PositionPartition("main", World.Btc), [new EntityWrite.Upsert(Tables.PositionRow, new EntityBody("position", 1, "{"))]));
        world.Minute();

        Assert.Equal(0, world.Held());
        Assert.Empty(world.Open());
        Assert.Contains("CORRUPTED_STATE", world.Risk().Halt!.Why, StringComparison.Ordinal);
        world.Pump(TimeSpan.FromMinutes(12));
        Assert.Equal(Emergency.CriticalError, world.Risk().Halt?.Code);
    }

    [Fact]
    public void A_risk_record_that_cannot_be_read_closes_everything_and_takes_no_alert()
    {
        using var world = ByHand.Holding(World.Start());
        world.Run(() => world.App.Store.CommitAsync(Tables.State, "main", [new EntityWrite.Upsert(Tables.RiskRow, new EntityBody("risk", 1, "{"))]));
        world.Run(() => world.App.Supervise.RunAsync());
        world.Run(() => world.App.Supervise.RunAsync());

        Assert.Equal(0, world.Held());
        Assert.Contains("CORRUPTED_STATE", world.Told(NoticeLevel.Critical));
        Assert.IsType<UseCases.AlertReply.Unavailable>(world.NewApp() is var app ? world.Run(() => app.Accept.RunAsync(System.Text.Encoding.UTF8.GetBytes(world.Alert("long").ToJsonString()))) : null);
    }

    [Fact]
    public void A_critical_error_while_a_person_halts_closes_everything_and_never_restarts()
    {
        using var world = ByHand.Holding(World.Start());
        world.Run(() => world.App.Controls.HaltAsync(null, "halted by a person"));
        Critical(world);
        world.Pump(TimeSpan.FromMinutes(10));

        world.IsSettled("critical while halted");
        Assert.Equal("MANUAL", world.Risk().Halt?.Code);
        Assert.Contains(Emergency.CriticalError, world.Told(NoticeLevel.Critical));
    }

    [Fact]
    public void Flatten_twice_does_it_once_and_works_while_halted()
    {
        using var world = ByHand.Holding(World.Start());
        world.Run(() => world.App.Controls.HaltAsync(null, "halted by a person"));
        var first = world.Run(() => world.App.Flatten.RunAsync(null, all: false));
        var second = world.Run(() => world.App.Flatten.RunAsync(null, all: false));

        Assert.True(first.IsFlat && second.IsFlat);
        Assert.Contains(first.Done, d => d.Contains("MANUAL", StringComparison.Ordinal));
        Assert.Contains(first.Done, d => d.StartsWith("BTCUSDT", StringComparison.Ordinal) && d.Contains("closed", StringComparison.Ordinal));
        Assert.Empty(second.Closed);
        Assert.Single(world.Placed, o => o is OrderSpec.Market);
        world.IsSettled("flattened twice");
        Assert.Equal("FLATTEN", world.Trades().Single().ExitReason);
    }

    [Fact]
    public void Flatten_while_banned_says_so_and_is_done_once_the_ban_ends()
    {
        using var world = ByHand.Holding(World.Start());
        world.App.Venue.Limit = (TimeSpan.FromMinutes(2), true);
        world.Run(() => world.App.Supervise.RunAsync());

        var report = world.Run(() => world.App.Flatten.RunAsync(null, all: false));

        Assert.False(report.IsFlat);
        Assert.Contains("takes no calls until", report.Problems[0], StringComparison.Ordinal);
        world.App.Venue.Limit = null;
        world.Pump(TimeSpan.FromMinutes(4));
        world.IsSettled("after the ban");
        Assert.Equal("FLATTEN", world.Trades().Single().ExitReason);
    }

    [Theory]
    [InlineData("send exits close-")]
    [InlineData("place bst-")]
    [InlineData("cancel bst-")]
    public void A_flatten_that_crashed_is_finished_by_the_next_life(string at)
    {
        using var world = ByHand.Holding(World.Start());
        world.App.Points.DieAtFirst = at;
        Assert.Throws<CrashException>(() => world.Run(() => world.App.Flatten.RunAsync(null, all: false)));

        world.Restart(TimeSpan.FromSeconds(1));
        world.Pump(TimeSpan.FromSeconds(90));

        world.IsSettled(at);
        Assert.Equal("FLATTEN", world.Trades().Single().ExitReason);
    }

    [Fact]
    public void The_dead_man_countdown_cancels_plain_orders_and_leaves_stops()
    {
        var options = World.Options with { Emergency = new EmergencyOptions { DeadMan = TimeSpan.FromSeconds(180) } };
        using var world = ByHand.Holding(World.Start(options: options));
        var resting = world.Rest("bst-0123456789abcdef-e0.0");
        world.Run(() => world.App.Supervise.RunAsync());
        world.Time.Advance(TimeSpan.FromSeconds(170));
        Assert.Contains(world.Open(), o => o.Id == resting.Id);

        world.Time.Advance(TimeSpan.FromSeconds(11));

        Assert.DoesNotContain(world.Open(), o => o.Id == resting.Id);
        world.IsProtected("the countdown leaves stops");
    }

    private static World Liquidated()
    {
        var world = World.Start();
        SkipToMorning(world);
        ByHand.Holding(world);
        world.Trade(OrderSide.Sell, world.Held(), "autoclose-1");
        world.Minute();
        Assert.Equal(Emergency.CriticalError, world.Risk().Halt?.Code);
        return world;
    }

    private static void Critical(World world) =>
        world.Run(() => world.App.Accounts.RunAsync("main", new AccountFact.CriticalHappened("TEST", "a critical error of the tests")));

    /// <summary>01:00 UTC, so that a test's hours lie within one day.</summary>
    private static void SkipToMorning(World world)
    {
        var now = world.Time.GetUtcNow();
        world.Time.Advance(new DateTimeOffset(now.UtcDateTime.Date.AddDays(1).AddHours(1), TimeSpan.Zero) - now);
        world.Minute();
        world.Minute();
    }
}
