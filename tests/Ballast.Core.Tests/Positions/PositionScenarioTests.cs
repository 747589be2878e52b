using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Signals;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Positions;

/// <summary>The ordinary life of a position, from ticket to trade.</summary>
public sealed class PositionScenarioTests
{
    [Fact]
    public void A_ticket_is_prepared_before_anything_is_sent()
    {
        var scene = new PositionScene();
        var effect = Assert.IsType<PositionEffect.PrepareEntry>(Assert.Single(scene.Decide(new PositionFact.TicketArrived(Given.Ticket()))));
        Assert.Equal((Given.Ticket(), 1L), (effect.Ticket, effect.FillsFrom));
        Assert.Null(scene.State.Plan);
    }

    [Fact]
    public void A_cleared_entry_is_guarded_and_sent_once_as_an_ioc_limit_at_the_bound()
    {
        var scene = new PositionScene();
        scene.Decide(new PositionFact.TicketArrived(Given.Ticket()));
        var cleared = new PositionFact.EntryCleared(Given.Ticket().DecisionId, scene.Now.AddSeconds(5));
        var place = Assert.IsType<PositionEffect.Place>(Assert.Single(scene.Decide(cleared)));
        Assert.Equal(scene.Now.AddSeconds(15), place.GuardAt);
        var entry = Assert.IsType<OrderSpec.Limit>(place.Order.Spec);
        Assert.Equal((OrderSide.Buy, new Quantity(0.02m), new Price(100_100), TimeInForce.IOC, false), (entry.Side, entry.Quantity, entry.Price, entry.Life, entry.ReduceOnly));
        Assert.Empty(scene.Decide(cleared).OfType<PositionEffect.Place>());
        Assert.Equal(1, scene.State.Epoch);
    }

    [Fact]
    public void From_the_first_fill_a_backstop_is_sent_and_read_back()
    {
        var scene = new PositionScene().Enter();
        Assert.Equal(new Quantity(0.02m), scene.State.Quantity);
        var stop = Assert.IsType<OrderSpec.Conditional>(scene.The(OrderRole.Backstop).Spec);
        Assert.Equal((OrderSide.Sell, ConditionalType.StopMarket, new Price(98_500), null, WorkingType.MarkPrice), (stop.Side, stop.Type, stop.Trigger, stop.Quantity, stop.WorkingType));
        Assert.Equal(scene.Now, scene.The(OrderRole.Backstop).ConfirmedAt);
        Assert.Null(scene.State.NakedSince);
        Assert.Equal(scene.Now.AddSeconds(15), scene.Effects.OfType<PositionEffect.Place>().Single(p => p.Order.Role == OrderRole.Backstop).GuardAt);
    }

    [Fact]
    public void The_answer_to_the_post_alone_confirms_nothing()
    {
        var scene = new PositionScene { FateOf = e => e is PositionEffect.LookUp ? Fate.Lost : Fate.Fine };
        scene.Enter();
        Assert.Equal(OrderStage.Working, scene.The(OrderRole.Backstop).Stage);
        Assert.Null(scene.The(OrderRole.Backstop).ConfirmedAt);
        Assert.NotNull(scene.State.StopDeadline);
    }

    [Fact]
    public void The_exit_ladder_stands_at_one_and_two_times_the_risk()
    {
        var scene = new PositionScene().Enter();
        var ladder = scene.State.Orders.Where(o => o.Role == OrderRole.TakeProfit).Select(o => (OrderSpec.Conditional)o.Spec).ToList();
        Assert.Equal([(new Price(101_500), new Quantity(0.010m)), (new Price(103_000), new Quantity(0.005m))], ladder.Select(l => (l.Trigger, l.Quantity!.Value)));
        Assert.All(ladder, l => Assert.Equal(ConditionalType.TakeProfitMarket, l.Type));
    }

    [Fact]
    public void The_alerts_own_take_profit_replaces_the_ladder()
    {
        var scene = new PositionScene().Enter(Given.Ticket() with { TakeProfit = new Price(102_000) });
        var exit = Assert.IsType<OrderSpec.Conditional>(Assert.Single(scene.State.Orders, o => o.Role == OrderRole.TakeProfit).Spec);
        Assert.Equal((new Price(102_000), new Quantity(0.02m)), (exit.Trigger, exit.Quantity!.Value));
    }

    [Fact]
    public void After_the_first_partial_exit_a_tighter_stop_stands_at_break_even_and_then_trails_new_before_old()
    {
        var scene = new PositionScene().Enter().Move(101_500).Look().Wake();
        Assert.Equal(new Quantity(0.010m), scene.State.Quantity);
        Assert.Equal((new Price(100_500), new Quantity(0.010m)), TightStop(scene));

        scene.Move(102_000);
        Assert.Equal((new Price(101_000), new Quantity(0.010m)), TightStop(scene));
        var order = scene.Effects.FindLastIndex(e => e is PositionEffect.Place { Order: { Role: OrderRole.TighterStop, Number: 1 } });
        var cancel = scene.Effects.FindIndex(e => e is PositionEffect.Cancel { Order: { Role: OrderRole.TighterStop, Number: 0 } });
        var confirm = scene.Effects.FindIndex(e => e is PositionEffect.LookUp { Order: { Role: OrderRole.TighterStop, Number: 1 } });
        Assert.True(order < confirm && confirm < cancel, $"{order} {confirm} {cancel}");

        // It never loosens, and small gains do not move it.
        scene.Move(101_200).Move(102_050);
        Assert.Equal(new Price(101_000), TightStop(scene).Trigger);
        Assert.Equal(2, scene.Venue.Open.Count(o => o.ConditionalType == ConditionalType.StopMarket));
    }

    [Fact]
    public void When_the_stop_fills_the_trade_is_booked_with_its_numbers()
    {
        var scene = new PositionScene { Funding = new Money(-0.5m) };
        scene.Enter().Pass(30).Move(98_400).Look();
        Assert.Null(scene.State.Plan);
        Assert.Empty(scene.Venue.Open);
        var trade = Assert.Single(scene.Delivered.OfType<Outgoing.ClosedTrade>()).Trade;
        Assert.Equal((new Quantity(0.02m), new Price(100_000), new Price(98_400)), (trade.Quantity, trade.EntryPrice, trade.ExitPrice));
        Assert.Equal((new Money(-32), new Money(1.5872m), new Money(-0.5m), new Money(-34.0872m)), (trade.RealisedPnl, trade.Fees, trade.Funding, trade.NetPnl));
        Assert.Equal((new Money(200), new Money(30), "STOP", "main|BTCUSDT|1"), (trade.Margin, trade.PlannedLoss, trade.ExitReason, trade.Id));
        Assert.Equal((Given.Noon, Given.Noon.AddSeconds(30)), (trade.EntryAt, trade.ExitAt));
        Assert.Equal((-17.0436m, 0m), (trade.RoiPercent, trade.SlippagePercent));
        Assert.DoesNotContain("FOREIGN_FILL", scene.Told);
    }

    [Fact]
    public void The_account_learns_what_is_held_and_then_that_it_is_closed()
    {
        var scene = new PositionScene().Enter().Move(98_400).Look();
        Assert.Collection(scene.Reports,
            first => Assert.Equal((new Quantity(0.02m), new Money(2_000), new Money(30)), first is PositionReport.Held { Hold: var h } ? (h.Quantity, h.Notional, h.LossAtStop) : default),
            last => Assert.IsType<PositionReport.Closed>(last));
        Assert.Equal([1, 2], scene.Delivered.OfType<Outgoing.ToAccount>().Select(o => o.Number));
        Assert.Equal(4, scene.Delivered.OfType<Outgoing.EndedOrder>().Count());
        Assert.Empty(scene.State.Outbox);
    }

    [Fact]
    public void What_is_not_delivered_stays_in_the_outbox()
    {
        var scene = new PositionScene();
        scene.Decide(new PositionFact.TicketExpired("gone", 7, "EXPIRED"));
        var outgoing = Assert.Single(scene.State.Outbox);
        scene.Decide(new PositionFact.Delivered(["something else"]));
        Assert.Equal([outgoing], scene.State.Outbox);
        scene.Decide(new PositionFact.Delivered([outgoing.Id]));
        Assert.Empty(scene.State.Outbox);
    }

    [Fact]
    public void A_short_is_guarded_from_above()
    {
        var scene = new PositionScene().Enter(Given.Ticket(side: PositionSide.Short));
        var stop = Assert.IsType<OrderSpec.Conditional>(scene.The(OrderRole.Backstop).Spec);
        Assert.Equal((OrderSide.Buy, new Price(101_500)), (stop.Side, stop.Trigger));
        scene.Move(98_500).Look().Wake().Move(98_000);
        Assert.Equal(new Price(99_000), TightStop(scene).Trigger);
        scene.Move(99_100).Look();
        Assert.Null(scene.State.Plan);
        Assert.True(Assert.Single(scene.Delivered.OfType<Outgoing.ClosedTrade>()).Trade.NetPnl > Money.Zero);
    }

    [Theory]
    [InlineData(TradeMode.Scalp, 60)]
    [InlineData(TradeMode.Swing, 5 * 24 * 60)]
    public void The_time_stop_closes(TradeMode mode, int minutes)
    {
        var scene = new PositionScene().Enter(Given.Ticket() with { Mode = mode });
        scene.Wake(minutes * 60);
        Assert.Null(scene.State.Closing);
        scene.Wake(1);
        Assert.Equal("TIME_STOP", Assert.Single(scene.Delivered.OfType<Outgoing.ClosedTrade>()).Trade.ExitReason);
        Assert.Equal(0, scene.Venue.Position);
        Assert.Empty(scene.Venue.Open);
    }

    private static (Price Trigger, Quantity Quantity) TightStop(PositionScene scene) =>
        scene.State.Orders.Last(o => o is { Role: OrderRole.TighterStop, Stage: OrderStage.Working }).Spec is OrderSpec.Conditional stop ? (stop.Trigger, stop.Quantity!.Value) : default;
}
