using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Positions;

/// <summary>Closes that the venue refuses, loses or carries out late, and what it shows of a position meanwhile.</summary>
public sealed class PositionCloseTests
{
    [Fact]
    public void A_close_refused_because_nothing_is_open_reads_the_position_and_flat_is_success()
    {
        var scene = new PositionScene().Enter();
        scene.Venue.ByHand(OrderSide.Sell, 0.02m, scene.Now);
        scene.Run(new PositionFact.CloseAsked(2, "SIGNAL"));
        Assert.Contains(scene.Effects, e => e is PositionEffect.ReadPosition);
        for (var i = 0; i < 12; i++)
        {
            scene.Wake();
        }

        Assert.Null(scene.State.Plan);
        Assert.Empty(scene.Venue.Open);
        Assert.Single(scene.Delivered.OfType<Outgoing.ClosedTrade>());
    }

    [Fact]
    public void A_close_without_liquidity_goes_in_halves()
    {
        var scene = new PositionScene { Refuses = spec => spec is OrderSpec.Market { Quantity.Value: > 0.005m } ? -4131 : null };
        scene.Enter().Run(new PositionFact.CloseAsked(2, "SIGNAL"));
        for (var i = 0; i < 8; i++)
        {
            scene.Wake();
        }

        Assert.Equal([0.02m, 0.01m, 0.005m, 0.005m, 0.005m, 0.005m], scene.Placed(OrderRole.Close).Select(o => ((OrderSpec.Market)o.Spec).Quantity.Value));
        Assert.Null(scene.State.Plan);
    }

    [Fact]
    public void A_close_that_the_venue_does_not_know_is_sent_again_at_once_and_called_absent_only_when_it_cannot_arrive_any_more()
    {
        var scene = new PositionScene { FateOf = e => e is PositionEffect.Place { Order.Role: OrderRole.Close } ? Fate.Lost : Fate.Fine };
        scene.Enter().Run(new PositionFact.CloseAsked(2, "SIGNAL"));
        for (var i = 0; i < 20; i++)
        {
            scene.Wake();
        }

        // Three under way; what could still arrive is not called anything.
        Assert.Equal([0, 1, 2], scene.Placed(OrderRole.Close).Select(o => o.Number));
        Assert.All(scene.State.Orders.Where(o => o.Role == OrderRole.Close), o => Assert.Equal(OrderStage.Unknown, o.Stage));

        // The first arrives late, and the others find nothing left.
        foreach (var close in scene.Placed(OrderRole.Close).ToList())
        {
            scene.Venue.Place(close.Spec, scene.Now);
        }

        scene.FateOf = _ => Fate.Fine;
        for (var i = 0; i < 40; i++)
        {
            scene.Wake();
        }

        Assert.Null(scene.State.Plan);
        Assert.Equal(3, scene.Placed(OrderRole.Close).Count());
        Assert.Equal(0m, scene.Venue.Position);
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
    public void A_smaller_position_is_not_taken_over_while_the_fill_that_explains_it_waits_for_its_order()
    {
        var scene = new PositionScene().Enter();
        scene.Pass(60).Venue.Move(101_600, scene.Now);
        scene.FateOf = e => e is PositionEffect.LookUp ? Fate.Lost : Fate.Fine;
        scene.Look();
        Assert.NotNull(scene.State.Unclaimed);
        scene.Pass(60).Look();
        scene.FateOf = _ => Fate.Fine;
        for (var i = 0; i < 12; i++)
        {
            scene.Wake().Look();
        }

        Assert.DoesNotContain("POSITION_MISMATCH", scene.Told);
        Assert.Equal((0.01m, 0.01m), (scene.Venue.Position, scene.State.Quantity.Value));
    }
}
