using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Positions;

/// <summary>What is taken from a position by no order of ours.</summary>
public sealed class PositionOutsideTests
{
    [Fact]
    public void A_fill_that_comes_after_the_venues_figure_was_taken_does_not_count_again()
    {
        var scene = new PositionScene().Enter();
        scene.Venue.ByHand(OrderSide.Sell, 0.005m, scene.Now);
        var seen = scene.Venue.Snapshot();

        // The fills lag: the venue's figure is taken without them.
        scene.Pass(1).Decide(seen);
        scene.Decide(new PositionFact.FillsRead([]));
        scene.Pass(6).Decide(seen);
        Assert.Equal((new Quantity(0.015m), -0.005m), (scene.State.Quantity, scene.State.Tally.Assumed));

        scene.Pass(10).Run(new PositionFact.FillsRead(EquatableList.From(scene.Venue.Fills))).Wake(3).Wake(3);

        Assert.Equal((new Quantity(0.015m), 0m), (scene.State.Quantity, scene.State.Tally.Assumed));
        Assert.Equal(0.005m, scene.State.Tally.Exited.Value);
    }

    [Theory]
    [InlineData("autoclose-17", "LIQUIDATED")]
    [InlineData("adl_autoclose", "ADL")]
    [InlineData("settlement_autoclose-1", "BY_HAND")]
    public void The_venues_own_orders_say_why(string id, string reason)
    {
        var scene = new PositionScene().Enter();
        scene.Forced = [Forced(scene, id, OrderSide.Sell)];

        Taken(scene);

        Assert.Equal(reason, Reason(scene));
        Assert.Equal(reason == "LIQUIDATED" ? ["LIQUIDATED"] : [], scene.Reports.OfType<PositionReport.Critical>().Select(c => c.Code));
    }

    [Fact]
    public void Orders_of_the_other_side_or_from_before_say_nothing()
    {
        var scene = new PositionScene().Enter();
        scene.Forced = [Forced(scene, "autoclose-1", OrderSide.Buy), Forced(scene, "autoclose-2", OrderSide.Sell) with { UpdatedAt = scene.Now.AddMinutes(-1) }];

        Taken(scene);

        Assert.Equal("BY_HAND", Reason(scene));
    }

    [Fact]
    public void A_venue_that_cannot_tell_leaves_it_open()
    {
        var scene = new PositionScene().Enter();

        Taken(scene);

        Assert.Equal("LIQUIDATED_OR_BY_HAND", Reason(scene));
    }

    [Fact]
    public void An_insurance_clear_line_says_liquidation_and_is_a_fee_of_the_trade()
    {
        var scene = new PositionScene { FateOf = e => e is PositionEffect.ReadFunding ? Fate.Lost : Fate.Fine }.Enter();
        Taken(scene);
        var fees = scene.State.Tally.Fees;

        scene.Run(new PositionFact.FundingRead(Money.Zero, new Money(-3)));

        var trade = Assert.Single(scene.Delivered.OfType<Outgoing.ClosedTrade>()).Trade;
        Assert.Equal(("LIQUIDATED", fees + new Money(3)), (trade.ExitReason, trade.Fees));
        Assert.Equal("LIQUIDATED", Assert.Single(scene.Reports.OfType<PositionReport.Critical>()).Code);
    }

    [Fact]
    public void The_trade_waits_until_the_venue_has_answered()
    {
        var scene = new PositionScene { FateOf = e => e is PositionEffect.ReadForced ? Fate.Lost : Fate.Fine }.Enter();
        Taken(scene);
        Assert.Empty(scene.Delivered.OfType<Outgoing.ClosedTrade>());

        scene.FateOf = _ => Fate.Fine;
        scene.Wake(6).Wake();

        Assert.Single(scene.Delivered.OfType<Outgoing.ClosedTrade>());
    }

    [Fact]
    public void An_outside_fill_stands_in_the_list_of_orders_once()
    {
        var scene = new PositionScene().Enter();
        scene.Venue.ByHand(OrderSide.Sell, 0.005m, scene.Now);
        scene.Wake().Look().Wake(3).Look().Wake(3).Look();
        scene.Run(new PositionFact.FillsRead(EquatableList.From(scene.Venue.Fills)));

        var order = Assert.Single(scene.Delivered.OfType<Outgoing.EndedOrder>(), o => o.Order.Role == OrderRole.Outside).Order;
        Assert.Equal((0.005m, OrderStage.Filled), (order.Executed.Value, order.Stage));
        Assert.False(OrderIds.IsOurs(order.Id));
    }

    [Fact]
    public void A_close_that_does_not_succeed_within_a_minute_is_critical_once()
    {
        var scene = new PositionScene().Enter();
        scene.Refuses = spec => spec is OrderSpec.Market ? -2022 : null;
        scene.Run(new PositionFact.CloseAsked(99, "SIGNAL"));
        for (var i = 0; i < 59; i++)
        {
            scene.Wake();
        }

        Assert.Empty(scene.Reports.OfType<PositionReport.Critical>());
        scene.Wake().Wake().Wake();

        Assert.Equal("NOT_CLOSED", Assert.Single(scene.Reports.OfType<PositionReport.Critical>()).Code);
    }

    [Fact]
    public void A_position_that_a_person_turned_over_ends_and_the_rest_is_foreign()
    {
        var scene = new PositionScene().Enter();
        scene.Venue.ByHand(OrderSide.Sell, 0.05m, scene.Now);
        for (var i = 0; i < 10; i++)
        {
            scene.Wake().Look();
        }

        Assert.Null(scene.State.Plan);
        Assert.True(scene.State.IsForeign);
    }

    private static void Taken(PositionScene scene)
    {
        scene.Venue.ByHand(OrderSide.Sell, scene.Venue.Position, scene.Now);
        for (var i = 0; i < 10; i++)
        {
            scene.Wake().Look();
        }
    }

    private static string Reason(PositionScene scene) => Assert.Single(scene.Delivered.OfType<Outgoing.ClosedTrade>()).Trade.ExitReason;

    private static VenueOrder Forced(PositionScene scene, string id, OrderSide side) =>
        new(new ClientOrderId(id), Given.Btc, side, 99, null, false, null, VenueOrderStatus.Filled, Price.None, Price.None, null, new Quantity(0.02m), new Quantity(0.02m), Price.None, true, scene.Now);
}
