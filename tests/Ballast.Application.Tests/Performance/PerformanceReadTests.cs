using Ballast.Application.Codec;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Application.Tests.Codec;

namespace Ballast.Application.Tests.Performance;

/// <summary>Who looks sees the newest trade; a look counts at most once a minute, stores and judges nothing.</summary>
public sealed class PerformanceReadTests
{
    [Fact]
    public void A_trade_closed_since_is_counted_once_a_minute_and_changes_no_verdict()
    {
        using var world = World.Start();
        Assert.Equal(0, Trades(world));
        var stored = Tags(world);

        Close(world, "first");
        Assert.Equal(0, Trades(world));
        world.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(1, Trades(world));

        Close(world, "second");
        Assert.Equal(1, Trades(world));
        world.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(2, Trades(world));
        Assert.Equal(stored, Tags(world));

        world.Run(() => world.App.Graph.Performance.RunAsync());
        Assert.Equal(2, world.Run(() => world.App.Graph.Cache.PerformanceAsync())!.Trades);
        Assert.Equal(2, Trades(world));
    }

    [Fact]
    public void The_balance_goes_back_from_what_it_is_now_through_the_trades()
    {
        using var world = World.Start();
        Assert.Empty(world.Run(() => world.App.Graph.EquityByTrade.ReadAsync(10))!);
        Close(world, "first");
        world.Time.Advance(TimeSpan.FromMinutes(1));
        Close(world, "second");

        var points = world.Run(() => world.App.Graph.EquityByTrade.ReadAsync(10))!;

        var (balance, net) = (world.Risk().Balance, Samples.Trade.NetPnl);
        Assert.Equal([balance - net - net, balance - net, balance], points.Select(p => p.Balance));
        Assert.Equal([balance - net, balance], world.Run(() => world.App.Graph.EquityByTrade.ReadAsync(1))!.Select(p => p.Balance));
        Assert.Equal(points.OrderBy(p => p.At), points);
    }

    private static int Trades(World world) => world.Run(() => world.App.Graph.PerformanceRead.ReadAsync()).Figures.Trades;

    private static void Close(World world, string id)
    {
        var at = world.Time.GetUtcNow();
        var trade = Samples.Trade with { Id = $"main|BTCUSDT|{id}", EntryAt = at.AddSeconds(-30), ExitAt = at };
        world.Run(() => world.App.Store.CommitAsync(Tables.Trades, Tables.TradePartition("main", World.Btc, at), [new EntityWrite.Upsert(Tables.Reversed(at, id), StateCodec.Encode(trade))]));
    }

    private static (string?, string?) Tags(World world) => (Tag(world, "report"), Tag(world, "decay"));

    private static string? Tag(World world, string row) => world.Run(() => world.App.Store.ReadAsync(Tables.Caches, Tables.Performance, row))?.ETag;
}
