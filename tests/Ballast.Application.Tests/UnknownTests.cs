using Ballast.Application.UseCases;
using Ballast.Core.Positions;
using Ballast.Venue.Faults;

namespace Ballast.Application.Tests;

/// <summary>A time-out is neither yes nor no: it is looked up until it is known.</summary>
public sealed class UnknownTests
{
    private static readonly VenueFault Lost = new VenueFault.UnknownWithEffect();
    private static readonly VenueFault NeverArrived = new VenueFault.UnknownWithoutEffect();

    // A fault that changes nothing, to reach the n-th call of a kind.
    private static readonly VenueFault Nothing = new VenueFault.Late(TimeSpan.Zero);

    public static TheoryData<VenueCall> Calls => [VenueCall.Place, VenueCall.Cancel, VenueCall.Query, VenueCall.OpenOrders, VenueCall.Positions, VenueCall.Fills, VenueCall.Income, VenueCall.Account, VenueCall.Prepare, VenueCall.Book, VenueCall.Marks];

    [Fact]
    public void An_entry_whose_answer_is_lost_is_found_and_protected()
    {
        using var world = Entered(new FaultPlan().Next(VenueCall.Place, Lost));

        world.Pump(TimeSpan.FromSeconds(15));

        Assert.True(world.Held() > 0);
        world.IsProtected("lost answer");
        world.EnteredOnce("lost answer");
    }

    [Fact]
    public void An_entry_that_never_arrived_is_dropped_and_never_sent_again()
    {
        using var world = Entered(new FaultPlan().Next(VenueCall.Place, NeverArrived));

        world.Pump(TimeSpan.FromSeconds(90));

        Assert.Single(world.Placed);
        world.IsSettled("never arrived");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_stop_without_an_answer_is_found_or_sent_again(bool arrived)
    {
        using var world = Entered(new FaultPlan().Next(VenueCall.Place, Nothing).Next(VenueCall.Place, arrived ? Lost : NeverArrived));

        world.Pump(TimeSpan.FromSeconds(15));

        Assert.True(world.Held() != 0 || world.Trades().Single().ExitReason == "NAKED");
        world.IsProtected("stop without an answer");
        Assert.True(world.Open().Count(o => o is { IsConditional: true, Quantity: null }) <= 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_close_without_an_answer_ends_flat(bool arrived)
    {
        var faults = new FaultPlan();
        using var world = Entered(faults);
        world.Pump(TimeSpan.FromSeconds(15));
        faults.Next(VenueCall.Place, arrived ? Lost : NeverArrived);

        world.Send(world.Alert("flat"));
        world.Pump(TimeSpan.FromSeconds(90));

        world.IsSettled("close without an answer");
        Assert.Equal("SIGNAL", world.Trades().Single().ExitReason);
    }

    [Theory]
    [InlineData(-2021, "STOP_REFUSED")]
    [InlineData(-2019, "STOP_REFUSED")]
    [InlineData(-4120, "NAKED")]
    public void A_stop_that_the_venue_refuses_closes_the_position_at_once_or_at_its_deadline(int code, string reason)
    {
        using var world = Entered(new FaultPlan().Next(VenueCall.Place, Nothing).Next(VenueCall.Place, new VenueFault.Refused(code, "no"), times: 5));

        world.Pump(TimeSpan.FromSeconds(60));

        world.IsSettled($"stop refused with {code}");
        Assert.Equal(reason, world.Trades().Single().ExitReason);
    }

    [Theory]
    [InlineData(-1008)]
    [InlineData(-1003)]
    [InlineData(-1021)]
    [InlineData(-2022)]
    [InlineData(-4130)]
    public void A_stop_refused_for_a_passing_reason_stands_in_the_end(int code)
    {
        using var world = Entered(new FaultPlan().Next(VenueCall.Place, Nothing).Next(VenueCall.Place, new VenueFault.Refused(code, "not now"), times: 2));

        world.Pump(TimeSpan.FromSeconds(15));

        Assert.True(world.Held() > 0);
        world.IsProtected($"stop refused with {code} twice");
    }

    [Fact]
    public void An_entry_refused_for_its_time_stamp_goes_once_more_under_its_id()
    {
        using var world = World.Start(faults: new FaultPlan().Next(VenueCall.Place, new VenueFault.Refused(-1021, "Timestamp for this request is outside of the recvWindow.")));
        world.Send(world.Alert("long"));

        world.Pump(TimeSpan.FromSeconds(15));

        Assert.True(world.Held() > 0);
        Assert.Single(world.Placed.Where(o => !o.OnlyReduces).Select(o => o.Id).Distinct());
        world.IsProtected("entry refused for its time stamp");
    }

    [Fact]
    public void An_entry_refused_twice_for_its_time_stamp_is_dropped()
    {
        using var world = World.Start(faults: new FaultPlan().Next(VenueCall.Place, new VenueFault.Refused(-1021, "Timestamp for this request is outside of the recvWindow."), times: 2));
        world.Send(world.Alert("long"));

        world.Pump(TimeSpan.FromSeconds(30));

        Assert.Equal(0, world.Held());
        Assert.Single(world.Placed.Select(o => o.Id).Distinct());
        world.IsSettled("entry refused twice for its time stamp");
    }

    [Fact]
    public void While_an_order_is_unknown_its_symbol_takes_no_entry()
    {
        var faults = new FaultPlan();
        using var world = Entered(faults.Next(VenueCall.Place, NeverArrived).Next(VenueCall.Query, NeverArrived, times: 48));

        var refused = Assert.IsType<AlertReply.Decided>(world.Send(world.Alert("short"))).Decision;

        Assert.True(refused.Refusals.Any(r => r.Code == "SYMBOL_UNKNOWN"), $"{string.Join(" ", refused.Refusals)} {refused.Entry}");
        world.Pump(TimeSpan.FromSeconds(300));
        Assert.DoesNotContain(Assert.IsType<AlertReply.Decided>(world.Send(world.Alert("short"))).Decision.Refusals, r => r.Code == "SYMBOL_UNKNOWN");
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void Whichever_call_stays_unanswered_the_end_is_settled(VenueCall call)
    {
        foreach (var fault in new[] { Lost, NeverArrived })
        {
            for (var number = 0; number < 16; number++)
            {
                using var world = World.Create(faults: new FaultPlan().Next(call, Nothing, times: number).Next(call, fault, times: 2));
                new Story(world).Tell(new Points());

                world.IsSettled($"{call} {number + 1} {fault}");
                world.EnteredOnce($"{call} {number + 1} {fault}");
            }
        }
    }

    /// <summary>A world whose entry has just been handed to the venue, as far as its answers go.</summary>
    private static World Entered(FaultPlan faults)
    {
        var world = World.Start(faults: faults);
        Assert.True(world.Send(world.Alert("long")) is AlertReply.Decided { Decision.Entry: not null });
        world.Pump(TimeSpan.FromSeconds(1));
        Assert.Single(world.Placed, o => !o.OnlyReduces);
        return world;
    }
}
