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
    public void An_unknown_entry_is_looked_up_1_2_4_and_8_seconds_later_then_each_second_until_absence_is_proved_and_never_sent_again()
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

        Assert.Equal([1, 2, 4, 8, 9, 10, 11, 12, 13, 14, 15], looks);
        Assert.Equal("NEVER_ARRIVED", Assert.Single(scene.Reports.OfType<PositionReport.Dropped>()).Reason);
        Assert.Equal([true, false], scene.Reports.OfType<PositionReport.InDoubt>().Select(d => d.IsUnknown));
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
    [InlineData(-4050)]
    public void A_stop_that_can_never_stand_closes_at_once(int code)
    {
        var scene = new PositionScene { Refuses = spec => spec is OrderSpec.Conditional { Type: ConditionalType.StopMarket } ? code : null };
        scene.Enter();
        Assert.Equal(0, scene.Venue.Position);
        Assert.Equal("STOP_REFUSED", Assert.Single(scene.Delivered.OfType<Outgoing.ClosedTrade>()).Trade.ExitReason);
        Assert.Empty(scene.Venue.Open);
    }

    [Fact]
    public void A_stop_refused_with_a_code_that_nobody_has_read_is_tried_again_and_then_the_position_closes()
    {
        var scene = new PositionScene { Refuses = spec => spec is OrderSpec.Conditional { Type: ConditionalType.StopMarket } ? -9999 : null };
        scene.Enter();
        Assert.Equal(scene.Options.MaxStops, scene.Placed(OrderRole.Backstop).Count());
        Assert.Equal(0, scene.Venue.Position);
    }

    [Theory]
    [InlineData(-1008)]
    [InlineData(429)]
    [InlineData(-1003)]
    [InlineData(-1015)]
    [InlineData(-4045)]
    [InlineData(-2022)]
    [InlineData(-4118)]
    [InlineData(-2015)]
    public void A_stop_refused_for_a_passing_reason_is_sent_each_second_until_the_deadline_closes(int code)
    {
        var scene = new PositionScene { Refuses = spec => spec is OrderSpec.Conditional { Type: ConditionalType.StopMarket } ? code : null };
        scene.Enter();
        for (var i = 0; i < 9; i++)
        {
            Assert.Equal(i + 1, scene.Placed(OrderRole.Backstop).Count());
            Assert.True(PositionAttention.Due(scene.State, scene.Now) <= scene.Now.AddSeconds(1));
            scene.Wake();
            Assert.Null(scene.State.Closing);
        }

        scene.Wake();
        Assert.Equal(0, scene.Venue.Position);
        Assert.Contains("NAKED", scene.Told);
    }

    [Theory]
    [InlineData(-1008)]
    [InlineData(-4130)]
    [InlineData(-2022)]
    public void A_stop_refused_once_for_a_passing_reason_stands_a_second_later(int code)
    {
        var refusals = 1;
        var scene = new PositionScene { Refuses = spec => spec is OrderSpec.Conditional { Type: ConditionalType.StopMarket } && refusals-- > 0 ? code : null };
        scene.Enter().Wake();
        Assert.NotNull(scene.The(OrderRole.Backstop).ConfirmedAt);
        Assert.Null(scene.State.NakedSince);
        Assert.Equal(0.02m, scene.Venue.Position);
    }

    [Theory]
    [InlineData(-4120)]
    [InlineData(-1111)]
    [InlineData(-4014)]
    [InlineData(-4061)]
    public void A_stop_refused_for_what_it_asks_is_not_repeated_and_the_deadline_closes(int code)
    {
        var scene = new PositionScene { Refuses = spec => spec is OrderSpec.Conditional { Type: ConditionalType.StopMarket } ? code : null };
        scene.Enter();
        for (var i = 0; i < 10; i++)
        {
            Assert.Single(scene.Placed(OrderRole.Backstop));
            scene.Wake();
        }

        Assert.Equal(0, scene.Venue.Position);
        Assert.Contains("NAKED", scene.Told);
    }

    [Fact]
    public void A_stop_that_arrived_after_all_is_adopted_as_the_backstop()
    {
        var scene = new PositionScene().Enter();
        var first = scene.The(OrderRole.Backstop);
        scene.State = scene.State with { Orders = EquatableList.From(scene.State.Orders.Select(o => o.Id == first.Id ? o with { Stage = OrderStage.Absent, ConfirmedAt = null } : o)) };
        scene.Wake();
        Assert.Equal(first.Id, scene.State.Orders.Single(o => o is { Role: OrderRole.Backstop, IsLive: true }).Id);
        Assert.NotNull(scene.The(OrderRole.Backstop).ConfirmedAt);
        Assert.Null(scene.State.NakedSince);
        Assert.Contains("STOP_ADOPTED", scene.Told);
        Assert.DoesNotContain(scene.Effects, e => e is PositionEffect.CancelStray);
    }

    [Fact]
    public void A_close_position_stop_of_somebody_else_is_replaced_by_ours()
    {
        var scene = new PositionScene { FateOf = e => e is PositionEffect.Place { Order.Role: OrderRole.Backstop } ? Fate.Crash : Fate.Fine };
        scene.Enter();
        scene.Venue.Place(new OrderSpec.Conditional(new ClientOrderId("web_77"), Given.Btc, OrderSide.Sell, ConditionalType.StopMarket, new Price(90_000), null, WorkingType.MarkPrice), scene.Now);
        scene.FateOf = _ => Fate.Fine;
        for (var i = 0; i < 14; i++)
        {
            scene.Wake();
        }

        var stop = Assert.Single(scene.Venue.Open, o => o.ConditionalType == ConditionalType.StopMarket);
        Assert.Equal((scene.The(OrderRole.Backstop).Id, new Price(98_500)), (stop.Id, stop.Trigger));
        Assert.NotNull(scene.The(OrderRole.Backstop).ConfirmedAt);
        Assert.Contains("STOP_REPLACED", scene.Told);
        Assert.Equal(0.02m, scene.Venue.Position);
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
        var seen = Assert.IsType<OrderEvent.Seen>(scene.Venue.Query(stop.Id, scene.Now));
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
        var sentAt = scene.State.Entry!.SentAt;
        while (scene.Venue.Position != 0)
        {
            Assert.True(scene.Now <= sentAt.AddSeconds(10), $"still open {scene.Now - sentAt} after the entry was sent");
            scene.Wake();
        }

        Assert.True(scene.Now >= sentAt.AddSeconds(9), $"closed {scene.Now - sentAt} after the entry was sent");
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
        var seen = Assert.IsType<OrderEvent.Seen>(scene.Venue.Query(stop.Id, scene.Now));
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
