using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Application.UseCases;

namespace Ballast.Application.Tests;

/// <summary>What is older than it has to be kept goes, with the rows that find it by id, and nothing else.</summary>
public sealed class RetentionTests
{
    private const string Ids = "main|ids";

    [Fact]
    public void The_months_asked_for_are_kept_besides_the_running_one()
    {
        using var world = World.Start();
        var kept = Month(world, -13);
        var old = kept.AddTicks(-1);
        Decision(world, kept, "kept");
        Decision(world, old, "old");
        Decision(world, old.AddMonths(-7), "older");
        Order(world, Month(world, -25), "bst-kept");
        Order(world, Month(world, -25).AddTicks(-1), "bst-old");
        Order(world, Month(world, -25).AddDays(-1), "web_1");
        Trade(world, Month(world, -20), "kept");

        Assert.Equal(new RetentionReport(2, 2, 0), Retain(world));

        Assert.Equal(["kept"], [.. Rows(world, Tables.Decisions, Ids)]);
        Assert.Single(Rows(world, Tables.Decisions, $"main|{kept:yyyyMM}"));
        Assert.Empty(Rows(world, Tables.Decisions, $"main|{old:yyyyMM}"));
        Assert.Equal(["bst-kept"], [.. Rows(world, Tables.Orders, Ids)]);
        Assert.Single(Rows(world, Tables.Orders, "main|BTCUSDT"));
        Assert.Single(Rows(world, Tables.Trades, $"main|BTCUSDT|{Month(world, -20):yyyyMM}"));
        Assert.Equal(new RetentionReport(0, 0, 0), Retain(world));
    }

    [Fact]
    public void Trades_go_by_months_where_the_setting_says_so()
    {
        using var world = World.Start(options: World.Options with { Retention = new() { TradeMonths = 1 } });
        Trade(world, Month(world, -1), "kept");
        Trade(world, Month(world, -1).AddTicks(-1), "old");

        Assert.Equal(new RetentionReport(0, 0, 1), Retain(world));
        Assert.Single(Rows(world, Tables.Trades, $"main|BTCUSDT|{Month(world, -1):yyyyMM}"));
    }

    [Fact]
    public void More_than_a_page_goes_and_a_run_that_was_cut_off_is_finished_by_the_next()
    {
        using var world = World.Start();
        var old = Month(world, -14);
        for (var i = 0; i < 250; i++)
        {
            Decision(world, old.AddMinutes(i), $"d{i}");
        }

        // Cut off between an id's row and the row itself.
        world.Run(() => world.App.Store.CommitAsync(Tables.Decisions, Ids, [new EntityWrite.Delete("d249"), new EntityWrite.Delete("d17")]));

        Assert.Equal(250, Retain(world).Decisions);
        Assert.Empty(Rows(world, Tables.Decisions, Ids));
        Assert.Empty(Rows(world, Tables.Decisions, $"main|{old:yyyyMM}"));
    }

    private static RetentionReport Retain(World world) => world.Run(() => new ValueTask<RetentionReport>(world.App.Graph.Retain.RunAsync()));

    private static DateTimeOffset Month(World world, int months)
    {
        var now = world.Time.GetUtcNow();
        return new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(months);
    }

    private static void Decision(World world, DateTimeOffset at, string id)
    {
        Write(world, Tables.Decisions, Ids, id);
        Write(world, Tables.Decisions, $"main|{at:yyyyMM}", Tables.Reversed(at, id));
    }

    private static void Order(World world, DateTimeOffset at, string id)
    {
        Write(world, Tables.Orders, Ids, id);
        Write(world, Tables.Orders, "main|BTCUSDT", Tables.Reversed(at, id));
    }

    private static void Trade(World world, DateTimeOffset at, string id) => Write(world, Tables.Trades, Tables.TradePartition("main", World.Btc, at), Tables.Reversed(at, id));

    private static void Write(World world, string table, string partition, string row) =>
        Assert.IsType<CommitResult.Committed>(world.Run(() => world.App.Store.CommitAsync(table, partition, [new EntityWrite.Insert(row, new EntityBody("test", 1, "{}"))])));

    private static List<string> Rows(World world, string table, string partition) =>
        [.. world.Run(() => world.App.Store.QueryAsync(new EntityQuery(table, partition))).Items.Select(item => item.Row)];
}
