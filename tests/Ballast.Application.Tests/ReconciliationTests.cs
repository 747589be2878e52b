using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Accounts;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Risk;

namespace Ballast.Application.Tests;

/// <summary>What others do on the account is seen, told and lived with.</summary>
public sealed class ReconciliationTests
{
    [Fact]
    public void A_foreign_position_closes_its_symbol_counts_in_the_exposure_and_is_left_alone()
    {
        using var world = World.Start();
        world.Trade(OrderSide.Buy, 0.02m);
        world.Minute();

        Assert.Equal("FOREIGN_POSITION", world.Refusals()[0]);
        Assert.True(world.Risk().Foreign is { Count: 1 } foreign && foreign.Long > Money.Zero && foreign.Margin > Money.Zero);
        Assert.Equal("FOREIGN_POSITION", world.Run(() => world.App.Tradable.ReadAsync())[0].Decision.Refusals[0].Code);
        var report = world.Run(() => world.App.Flatten.RunAsync(null, all: false));
        Assert.True(report.IsFlat);
        Assert.Equal(0.02m, Assert.Single(report.Foreign).SignedQuantity);
        Assert.Equal(0.02m, world.Held());

        Assert.True(world.Run(() => world.App.Flatten.RunAsync(null, all: true)).IsFlat);
        world.Minute();

        Assert.Equal(new ExposureTotals(), world.Risk().Foreign);
        Assert.Empty(world.Refusals());
    }

    [Fact]
    public void A_foreign_position_on_another_symbol_only_counts()
    {
        using var world = World.Start();
        world.Trade(OrderSide.Sell, 0.5m, symbol: ByHand.Eth);
        world.Minute();

        Assert.True(world.Risk().Foreign.Short > Money.Zero);
        Assert.Empty(world.Refusals());
    }

    [Fact]
    public void A_ticket_behind_a_foreign_position_goes_on_once_that_is_gone()
    {
        using var world = World.Start();
        Assert.Empty(world.Refusals());
        world.Trade(OrderSide.Buy, 0.02m);
        var before = world.Ask(() => world.Venue.PositionsAsync(World.Btc))[0].IsolatedMargin;
        world.Pump(TimeSpan.FromSeconds(8));
        Assert.Empty(world.Placed);
        Assert.Equal(before, world.Ask(() => world.Venue.PositionsAsync(World.Btc))[0].IsolatedMargin);

        world.Trade(OrderSide.Sell, 0.02m, "web_2");
        world.Pump(TimeSpan.FromSeconds(30));

        Assert.Single(world.Placed, o => !o.OnlyReduces);
        world.IsProtected("after the foreign position");
    }

    [Fact]
    public void An_order_with_our_prefix_that_nobody_here_made_halts_entries_until_a_person_resumes()
    {
        using var world = ByHand.Holding(World.Start());
        var theirs = world.Rest("bst-0123456789abcdef-e0.0");
        world.Minute();
        world.Minute();

        Assert.Equal(Emergency.SecondDeployment, world.Risk().Halt?.Code);
        Assert.Null(world.Risk().Halt!.RestartAt);
        Assert.Contains(world.Open(), o => o.Id == theirs.Id);
        Assert.Single(world.Told(NoticeLevel.Critical), Emergency.SecondDeployment);
        world.IsProtected("a second deployment does not take our stop");

        world.Restart(TimeSpan.FromSeconds(1));
        Assert.Equal("HALTED", world.Refusals()[0]);
        world.Cancel(theirs);
        world.Run(() => world.App.Controls.ResumeAsync(null, restart: false));
        world.Minute();

        Assert.Null(world.Risk().Halt);
    }

    [Fact]
    public void An_order_of_an_earlier_epoch_is_a_stray_and_is_cancelled()
    {
        using var world = ByHand.Holding(World.Start());
        var ended = world.Backstop().Id;
        world.Send(world.Alert("flat"));
        world.Pump(TimeSpan.FromSeconds(10));
        world.Rest(ended.Value);
        world.Minute();

        Assert.Empty(world.Open());
        Assert.Null(world.Risk().Halt);
        Assert.Contains("STRAY_ORDER", world.Told(NoticeLevel.Warning));
    }

    [Fact]
    public void A_stop_removed_by_hand_is_put_back_though_the_account_s_record_does_not_answer()
    {
        using var world = ByHand.Holding(World.Start());
        world.Cancel(world.Backstop());
        world.App.Store.Unavailable = World.Settings.Account;
        var report = world.Run(() => world.App.Supervise.RunAsync());
        world.App.Store.Unavailable = null;

        Assert.Contains(report.Problems, p => p.StartsWith("Account: main does not answer", StringComparison.Ordinal));
        world.IsProtected("removed while the store was down");
        Assert.Contains("STOP_PUT_BACK", world.Told(NoticeLevel.Warning));
    }

    [Fact]
    public void A_start_looks_after_its_positions_before_the_caches_that_only_entries_need()
    {
        using var world = ByHand.Holding(World.Start());
        world.Cancel(world.Backstop());
        var next = world.NewApp();
        next.Store.Unavailable = Tables.Market;

        Assert.Throws<StoreUnavailableException>(() => world.Run(() => next.Reconcile.RunAsync()));
        world.IsProtected("the caches could not be written");
        next.Store.Unavailable = null;
        Assert.Empty(world.Run(() => next.Reconcile.RunAsync()));
    }

    [Fact]
    public void A_stop_removed_by_hand_is_put_back_then_told_then_the_position_is_closed()
    {
        using var world = ByHand.Holding(World.Start());
        world.Cancel(world.Backstop());
        world.Minute();
        world.IsProtected("removed once");
        Assert.Contains("STOP_PUT_BACK", world.Told(NoticeLevel.Warning));
        Assert.DoesNotContain("STOP_REMOVED_BY_HAND", world.Told(NoticeLevel.Critical));

        world.Cancel(world.Backstop());
        world.Minute();
        world.IsProtected("removed twice");
        Assert.True(world.Held() > 0);
        Assert.Contains("STOP_REMOVED_BY_HAND", world.Told(NoticeLevel.Critical));

        world.Cancel(world.Backstop());
        world.Minute();
        world.Minute();
        world.IsSettled("removed a third time");
        Assert.Equal("STOP_REMOVED", world.Trades().Single().ExitReason);
        Assert.Null(world.Risk().Halt);
    }

    [Theory]
    [InlineData(OrderSide.Buy)]
    [InlineData(OrderSide.Sell)]
    public void A_quantity_changed_by_hand_is_taken_over_and_stays_covered(OrderSide side)
    {
        using var world = ByHand.Holding(World.Start());
        world.Trade(side, 0.005m);
        world.Minute();

        Assert.Equal(world.Held(), world.State().Quantity.Value);
        Assert.Equal(world.Held(), world.Run(() => world.App.Accounts.ReadAsync("main")).Slots[World.Btc].Open!.Quantity.Value);
        world.IsProtected("changed by hand");
        Assert.Equal(new ExposureTotals(), world.Risk().Foreign);

        world.Send(world.Alert("flat"));
        world.Pump(TimeSpan.FromSeconds(20));
        world.IsSettled("closed with what was added");
        Assert.Equal("SIGNAL", world.Trades().Single().ExitReason);
        var outside = world.Run(() => world.App.History.OrdersAsync(World.Btc, 100, null)).Items.Where(o => o.Order.Role == OrderRole.Outside);
        Assert.Equal(0.005m, Assert.Single(outside).Order.Executed.Value);
    }

    [Theory]
    [InlineData("autoclose-1596107620040000020", "LIQUIDATED")]
    [InlineData("adl_autoclose", "ADL")]
    [InlineData("web_1", "BY_HAND")]
    public void A_position_gone_without_our_close_says_why(string clientId, string reason)
    {
        using var world = ByHand.Holding(World.Start());
        world.Trade(OrderSide.Sell, world.Held(), clientId);
        world.Minute();

        world.IsSettled(reason);
        Assert.Equal(reason, world.Trades().Single().ExitReason);
        Assert.Equal(reason == "LIQUIDATED", world.Risk().Halt is { Code: Emergency.CriticalError });
        Assert.Equal(reason != "BY_HAND", world.Told(NoticeLevel.Critical).Contains(reason));
    }

    [Fact]
    public void A_part_taken_by_adl_leaves_the_rest_guarded()
    {
        using var world = ByHand.Holding(World.Start());
        world.Trade(OrderSide.Sell, 0.001m, "adl_autoclose");
        world.Minute();

        Assert.True(world.Held() > 0);
        world.IsProtected("a part by ADL");
        Assert.Contains("ADL", world.Told(NoticeLevel.Critical));
        Assert.Null(world.Risk().Halt);
    }

    [Fact]
    public void A_reading_that_began_earlier_is_not_taken_after_a_younger_one()
    {
        using var world = World.Start();
        world.Minute();
        var risk = world.Risk();

        var late = new AccountFact.Observed(new Money(1), Money.Zero, [], risk.EquityAt.AddSeconds(-1));
        world.Run(() => world.App.Accounts.RunAsync("main", late));

        Assert.Equal(risk.Balance, world.Risk().Balance);
    }
}
