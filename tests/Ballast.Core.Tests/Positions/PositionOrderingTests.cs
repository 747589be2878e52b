using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Positions;

/// <summary>Tickets, closes and flattening, in every order.</summary>
public sealed class PositionOrderingTests
{
    [Fact]
    public void A_close_voids_the_waiting_ticket_before_it()
    {
        var scene = new PositionScene();
        scene.Decide(new PositionFact.TicketArrived(Given.Ticket(1)));
        scene.Decide(new PositionFact.CloseAsked(2, "SIGNAL"));
        Assert.Null(scene.State.Waiting);
        Assert.Equal([new PositionReport.Dropped(Given.Ticket(1).DecisionId, "VOIDED_BY_CLOSE")], Pending(scene));
        Assert.Empty(scene.Decide(new PositionFact.EntryCleared(Given.Ticket(1).DecisionId, scene.Now.AddSeconds(5))));
    }

    [Fact]
    public void A_close_voids_an_older_ticket_that_comes_after_it()
    {
        var scene = new PositionScene();
        scene.Decide(new PositionFact.CloseAsked(2, "SIGNAL"));
        scene.Decide(new PositionFact.TicketArrived(Given.Ticket(1)));
        Assert.Null(scene.State.Waiting);
        Assert.Equal([new PositionReport.Dropped(Given.Ticket(1).DecisionId, "VOIDED_BY_CLOSE")], Pending(scene));
    }

    [Fact]
    public void A_close_never_touches_a_later_ticket_or_position()
    {
        var scene = new PositionScene();
        scene.Decide(new PositionFact.TicketArrived(Given.Ticket(3)));
        scene.Decide(new PositionFact.CloseAsked(2, "SIGNAL"));
        Assert.Equal(3, scene.State.Waiting?.Sequence);
        scene.Run(new PositionFact.Woken());
        scene.Run(new PositionFact.CloseAsked(1, "SIGNAL"));
        Assert.Null(scene.State.Closing);
        Assert.Equal(0.02m, scene.Venue.Position);
    }

    [Fact]
    public void A_close_closes_by_a_reduce_only_market_order_and_leaves_nothing_over()
    {
        var scene = new PositionScene().Enter().Run(new PositionFact.CloseAsked(2, "SIGNAL"));
        var close = Assert.IsType<OrderSpec.Market>(Assert.Single(scene.Placed(OrderRole.Close)).Spec);
        Assert.Equal((OrderSide.Sell, new Quantity(0.02m), true), (close.Side, close.Quantity, close.ReduceOnly));
        Assert.Empty(scene.Venue.Open);
        Assert.Equal("SIGNAL", Assert.Single(scene.Delivered.OfType<Outgoing.ClosedTrade>()).Trade.ExitReason);
        Assert.Null(scene.State.Plan);
    }

    [Fact]
    public void A_reversal_enters_only_when_all_is_flat()
    {
        var scene = new PositionScene().Enter();
        var entry = Given.Ticket(3, PositionSide.Short);
        scene.Decide(new PositionFact.TicketArrived(entry));
        Assert.Equal(entry, scene.State.Waiting);
        Assert.Equal(0.02m, scene.Venue.Position);
        scene.Run(new PositionFact.CloseAsked(2, "REVERSAL"));
        Assert.Equal(-0.02m, scene.Venue.Position);
        Assert.Equal((2L, entry), (scene.State.Epoch, scene.State.Plan));
        Assert.All(scene.Venue.Open, o => Assert.Equal(OrderSide.Buy, o.Side));
        Assert.Equal("REVERSAL", Assert.Single(scene.Delivered.OfType<Outgoing.ClosedTrade>()).Trade.ExitReason);
    }

    [Fact]
    public void A_ticket_that_waited_too_long_expires()
    {
        var scene = new PositionScene().Enter();
        scene.Decide(new PositionFact.TicketArrived(Given.Ticket(3, PositionSide.Short)));
        scene.Pass(60).Decide(new PositionFact.Woken());
        Assert.NotNull(scene.State.Waiting);
        scene.Pass(0.1).Decide(new PositionFact.Woken());
        Assert.Null(scene.State.Waiting);
        Assert.Equal([new PositionReport.Dropped(Given.Ticket(3).DecisionId, "EXPIRED")], Pending(scene));
    }

    [Fact]
    public void A_ticket_that_comes_too_late_is_never_sent()
    {
        var scene = new PositionScene().Pass(61);
        Assert.All(scene.Decide(new PositionFact.TicketArrived(Given.Ticket())), e => Assert.IsType<PositionEffect.Tell>(e));
        Assert.Equal([new PositionReport.Dropped(Given.Ticket().DecisionId, "EXPIRED")], Pending(scene));
    }

    [Fact]
    public void A_clearance_after_the_tickets_time_or_its_own_sends_nothing()
    {
        var scene = new PositionScene();
        scene.Decide(new PositionFact.TicketArrived(Given.Ticket()));
        Assert.Empty(scene.Decide(new PositionFact.EntryCleared(Given.Ticket().DecisionId, scene.Now)));
        Assert.Empty(scene.Decide(new PositionFact.EntryCleared("another", scene.Now.AddSeconds(5))));
        scene.Pass(61);
        Assert.Empty(scene.Decide(new PositionFact.EntryCleared(Given.Ticket().DecisionId, scene.Now.AddSeconds(5))).OfType<PositionEffect.Place>());
    }

    [Fact]
    public void A_newer_ticket_replaces_a_waiting_one()
    {
        var scene = new PositionScene();
        scene.Decide(new PositionFact.TicketArrived(Given.Ticket(1)));
        scene.Decide(new PositionFact.TicketArrived(Given.Ticket(2)));
        Assert.Equal(2, scene.State.Waiting?.Sequence);
        Assert.Equal([new PositionReport.Dropped(Given.Ticket(1).DecisionId, "SUPERSEDED")], Pending(scene));
    }

    [Fact]
    public void A_dead_message_gives_back_the_hold_once_whether_its_ticket_came_or_not()
    {
        var scene = new PositionScene();
        var expired = new PositionFact.TicketExpired(Given.Ticket(1).DecisionId, 1, "DEAD_LETTER");
        scene.Decide(expired);
        scene.Decide(expired);
        scene.Decide(new PositionFact.TicketArrived(Given.Ticket(1)));
        Assert.Null(scene.State.Waiting);
        Assert.Equal([new PositionReport.Dropped(Given.Ticket(1).DecisionId, "DEAD_LETTER")], Pending(scene));
    }

    [Fact]
    public void A_sent_entry_does_not_expire()
    {
        var scene = new PositionScene().Enter();
        scene.Run(new PositionFact.TicketExpired(Given.Ticket().DecisionId, 1, "DEAD_LETTER"));
        Assert.Equal(new Quantity(0.02m), scene.State.Quantity);
        Assert.DoesNotContain(scene.Reports, r => r is PositionReport.Dropped);
    }

    [Fact]
    public void An_entry_refused_at_the_last_check_returns_its_hold()
    {
        var scene = new PositionScene();
        scene.Decide(new PositionFact.TicketArrived(Given.Ticket()));
        scene.Decide(new PositionFact.EntryRefused("another", "HALTED"));
        Assert.NotNull(scene.State.Waiting);
        scene.Decide(new PositionFact.EntryRefused(Given.Ticket().DecisionId, "HALTED"));
        Assert.Equal([new PositionReport.Dropped(Given.Ticket().DecisionId, "HALTED")], Pending(scene));
    }

    [Fact]
    public void An_entry_claimed_and_known_not_to_be_sent_returns_its_hold()
    {
        var scene = new PositionScene();
        scene.Decide(new PositionFact.TicketArrived(Given.Ticket()));
        scene.Decide(new PositionFact.EntryCleared(Given.Ticket().DecisionId, scene.Now.AddSeconds(5)));
        scene.Decide(new PositionFact.EntryNotSent(scene.The(OrderRole.Entry).Id));
        Assert.Null(scene.State.Plan);
        Assert.Equal([new PositionReport.Dropped(Given.Ticket().DecisionId, "NEVER_ARRIVED")], Pending(scene));
    }

    [Fact]
    public void A_foreign_position_blocks_entries_until_it_is_gone()
    {
        var scene = new PositionScene();
        scene.Venue.ByHand(OrderSide.Buy, 0.5m, scene.Now);
        scene.Look();
        Assert.True(scene.State.IsForeign);
        Assert.Equal(["FOREIGN_POSITION"], scene.Told);
        scene.Enter();
        Assert.Empty(scene.Placed(OrderRole.Entry));
        scene.Decide(new PositionFact.EntryCleared(Given.Ticket().DecisionId, scene.Now.AddSeconds(5)));
        Assert.Null(scene.State.Plan);

        scene.Venue.ByHand(OrderSide.Sell, 0.5m, scene.Now);
        scene.Look().Wake();
        Assert.Equal(0.02m, scene.Venue.Position);
        Assert.Equal(new Quantity(0.02m), scene.State.Quantity);
    }

    [Fact]
    public void Funding_that_is_read_late_for_an_earlier_position_does_not_count_for_a_later_one()
    {
        var scene = new PositionScene { Funding = new Money(-3) };
        scene.Enter().Run(new PositionFact.CloseAsked(2, "SIGNAL"));
        scene.Enter(Given.Ticket(3));
        scene.Run(new PositionFact.FundingRead(new Money(-3)));
        scene.Funding = new Money(-1);
        scene.Run(new PositionFact.CloseAsked(4, "SIGNAL"));
        Assert.Equal([new Money(-3), new Money(-1)], scene.Delivered.OfType<Outgoing.ClosedTrade>().Select(t => t.Trade.Funding));
    }

    private static List<PositionReport> Pending(PositionScene scene) => [.. scene.State.Outbox.OfType<Outgoing.ToAccount>().Select(o => o.Report)];
}
