using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Signals;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Positions;

/// <summary>Ladders, break-even, trailing, profiles and dust.</summary>
public sealed class ExitTests
{
    [Theory]
    [InlineData(0.020, 0.001, "0.010,0.005")]
    [InlineData(0.003, 0.001, "0.001,0.001")]
    [InlineData(0.002, 0.001, "0.001,0")]
    [InlineData(0.001, 0.001, "0,0")]
    [InlineData(0.020, 0.006, "0.010,0")]
    [InlineData(0.020, 0.011, "0,0.020")]
    public void A_step_under_the_least_lot_is_merged_and_so_is_a_rest_under_it(double entered, double least, string lots) =>
        Assert.Equal(lots.Split(',').Select(l => decimal.Parse(l, System.Globalization.CultureInfo.InvariantCulture)), ExitLots.Split(new Quantity((decimal)entered), new ExitOptions().Ladder, 0.001m, (decimal)least).Select(q => q.Value));

    [Fact]
    public void Steps_and_rest_add_up_to_the_position_and_nothing_unsellable_stays() => Sample.Holds(2000, random =>
    {
        var step = new[] { 1m, 0.1m, 0.001m }[random.Next(3)];
        var least = step * random.Next(1, 20);
        var entered = new Quantity(step * random.Next(1, 300));
        var shares = Enumerable.Range(0, random.Next(0, 5)).Select(_ => random.Next(1, 40) / 100m).ToList();
        var ladder = EquatableList.From(shares.TakeWhile((_, i) => shares.Take(i + 1).Sum() <= 1).Select((s, i) => new LadderStep(i + 1, s)));
        var lots = ExitLots.Split(entered, ladder, step, least).Select(l => l.Value).ToList();
        var rest = entered.Value - lots.Sum();
        return lots.Count == ladder.Count && lots.All(l => (l == 0 || l >= least) && l % step == 0)
            && rest >= 0 && (rest == 0 || rest >= least || lots.All(l => l == 0)) && (ladder.Sum(s => s.Fraction) < 1 || entered.Value < least || rest == 0);
    });

    [Fact]
    public void After_any_fills_stops_cover_what_is_left_and_no_dust_stays() => Sample.HoldsForSteps(300, 40, dice =>
    {
        if (dice.Length == 0)
        {
            return true;
        }

        var options = new PositionOptions { Trading = new TradingOptions { Exits = new ExitOptions { Ladder = [new(1, 0.3m), new(1, 0.2m, LadderUnit.Percent), new(3, 0.25m)], TrailFromRisk = 0.5m, BreakEven = BreakEven.Fees } } };
        var scene = new PositionScene { Options = options };
        scene.Venue.EntryFills = (dice[0] % 20 + 1) / 20m;
        scene.Enter(Given.Ticket(side: dice[0] % 2 == 0 ? PositionSide.Long : PositionSide.Short, quantity: 0.019m) with { MinQuantity = 0.003m, Mode = dice[0] % 3 == 0 ? TradeMode.Scalp : TradeMode.Swing });
        var fine = true;
        var tight = Price.None;
        foreach (var each in dice)
        {
            scene.Pass(1).Move(100_000 + ((each % 161) * 50) - 4_000).Look().Wake(1);
            if (scene.State.Plan is not { } plan)
            {
                break;
            }

            var open = scene.State.Quantity;
            var stops = scene.Venue.Open.Where(o => o.ConditionalType == ConditionalType.StopMarket).ToList();
            fine &= open.Value == Math.Abs(scene.Venue.Position) && open.Value >= plan.LeastLot;
            fine &= stops.Count(o => o.Quantity is null) == 1 && stops.Where(o => o.Quantity is not null).All(o => o.Quantity == open) && stops.Count <= 2;
            fine &= !tight.IsSet || (scene.State.TightStop - tight) * plan.Side.Sign() >= 0;
            fine &= !scene.State.TightStop.IsSet || (scene.State.TightStop - plan.StopPrice) * plan.Side.Sign() > 0;
            tight = scene.State.TightStop;
        }

        return fine;
    });

    [Fact]
    public void A_step_in_per_cent_stands_off_the_entry_price()
    {
        var scene = With(new ExitOptions { Ladder = [new(0.8m, 0.5m, LadderUnit.Percent)] }).Enter();
        Assert.Equal(new Price(100_800), ((OrderSpec.Conditional)scene.The(OrderRole.TakeProfit).Spec).Trigger);
    }

    [Fact]
    public void Scalp_and_swing_have_exits_of_their_own()
    {
        var exits = new ExitOptions { ScalpLadder = [new(0.5m, 1)], SwingTrailAtrs = 3 };
        Assert.Equal(new ExitProfile([new(0.5m, 1)], 1, TimeSpan.FromMinutes(60)), exits.Of(TradeMode.Scalp));
        Assert.Equal(new ExitProfile(exits.Ladder, 3, TimeSpan.FromDays(5)), exits.Of(TradeMode.Swing));
        var scalp = With(exits).Enter(Given.Ticket() with { Mode = TradeMode.Scalp });
        Assert.Equal((new Price(100_750), new Quantity(0.02m)), scalp.State.Orders.Single(o => o.Role == OrderRole.TakeProfit).Spec is OrderSpec.Conditional step ? (step.Trigger, step.Quantity!.Value) : default);
        Assert.Equal(2, With(exits).Enter().State.Orders.Count(o => o.Role == OrderRole.TakeProfit));
    }

    [Theory]
    [InlineData(PositionSide.Long, 102_600)]
    [InlineData(PositionSide.Short, 97_400)]
    public void Break_even_with_fees_earns_the_fees_of_both_sides(PositionSide side, double best)
    {
        var scene = With(new ExitOptions { BreakEven = BreakEven.Fees, TrailAtrs = 20 }).Enter(Given.Ticket(side: side));
        scene.Move((decimal)best).Look().Wake();
        var stop = scene.State.TightStop.Value;
        var earned = (stop - 100_000) * side.Sign();
        Assert.InRange(earned - (0.0004m * (100_000 + stop)), 0, 0.1m);
    }

    [Fact]
    public void Trailing_begins_without_a_partial_exit_where_it_is_so_set()
    {
        var scene = With(new ExitOptions { Ladder = [], TrailFromRisk = 0.5m }).Enter().Move(100_700);
        Assert.False(scene.State.TightStop.IsSet);
        scene.Move(100_750);
        Assert.Equal(new Price(99_750), scene.State.TightStop);
        Assert.Equal(new Quantity(0.02m), ((OrderSpec.Conditional)scene.The(OrderRole.TighterStop).Spec).Quantity);
    }

    [Fact]
    public void A_take_profit_whose_price_is_through_is_sold_at_the_market()
    {
        var scene = new PositionScene { FateOf = e => e is PositionEffect.Place { Order.Role: OrderRole.TakeProfit } ? Fate.Lost : Fate.Fine };
        scene.Enter();
        scene.FateOf = _ => Fate.Fine;
        scene.Pass(1).Move(101_600);
        // Until its send window and the longest back-off are over, the lost one might still arrive.
        for (var i = 0; i < 30; i++)
        {
            scene.Wake();
        }

        Assert.Equal(0.02m, scene.Venue.Position);
        scene.Pass(10).Wake();
        for (var i = 0; i < 10; i++)
        {
            scene.Wake();
        }

        Assert.Equal(0.01m, scene.Venue.Position);
        Assert.Single(scene.State.Orders, o => o is { Role: OrderRole.TakeProfit, LadderStep: 0, Spec: OrderSpec.Market, Stage: OrderStage.Filled });
        Assert.Equal(new Price(100_600), scene.State.TightStop);
    }

    [Fact]
    public void What_filled_under_the_least_lot_is_closed_at_once()
    {
        var scene = new PositionScene();
        scene.Venue.EntryFills = 0.05m;
        scene.Enter(Given.Ticket() with { MinQuantity = 0.005m });
        scene.Wake().Wake();
        Assert.Equal("DUST", Assert.Single(scene.Delivered.OfType<Outgoing.ClosedTrade>()).Trade.ExitReason);
        Assert.Equal(0.005m, ((OrderSpec.Market)Assert.Single(scene.Placed(OrderRole.Close)).Spec).Quantity.Value);
        Assert.Equal(0, scene.Venue.Position);
    }

    [Fact]
    public void A_shrunk_entry_is_sent_smaller_and_the_hold_follows()
    {
        var scene = new PositionScene { Fits = new Quantity(0.012m), Expected = new Price(99_990) };
        scene.Enter();
        Assert.Equal(new Quantity(0.012m), ((OrderSpec.Limit)scene.The(OrderRole.Entry).Spec).Quantity);
        Assert.Equal(new Quantity(0.012m), Assert.IsType<PositionReport.Held>(Assert.Single(scene.Reports)).Hold.Quantity);
        scene = new PositionScene { Fits = new Quantity(0.5m) };
        Assert.Equal(new Quantity(0.02m), scene.Enter().State.Quantity);
    }

    [Fact]
    public void A_trade_knows_its_slippage_against_what_was_expected()
    {
        var scene = new PositionScene { Expected = new Price(99_950) };
        scene.Enter().Pass(30).Move(98_400).Look();
        var trade = Assert.Single(scene.Delivered.OfType<Outgoing.ClosedTrade>()).Trade;
        Assert.Equal((new Price(99_950), new Price(100_000), new Money(-1)), (trade.EntrySlippage!.Expected, trade.EntrySlippage.Achieved, trade.EntrySlippage.Amount));
        Assert.Equal(-5.0025m, decimal.Round(trade.EntrySlippage.BasisPoints, 4));
        Assert.Equal((new Price(98_500), new Price(98_400), new Money(-2)), (trade.ExitSlippage!.Expected, trade.ExitSlippage.Achieved, trade.ExitSlippage.Amount));
        Assert.Equal(0, trade.ReferenceSlippage.BasisPoints);
    }

    [Fact]
    public void A_close_is_compared_with_the_last_mark_seen()
    {
        var scene = new PositionScene().Enter().Move(100_400);
        scene.Venue.Move(100_300, scene.Now);
        scene.Run(new PositionFact.CloseAsked(2, "SIGNAL"));
        var slippage = Assert.Single(scene.Delivered.OfType<Outgoing.ClosedTrade>()).Trade.ExitSlippage!;
        Assert.Equal((new Price(100_400), new Price(100_300)), (slippage.Expected, slippage.Achieved));
    }

    private static PositionScene With(ExitOptions exits) => new() { Options = new PositionOptions { Trading = new TradingOptions { Exits = exits } } };
}
