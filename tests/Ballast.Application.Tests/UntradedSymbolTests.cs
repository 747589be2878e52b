using Ballast.Application.UseCases;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Signals;

namespace Ballast.Application.Tests;

/// <summary>A symbol that was taken out of the settings while a position is open on it, as when an operator restarts with fewer symbols.</summary>
public sealed class UntradedSymbolTests
{
    [Fact]
    public void Its_position_is_looked_after_and_sees_its_price()
    {
        using var world = Without();
        var before = world.State().Mark;
        world.Minute();
        world.Minute();

        world.IsProtected("out of the settings");
        Assert.NotEqual(before, world.State().Mark);
    }

    [Fact]
    public void Nobody_holds_up_its_exit()
    {
        using var world = Without();
        var alert = world.Alert("flat");

        Assert.NotNull(Assert.IsType<AlertReply.Decided>(world.Send(alert)).Decision.Close);
        Assert.IsType<AlertReply.Duplicate>(world.Send(alert));
        world.Pump(TimeSpan.FromSeconds(10));
        Assert.Equal(0, world.Held());

        // Flat: what was handled is still known, and anything else is of a symbol that is not traded.
        Assert.IsType<AlertReply.Duplicate>(world.Send(alert));
        Assert.Equal(SignalReader.UnknownSymbol, Assert.IsType<AlertReply.Impossible>(world.Send(world.Alert("flat"))).Problem.Code);
        Assert.Equal(SignalReader.UnknownSymbol, Assert.IsType<AlertReply.Impossible>(world.Send(world.Alert("long"))).Problem.Code);
    }

    [Fact]
    public void A_reversal_closes_it_and_enters_nothing_however_fresh_its_prices_are()
    {
        using var world = Without();
        var decision = Assert.IsType<AlertReply.Decided>(world.Send(world.Alert("short"))).Decision;

        Assert.NotNull(decision.Close);
        Assert.Null(decision.Entry);
        Assert.Contains(decision.Refusals, r => r.Code == "POLICY_UNKNOWN");
        world.Pump(TimeSpan.FromSeconds(10));
        Assert.Equal(0, world.Held());
    }

    [Fact]
    public void A_symbol_that_was_never_traded_is_unknown_as_before()
    {
        using var world = World.Start();
        var alert = world.Alert("flat");
        alert["symbol"] = "NOPEUSDT";

        Assert.Equal(SignalReader.UnknownSymbol, Assert.IsType<AlertReply.Impossible>(world.Send(alert)).Problem.Code);
    }

    [Fact]
    public void Its_trades_and_orders_stay_in_the_lists()
    {
        using var world = Without();
        world.Send(world.Alert("flat"));
        world.Pump(TimeSpan.FromSeconds(30));

        Assert.Equal(World.Btc, Assert.Single(world.Run(() => world.App.History.TradesAsync(null, null, null, 10, null)).Items).Symbol);
        Assert.Single(world.Run(() => world.App.History.TradesAsync(World.Btc, null, null, 10, null)).Items);
        Assert.NotEmpty(world.Run(() => world.App.History.OrdersAsync(null, 10, null)).Items);
    }

    /// <summary>A long on BTCUSDT; the app has been started again with ETHUSDT alone, its view of BTCUSDT still fresh.</summary>
    private static World Without()
    {
        var world = ByHand.Holding(World.Start());
        world.Account = world.Account with { Symbols = [ByHand.Eth] };
        world.Restart(TimeSpan.FromSeconds(5));
        return world;
    }
}
