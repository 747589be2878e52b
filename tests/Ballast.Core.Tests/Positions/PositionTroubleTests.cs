using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Positions;

/// <summary>What goes wrong between us and the venue.</summary>
public sealed class PositionTroubleTests
{
    [Fact]
    public void An_entry_that_did_not_fill_returns_its_hold()
    {
        var scene = new PositionScene();
        scene.Venue.EntryFills = 0;
        scene.Enter();
        Assert.Equal(new PositionReport.Dropped(Given.Ticket().DecisionId, "NOT_FILLED"), Assert.Single(scene.Reports));
        Assert.Null(scene.State.Plan);
        Assert.Empty(scene.Placed(OrderRole.Backstop));
    }

    [Fact]
    public void An_entry_that_filled_in_part_is_held_at_what_it_filled()
    {
        var scene = new PositionScene();
        scene.Venue.EntryFills = 0.5m;
        scene.Enter();
        Assert.Equal(new Quantity(0.01m), scene.State.Quantity);
        Assert.Equal(new Money(1_000), Assert.IsType<PositionReport.Held>(Assert.Single(scene.Reports)).Hold.Notional);
    }

    [Fact]
    public void An_entry_that_the_venue_refuses_returns_its_hold_with_the_code()
    {
        var scene = new PositionScene { Refuses = spec => spec is OrderSpec.Limit ? -2019 : null };
        scene.Enter();
        Assert.Equal("REFUSED_BY_VENUE -2019", Assert.IsType<PositionReport.Dropped>(Assert.Single(scene.Reports)).Reason);
    }

    [Fact]
    public void An_unknown_entry_is_looked_up_after_1_2_4_and_then_every_8_seconds_and_never_sent_again()
    {
        var scene = new PositionScene { FateOf = e => e is PositionEffect.Place { Order.Role: OrderRole.Entry } ? Fate.Lost : Fate.Fine };
        scene.Enter();
        var looks = new List<double>();
        for (var i = 0; i < 150 && scene.State.Plan is not null; i++)
        {
            var before = scene.Effects.Count;
            scene.Wake(0.5);
            if (scene.Effects.Skip(before).Any(e => e is PositionEffect.LookUp))
            {
                looks.Add((scene.Now - Given.Noon).TotalSeconds);
            }
        }

        Assert.Equal([1, 3, 7, 15], looks);
        Assert.Equal("NEVER_ARRIVED", Assert.IsType<PositionReport.Dropped>(Assert.Single(scene.Reports)).Reason);
        Assert.Single(scene.Placed(OrderRole.Entry));
    }

    [Fact]
    public void An_unknown_entry_is_not_absent_before_its_proof()
    {
        var scene = new PositionScene { FateOf = e => e is PositionEffect.Place { Order.Role: OrderRole.Entry } ? Fate.Lost : Fate.Fine };
        scene.Enter();
        for (var i = 0; i < 14; i++)
        {
            scene.Wake();
            Assert.NotNull(scene.State.Plan);
        }
    }

    [Fact]
    public void An_entry_whose_answer_was_lost_is_found_and_guarded()
    {
        var scene = new PositionScene { FateOf = e => e is PositionEffect.Place { Order.Role: OrderRole.Entry } ? Fate.AnswerLost : Fate.Fine };
        scene.Enter();
        Assert.Equal(OrderStage.Unknown, scene.The(OrderRole.Entry).Stage);
        scene.Wake();
        Assert.Equal(new Quantity(0.02m), scene.State.Quantity);
        Assert.NotNull(scene.The(OrderRole.Backstop).ConfirmedAt);
        Assert.Single(scene.Placed(OrderRole.Entry));
    }

    [Theory]
    [InlineData(-2021)]
    [InlineData(-4142)]
    [InlineData(-2019)]
    [InlineData(-4118)]
    [InlineData(-2022)]
    public void A_stop_that_can_never_stand_closes_at_once(int code)
    {
        var scene = new PositionScene { Refuses = spec => spec is OrderSpec.Conditional { Type: ConditionalType.StopMarket } ? code : null };
        scene.Enter();
        Assert.Equal(0, scene.Venue.Position);
        Assert.Equal("STOP_REFUSED", Assert.Single(scene.Delivered.OfType<Outgoing.ClosedTrade>()).Trade.ExitReason);
        Assert.Empty(scene.Venue.Open);
    }

    [Fact]
    public void A_stop_refused_otherwise_is_tried_again_and_then_the_position_closes()
    {
        var scene = new PositionScene { Refuses = spec => spec is OrderSpec.Conditional { Type: ConditionalType.StopMarket } ? -1008 : null };
        scene.Enter();
        Assert.Equal(scene.Options.MaxStops, scene.Placed(OrderRole.Backstop).Count());
        Assert.Equal(0, scene.Venue.Position);
    }

    [Theory]
    [InlineData("REJECTED")]
    [InlineData("EXPIRED")]
    public void A_stop_that_the_venue_reports_rejected_or_expired_closes_at_once(string status)
    {
        var scene = new PositionScene().Enter();
        scene.Venue.Set(scene.The(OrderRole.Backstop).Id, new VenueOrderStatus(status));
        scene.Wake().Look();
        Assert.Equal(0, scene.Venue.Position);
        Assert.Null(scene.State.Plan);
    }

    [Fact]
    public void A_stop_that_somebody_cancelled_is_put_back()
    {
        var scene = new PositionScene().Enter();
        scene.Venue.Cancel(scene.The(OrderRole.Backstop).Id, scene.Now);
        scene.Wake().Look().Wake();
        Assert.Equal(OrderStage.Working, scene.The(OrderRole.Backstop).Stage);
        Assert.NotNull(scene.The(OrderRole.Backstop).ConfirmedAt);
        Assert.Equal(2, scene.Placed(OrderRole.Backstop).Count());
    }

    [Fact]
    public void A_stop_read_back_wrong_is_not_confirmed()
    {
        var scene = new PositionScene { FateOf = e => e is PositionEffect.LookUp ? Fate.Lost : Fate.Fine };
        scene.Enter();
        var stop = scene.The(OrderRole.Backstop);
        var seen = Assert.IsType<OrderEvent.Seen>(scene.Venue.Query(stop.Id));
        foreach (var wrong in new[] { seen.Order with { Trigger = new Price(98_000) }, seen.Order with { Side = OrderSide.Buy }, seen.Order with { WorkingType = WorkingType.ContractPrice }, seen.Order with { Quantity = new Quantity(0.01m) }, seen.Order with { ConditionalType = ConditionalType.TakeProfitMarket } })
        {
            scene.Decide(new PositionFact.OrderHappened(stop.Id, seen with { Order = wrong }));
            Assert.Null(scene.The(OrderRole.Backstop).ConfirmedAt);
        }

        scene.Decide(new PositionFact.OrderHappened(stop.Id, seen));
        Assert.NotNull(scene.The(OrderRole.Backstop).ConfirmedAt);
    }

    [Fact]
    public void Without_a_confirmed_stop_within_ten_seconds_the_position_closes()
    {
        var scene = new PositionScene { FateOf = e => e is PositionEffect.Place { Order.Role: OrderRole.Backstop } ? Fate.Lost : Fate.Fine };
        scene.Enter();
        for (var i = 0; i < 9; i++)
        {
            scene.Wake();
            Assert.Null(scene.State.Closing);
        }

        scene.Wake();
        Assert.Equal(0, scene.Venue.Position);
        Assert.Contains("NAKED", scene.Told);
    }

    [Fact]
    public void After_a_crash_the_deadline_is_extended_once()
    {
        var scene = new PositionScene { FateOf = e => e is PositionEffect.Place { Order.Role: OrderRole.Backstop } ? Fate.Crash : Fate.Fine };
        scene.Enter();
        scene.Pass(30).Decide(new PositionFact.Woken());
        Assert.Null(scene.State.Closing);
        Assert.Equal(scene.Now.AddSeconds(10), scene.State.StopDeadline);
        scene.Pass(10).Decide(new PositionFact.Woken());
        Assert.Equal("NAKED", scene.State.Closing?.Reason);
    }

    [Fact]
    public void After_a_crash_before_the_stop_was_sent_it_is_looked_up_and_put_back()
    {
        var scene = new PositionScene();
        var crashed = false;
        scene.FateOf = e => !crashed && e is PositionEffect.Place { Order.Role: OrderRole.Backstop } && (crashed = true) ? Fate.Crash : Fate.Fine;
        scene.Enter().Wake(16);
        for (var i = 0; i < 9; i++)
        {
            scene.Wake();
        }

        Assert.NotNull(scene.The(OrderRole.Backstop).ConfirmedAt);
        Assert.Null(scene.State.Closing);
        Assert.Equal(0.02m, scene.Venue.Position);
    }

    [Fact]
    public void A_triggered_stop_protects_for_five_seconds()
    {
        var scene = new PositionScene { FateOf = e => e is PositionEffect.LookUp ? Fate.Lost : Fate.Fine };
        scene.Enter();
        var stop = scene.The(OrderRole.Backstop);
        var seen = Assert.IsType<OrderEvent.Seen>(scene.Venue.Query(stop.Id));
        scene.Decide(new PositionFact.OrderHappened(stop.Id, seen));
        scene.Decide(new PositionFact.OrderHappened(stop.Id, seen with { Order = seen.Order with { Status = VenueOrderStatus.Triggered } }));
        scene.Pass(5).Decide(new PositionFact.Woken());
        Assert.Null(scene.State.NakedSince);
        scene.Pass(0.1).Decide(new PositionFact.Woken());
        Assert.Equal(scene.Now, scene.State.NakedSince);
    }

    [Fact]
    public void A_liquidation_ends_the_epoch_and_says_so()
    {
        var scene = new PositionScene().Enter();
        scene.Venue.ByHand(OrderSide.Sell, 0.02m, scene.Now);
        scene.Wake().Look();
        for (var i = 0; i < 10; i++)
        {
            scene.Wake().Look();
        }

        Assert.Equal("LIQUIDATED_OR_BY_HAND", Assert.Single(scene.Delivered.OfType<Outgoing.ClosedTrade>()).Trade.ExitReason);
        Assert.Contains("FOREIGN_FILL", scene.Told);
        Assert.Empty(scene.Venue.Open);
    }

    [Fact]
    public void A_difference_to_the_venue_counts_when_seen_twice_five_seconds_apart()
    {
        var scene = new PositionScene().Enter();
        var half = new PositionFact.VenueSeen(0.01m, EquatableList.From(scene.Venue.Open));
        scene.Pass(1).Decide(half);
        scene.Decide(new PositionFact.FillsRead([]));
        scene.Pass(4.9).Decide(half);
        Assert.Equal(new Quantity(0.02m), scene.State.Quantity);
        scene.Pass(0.1).Decide(half);
        Assert.Equal(new Quantity(0.01m), scene.State.Quantity);
        Assert.Contains("POSITION_MISMATCH", scene.Told);
    }

    [Fact]
    public void A_difference_waits_until_the_fills_have_been_read()
    {
        var scene = new PositionScene().Enter();
        var half = new PositionFact.VenueSeen(0.01m, EquatableList.From(scene.Venue.Open));
        scene.Pass(1).Decide(half);
        Assert.Contains(scene.Pass(60).Decide(half), e => e is PositionEffect.ReadFills);
        Assert.Equal(new Quantity(0.02m), scene.State.Quantity);
    }

    [Fact]
    public void A_difference_that_went_away_starts_anew()
    {
        var scene = new PositionScene().Enter();
        var half = new PositionFact.VenueSeen(0.01m, EquatableList.From(scene.Venue.Open));
        scene.Pass(1).Decide(half);
        scene.Pass(3).Look();
        scene.Pass(3).Decide(half);
        Assert.Equal(new Quantity(0.02m), scene.State.Quantity);
    }

    [Fact]
    public void An_order_of_ours_that_belongs_to_no_epoch_is_cancelled()
    {
        var scene = new PositionScene().Enter();
        var stray = scene.Venue.Open.First();
        var other = new PositionScene();
        var effects = other.Decide(new PositionFact.VenueSeen(0, [stray, stray with { Id = new ClientOrderId("bst-unknown") }, stray with { Id = new ClientOrderId("web_1") }], Strays: [stray.Id]));
        Assert.Equal([stray.Id], effects.OfType<PositionEffect.CancelStray>().Select(c => c.Order.Id));
        Assert.Contains("STRAY_ORDER", other.Told);
    }
}
