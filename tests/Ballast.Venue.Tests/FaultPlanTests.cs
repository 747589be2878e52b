using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Faults;

namespace Ballast.Venue.Tests;

public sealed class FaultPlanTests
{
    [Fact]
    public async Task An_unknown_with_effect_has_happened_and_one_without_has_not()
    {
        var plan = new FaultPlan().Next(VenueCall.Place, new VenueFault.UnknownWithEffect()).Next(VenueCall.Place, new VenueFault.UnknownWithoutEffect());
        using var scene = new Scene(faults: plan);
        Assert.IsType<VenueReply<VenueOrder>.Unknown>(await scene.Market(OrderSide.Buy, 0.01m));
        Assert.Equal(0.01m, await scene.PositionSize());
        Assert.IsType<VenueReply<VenueOrder>.Unknown>(await scene.Market(OrderSide.Buy, 0.02m));
        Assert.Equal(0.01m, await scene.PositionSize());
        Assert.Equal(0, (await scene.Market(OrderSide.Buy, 0.03m)).Code());
        Assert.Equal(0.04m, await scene.PositionSize());
    }

    [Fact]
    public async Task A_scripted_refusal_hits_its_kind_of_call_only()
    {
        var plan = new FaultPlan().Next(VenueCall.Cancel, new VenueFault.Refused(-1008, "Server is overloaded."), times: 2);
        using var scene = new Scene(faults: plan);
        var order = (await scene.Limit(OrderSide.Buy, 0.01m, 99_000m)).Value();
        Assert.Equal(-1008, (await scene.Venue.CancelAsync(Scene.Btc, order.Id, false)).Code());
        Assert.Equal(-1008, (await scene.Venue.CancelAsync(Scene.Btc, order.Id, false)).Code());
        Assert.Equal(0, (await scene.Venue.CancelAsync(Scene.Btc, order.Id, false)).Code());
    }

    [Fact]
    public async Task A_late_call_meets_the_market_of_its_arrival()
    {
        var plan = new FaultPlan().Next(VenueCall.Place, new VenueFault.Late(TimeSpan.FromSeconds(170)));
        using var scene = new Scene([100_000, 100_000, 98_000, 98_000, 98_000], faults: plan);
        await scene.Venue.AccountAsync();
        var pending = scene.Market(OrderSide.Buy, 0.01m).AsTask();
        scene.Time.Seconds(100);
        Assert.False(pending.IsCompleted);
        scene.Time.Seconds(100);
        Assert.InRange((await pending).Value().AveragePrice.Value, 97_900m, 98_100m);
    }

    [Fact]
    public void Chances_follow_from_the_seed_and_the_kind_of_call_alone()
    {
        static bool[] Draw(ulong seed, bool withOthers)
        {
            var plan = new FaultPlan(seed).Sometimes(VenueCall.Place, new VenueFault.UnknownWithEffect(), 0.3);
            return [.. Enumerable.Range(0, 200).Select(_ =>
            {
                if (withOthers)
                {
                    plan.Take(VenueCall.Query);
                }

                return plan.Take(VenueCall.Place) is not null;
            })];
        }

        Assert.Equal(Draw(4, false), Draw(4, true));
        Assert.NotEqual(Draw(4, false), Draw(5, false));
        Assert.InRange(Draw(4, false).Count(hit => hit), 40, 80);
    }
}
