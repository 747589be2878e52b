using Ballast.Application.Ports;
using Ballast.Application.UseCases;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Risk;

namespace Ballast.Application.Tests.Support;

/// <summary>What a person, the liquidation engine or another program does on the venue, past the app.</summary>
internal static class ByHand
{
    public static readonly Symbol Eth = new("ETHUSDT");

    /// <summary>A market order under an id that is not ours.</summary>
    public static void Trade(this World world, OrderSide side, decimal quantity, string id = "web_1", Symbol? symbol = null) =>
        world.Ask(() => world.Venue.PlaceAsync(new OrderSpec.Market(new ClientOrderId(id), symbol ?? World.Btc, side, new Quantity(quantity), ReduceOnly: false)));

    /// <summary>A buy far under the market that rests.</summary>
    public static VenueOrder Rest(this World world, string id)
    {
        var mark = world.Ask(() => world.Venue.MarksAsync([World.Btc]))[0].Mark.Value;
        return world.Ask(() => world.Venue.PlaceAsync(new OrderSpec.Limit(new ClientOrderId(id), World.Btc, OrderSide.Buy, new Quantity(0.01m), new Price(Math.Floor(mark * 0.96m)), TimeInForce.GTC, ReduceOnly: false)));
    }

    public static void Cancel(this World world, VenueOrder order) => world.Ask(() => world.Venue.CancelAsync(order.Symbol, order.Id, order.IsConditional));

    public static VenueOrder Backstop(this World world) => world.Open().Single(o => o is { IsConditional: true, Quantity: null });

    public static RiskRecord Risk(this World world) => world.Run(() => world.App.Accounts.ReadAsync("main")).Risk!;

    public static PositionState State(this World world) => world.Run(() => world.App.Positions.ReadAsync("main", World.Btc)).State;

    public static void Minute(this World world) => world.Pump(TimeSpan.FromSeconds(61));

    public static IEnumerable<string> Told(this World world, NoticeLevel level) => world.App.Notices.Where(n => n.Level == level).Select(n => n.Code);

    /// <summary>What an alert for a long is refused with, first reason first; empty when it is accepted.</summary>
    public static IReadOnlyList<string> Refusals(this World world) =>
        world.Send(world.Alert("long")) is AlertReply.Decided { Decision: { } decision } ? [.. decision.Refusals.Select(r => r.Code)] : throw new InvalidOperationException("Not decided.");

    /// <summary>A world with one protected long.</summary>
    public static World Holding(World world)
    {
        Assert.Empty(world.Refusals());
        world.Pump(TimeSpan.FromSeconds(5));
        Assert.True(world.Held() > 0);
        world.IsProtected("entered");
        return world;
    }
}
