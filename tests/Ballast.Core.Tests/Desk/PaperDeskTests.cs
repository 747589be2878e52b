using Ballast.Core.Accounts;
using Ballast.Core.Decisions;
using Ballast.Core.Desk;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Desk;

public class PaperDeskTests
{
    [Fact]
    public void An_entry_fills_at_the_quote_and_has_its_stop_and_ladder_in_the_same_call()
    {
        var desk = new DeskScene().Take(SignalTarget.Long, at: 100_050);

        var ticket = desk.Decision!.Entry!;
        Assert.Equal(ticket.Quantity.Value, desk.Btc.Holding.Held.Size);
        Assert.Equal(ticket.Quantity.Value * 100_050, desk.Btc.Holding.Held.Cost);
        Assert.Equal(98_500, desk.Order(OrderRole.Backstop) is { Spec: OrderSpec.Conditional stop } ? stop.Trigger.Value : 0);
        Assert.Equal([101_600m, 103_150m], desk.Btc.Position.Orders.Where(o => o.Role == OrderRole.TakeProfit).Select(o => ((OrderSpec.Conditional)o.Spec).Trigger.Value));
        Assert.NotEmpty(desk.Decision.Trace);
    }

    [Fact]
    public void Without_trace_the_same_is_decided()
    {
        var traced = new DeskScene().Take(SignalTarget.Long).Decision!;
        var bare = new DeskScene(new DeskOptions { WithTrace = false }).Take(SignalTarget.Long).Decision!;

        Assert.Equal(traced with { Trace = [] }, bare);
    }

    [Fact]
    public void A_quote_beyond_the_limit_drops_the_entry_and_returns_its_hold()
    {
        var desk = new DeskScene().Take(SignalTarget.Long, at: 100_101);

        Assert.NotNull(desk.Decision!.Entry);
        Assert.Equal(SlippageRule.Bound, desk.Dropped);
        Assert.Equal(0, desk.State.Risk!.Totals.Count);
    }

    [Fact]
    public void Slippage_makes_every_fill_worse_and_is_rounded_against_it()
    {
        var desk = new DeskScene(new DeskOptions { SlippageBasisPoints = 2.0005m }).Take(SignalTarget.Long).Bar(100_000, 100_100, 98_000, 98_200);

        var trade = Assert.Single(desk.Trades);
        Assert.Equal((100_020.1m, 98_480.2m), (trade.EntryPrice.Value, trade.ExitPrice.Value));
        Assert.Equal(98_500, trade.ExitSlippage!.Expected.Value);
    }

    [Theory]
    [InlineData(SignalTarget.Long, 100_000, 100_400, 98_400, 99_000, 98_500)]
    [InlineData(SignalTarget.Long, 98_000, 99_000, 97_900, 99_000, 98_000)]
    [InlineData(SignalTarget.Short, 100_000, 101_500, 99_900, 100_100, 101_500)]
    [InlineData(SignalTarget.Short, 102_000, 102_100, 101_000, 101_500, 102_000)]
    public void A_stop_fills_at_its_price_or_at_the_open_that_jumped_over_it(SignalTarget target, decimal open, decimal high, decimal low, decimal close, decimal exit)
    {
        var desk = new DeskScene().Take(target).Bar(open, high, low, close);

        var trade = Assert.Single(desk.Trades);
        Assert.Equal(("STOP", exit), (trade.ExitReason, trade.ExitPrice.Value));
    }

    [Theory]
    [InlineData(IntraBar.Pessimistic, "STOP", 98_500)]
    [InlineData(IntraBar.Optimistic, "TAKE_PROFIT", 102_000)]
    [InlineData(IntraBar.OpenHighLowClose, "TAKE_PROFIT", 102_000)]
    public void A_bar_that_holds_stop_and_take_profit_is_decided_by_the_stated_order(IntraBar order, string reason, decimal exit)
    {
        var desk = new DeskScene(new DeskOptions { IntraBar = order }).Take(SignalTarget.Long, takeProfit: 102_000).Bar(100_000, 102_500, 98_000, 99_900);

        var trade = Assert.Single(desk.Trades);
        Assert.Equal((reason, exit), (trade.ExitReason, trade.ExitPrice.Value));
    }

    [Fact]
    public void After_a_partial_exit_the_stop_trails_the_best_price_by_the_positions_own_rule()
    {
        var desk = new DeskScene().Take(SignalTarget.Long).Bar(100_000, 101_600, 99_900, 101_500);

        // Half at 1R (101,500), then one ATR behind the best price.
        Assert.Equal(100_600, desk.Btc.Position.TightStop.Value);
        desk.Bar(101_500, 102_000, 101_400, 101_900);
        Assert.Equal(101_000, desk.Btc.Position.TightStop.Value);
        desk.Bar(101_900, 101_950, 100_900, 101_200);

        var trade = Assert.Single(desk.Trades);
        Assert.Equal("STOP", trade.ExitReason);
        Assert.Equal((trade.ExitPrice.Value - 100_000) * trade.Quantity.Value, trade.RealisedPnl.Value, 6);
        Assert.InRange(trade.ExitPrice.Value, 101_200, 101_300);
    }

    [Fact]
    public void A_time_stop_due_at_an_open_closes_there_and_one_due_within_a_bar_at_its_close()
    {
        var options = new DeskOptions { Trading = new TradingOptions { Exits = new ExitOptions { SwingTimeStop = TimeSpan.FromMinutes(90) } } };

        var within = new DeskScene(options).Take(SignalTarget.Long).Bar(100_000, 100_100, 99_900, 100_050).Bar(100_010, 100_200, 99_800, 100_070);
        var atOpen = new DeskScene(options).Take(SignalTarget.Long).Bar(100_000, 100_100, 99_900, 100_050, 90).Bar(100_010, 100_200, 99_800, 100_070);

        Assert.Equal(("TIME_STOP", 100_070m), (within.Trades.Single().ExitReason, within.Trades.Single().ExitPrice.Value));
        Assert.Equal(("TIME_STOP", 100_010m), (atOpen.Trades.Single().ExitReason, atOpen.Trades.Single().ExitPrice.Value));
    }

    [Fact]
    public void A_reversal_closes_and_opens_in_one_call()
    {
        var desk = new DeskScene().Take(SignalTarget.Long).Bar(100_000, 100_400, 99_800, 100_200).Take(SignalTarget.Short, 100_200, 100_210);

        Assert.Equal(("REVERSAL", 100_210m), (desk.Trades.Single().ExitReason, desk.Trades.Single().ExitPrice.Value));
        Assert.True(desk.Btc.Holding.Held.Signed < 0);
        Assert.Equal(1, desk.State.Risk!.Totals.Count);
    }

    [Fact]
    public void Funding_goes_into_wallet_margin_and_trade()
    {
        var desk = new DeskScene().Take(SignalTarget.Long);
        var (wallet, margin, size) = (desk.State.Wallet, desk.Btc.Holding.Held.Margin, desk.Btc.Holding.Held.Size);
        desk.Fund(0.0001m, 100_000);

        Assert.Equal((wallet.Value - (size * 10), margin - (size * 10)), (desk.State.Wallet.Value, desk.Btc.Holding.Held.Margin));
        Assert.Equal(-size * 10, desk.Flatten(100_000).Trades.Single().Funding.Value);
    }

    [Fact]
    public void A_position_whose_margin_is_used_up_is_liquidated_booked_and_stops_the_account()
    {
        // A stop of a third of the price away from it, at 2x: funding eats the margin until the liquidation lies nearer.
        var options = new DeskOptions { Trading = new TradingOptions { Caps = new CapOptions { LiquidationStopDistances = 1 } } };
        var desk = new DeskScene(options).Take(SignalTarget.Long, atr: 20_000);
        for (var i = 0; i < 12; i++)
        {
            desk.Fund(0.02m, 100_000);
        }

        desk.Bar(100_000, 100_100, 72_000, 80_000, 1);

        var trade = Assert.Single(desk.Trades);
        Assert.Equal("LIQUIDATED", trade.ExitReason);
        Assert.True(trade.ExitPrice.Value > 72_000);
        Assert.Equal("CRITICAL_ERROR", desk.State.Risk!.Halt!.Code);
        desk.Take(SignalTarget.Long, 80_000);
        Assert.Equal("HALTED", desk.Decision!.Refusals[0].Code);
        desk.Pass(60).Measure(80_000).Take(SignalTarget.Long, 80_000);
        Assert.DoesNotContain(desk.Decision!.Refusals, r => r.Code == "HALTED");
    }

    [Fact]
    public void A_forced_stop_closes_everything_at_the_marks()
    {
        var options = new DeskOptions { Trading = new TradingOptions { Safety = new SafetyOptions { DrawdownStop = true, MaxDrawdown = 0.005m } } };
        var desk = new DeskScene(options).Take(SignalTarget.Long).Bar(100_000, 100_100, 98_600, 98_700).Fund(0.05m, 100_000).Measure(98_700);

        Assert.Equal(("FORCED_STOP", 98_700m), (desk.Trades.Single().ExitReason, desk.Trades.Single().ExitPrice.Value));
        Assert.Equal("FORCED_STOP", desk.State.Risk!.Halt!.Code);
    }

    [Fact]
    public void A_halt_that_a_person_asks_for_stops_entries_and_keeps_what_is_open()
    {
        var desk = new DeskScene().Take(SignalTarget.Long).Tell(new AccountFact.HaltAsked(null, Emergency.Manual, "by hand"));

        Assert.True(desk.Btc.IsOpen);
        desk.Bar(100_000, 100_100, 98_000, 98_200).Take(SignalTarget.Long, 98_200);
        Assert.Equal("HALTED", desk.Decision!.Refusals[0].Code);
    }

    [Fact]
    public void A_move_of_a_symbol_without_a_position_only_passes_the_time()
    {
        var desk = new DeskScene().Bar(100_000, 100_100, 99_900, 100_000);

        Assert.Equal(Given.Noon.AddMinutes(60).AddMilliseconds(-1), desk.State.LastAt);
        Assert.Empty(desk.State.Symbols);
    }
}
