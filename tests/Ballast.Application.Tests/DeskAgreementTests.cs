using Ballast.Application.Codec;
using Ballast.Application.Tests.Support;
using Ballast.Application.UseCases;
using Ballast.Core.Accounting;
using Ballast.Core.Decisions;
using Ballast.Core.Desk;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.Tests;

/// <summary>
/// Live = desk: signals as the running app read them, at the prices that its venue gave, make the same decisions, orders and trades on a paper desk.
/// The desk's book is flat, so its quote is what the app's order was filled at on average.
/// </summary>
public class DeskAgreementTests
{
    [Theory]
    [InlineData("long", null)]
    [InlineData("short", null)]
    [InlineData("long", 0.999)]
    [InlineData("short", 1.001)]
    public void The_same_signal_and_prices_give_the_same_decision_orders_and_trade(string side, double? stop)
    {
        // Without a ladder the stop is the only way out but a signal.
        using var world = World.Start(options: World.Options with { Exits = new ExitOptions { Ladder = stop is null ? new ExitOptions().Ladder : [] } });
        var options = new DeskOptions { Trading = world.Trading, FeeRate = 0.0005m };
        var desk = PaperDesk.Open("main", new Money(10_000), world.Time.GetUtcNow(), options);
        var alert = world.Alert(side);
        if (stop is { } share)
        {
            // Near enough to be reached within hours.
            alert["stopLoss"] = (decimal)alert["stopLoss"]! / (side == "long" ? 0.9m : 1.1m) * (decimal)share;
            alert["takeProfit"] = null;
        }

        var (live, paper) = Decide(world, ref desk, alert, options);
        Assert.Equal(live with { DecidedAt = default, Entry = At(live.Entry) }, paper with { DecidedAt = default, Entry = At(paper.Entry) });
        Assert.Equal(Orders(world.Run(() => world.App.Positions.ReadAsync("main", World.Btc)).State), Orders(desk.Find(World.Btc)!.Position));

        IReadOnlyList<Trade> made;
        if (stop is null)
        {
            made = Close(world, ref desk, options);
        }
        else
        {
            for (var minutes = 0; world.Trades().Count == 0; minutes++)
            {
                Assert.True(minutes < 240, "The market never came to the stop.");
                world.Pump(TimeSpan.FromMinutes(1));
            }

            // A jump to where the stop was filled.
            var price = world.Trades()[0].ExitPrice;
            made = PaperDesk.Move(desk, World.Btc, new DeskMove(price, price, price, price, world.Trades()[0].ExitAt, world.Time.GetUtcNow()), options).Trades;
        }

        Assert.Equal(Shown(world.Trades()[0]), Shown(Assert.Single(made)));
    }

    [Fact]
    public void A_desk_is_stored_and_goes_on_from_there()
    {
        using var world = World.Start();
        var options = new DeskOptions { Trading = world.Trading };
        var desk = PaperDesk.Open("main", new Money(10_000), world.Time.GetUtcNow(), options);
        Decide(world, ref desk, world.Alert("long"), options);

        var stored = StateCodec.Encode(desk);
        var read = StateCodec.Decode<DeskState>(stored with { });

        Assert.Equal(desk, read);
        Assert.Equal(Flat(desk, options), Flat(read, options));
    }

    private static DeskState Flat(DeskState desk, DeskOptions options) => PaperDesk.Flatten(desk, null, "FLATTEN", [], desk.LastAt.AddMinutes(1), options).Next;

    private static (EntryDecision Live, EntryDecision Paper) Decide(World world, ref DeskState desk, System.Text.Json.Nodes.JsonObject alert, DeskOptions options)
    {
        var live = Assert.IsType<AlertReply.Decided>(world.Send(alert)).Decision;
        var fact = world.Run(() => world.App.Graph.Cache.SignalAsync(live.Signal, CancellationToken.None));
        world.Pump(TimeSpan.FromSeconds(20));
        var step = PaperDesk.Take(desk, fact, DeskQuote.At(world.Ask(() => world.Venue.PositionsAsync(null)).Single().EntryPrice), live.DecidedAt, options);
        desk = step.Next;
        return (live, step.Decision!);
    }

    private static IReadOnlyList<Trade> Close(World world, ref DeskState desk, DeskOptions options)
    {
        var live = Assert.IsType<AlertReply.Decided>(world.Send(world.Alert("flat"))).Decision;
        var fact = world.Run(() => world.App.Graph.Cache.SignalAsync(live.Signal, CancellationToken.None));
        world.Pump(TimeSpan.FromSeconds(20));
        var step = PaperDesk.Take(desk, fact, DeskQuote.At(Assert.Single(world.Trades()).ExitPrice), live.DecidedAt, options);
        desk = step.Next;
        return step.Trades;
    }

    private static OrderTicket? At(OrderTicket? ticket) => ticket! with { DecidedAt = default, ValidUntil = default };

    private static IEnumerable<(OrderRole, OrderStage, OrderSpec)> Orders(PositionState state) => state.Orders.Select(o => (o.Role, o.Stage, o.Spec));

    /// <summary>All but the times, and slippage against a book that the desk does not have; amounts to a millionth, since averages of several fills end somewhere.</summary>
    private static Trade Shown(Trade trade) => trade with
    {
        EntryAt = default,
        ExitAt = default,
        EntryPrice = new Price(Math.Round(trade.EntryPrice.Value, 6)),
        ExitPrice = new Price(Math.Round(trade.ExitPrice.Value, 6)),
        Margin = new Money(Math.Round(trade.Margin.Value, 6)),
        PlannedLoss = new Money(Math.Round(trade.PlannedLoss.Value, 6)),
        RealisedPnl = new Money(Math.Round(trade.RealisedPnl.Value, 6)),
        Fees = new Money(Math.Round(trade.Fees.Value, 6)),
        EntrySlippage = null,
        ExitSlippage = null,
    };
}
