using Ballast.Application.Codec;
using Ballast.Application.Messages;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Application.Tests.Codec;
using Ballast.Application.UseCases;
using Ballast.Core.Market;

namespace Ballast.Application.Tests.Performance;

/// <summary>From stored trades and days to figures, verdicts and the entries that they reduce: requirements §9.</summary>
public sealed class MonitorPerformanceTests
{
    [Fact]
    public void A_trade_of_the_app_is_counted_with_its_mode_and_regime()
    {
        using var world = World.Start();
        world.Send(world.Alert("long"));
        world.Pump(TimeSpan.FromSeconds(20));
        world.Send(world.Alert("flat"));
        world.Pump(TimeSpan.FromSeconds(60));
        Assert.Single(world.Trades());

        var report = Run(world).Report;

        Assert.Equal(world.Trades()[0].NetPnl, report.All.NetPnl);
        Assert.Equal("BTCUSDT", Assert.Single(report.BySymbol).Name);
        Assert.Equal("SWING", Assert.Single(report.ByMode).Name);
        Assert.Contains(Assert.Single(report.ByRegime).Name, new[] { "TRENDING", "RANGING", "NORMAL" });
        Assert.Equal(report, world.Run(() => world.App.Graph.Cache.PerformanceAsync())!.Report);
    }

    [Fact]
    public void A_strategy_that_has_become_worse_is_told_once_and_reduced_until_it_has_recovered()
    {
        using var world = World.Start();
        Trades(world, 0, 100, n => n % 5 < 3 ? 10 : -10);
        Trades(world, 100, 50, n => n % 10 < 2 ? 10 : -10);

        Run(world);
        Run(world);

        Assert.Single(world.App.Notices, n => n.Code == "STRATEGY_DECAYED");
        Assert.Equal(0.5m, Assert.Single(Decided(world).Trace, s => s.Rule == "decay").Output);

        Trades(world, 150, 60, n => n % 5 < 3 ? 10 : -10);
        Run(world);
        Assert.Single(world.App.Notices, n => n.Code == "STRATEGY_RECOVERED");
        Assert.False(world.Run(() => world.App.Graph.Cache.DecayAsync())!.IsDecayed("default"));
    }

    [Fact]
    public void Too_little_data_judges_nobody()
    {
        using var world = World.Start();
        Trades(world, 0, 140, n => n < 100 ? 10 : -10);

        Assert.Equal(140, Run(world).Trades);

        var decay = world.Run(() => world.App.Graph.Cache.DecayAsync())!;
        Assert.Empty(decay.Strategies);
        Assert.False(decay.Account.IsJudged);
        Assert.DoesNotContain(Decided(world).Trace, s => s.Rule == "decay");
    }

    [Fact]
    public void Equity_is_recorded_once_a_day_and_transfers_are_no_gain()
    {
        using var world = World.Start();
        foreach (var (day, equity, transfers) in new[] { (1, 1000m, 50m), (2, 1200m, 250m), (3, 1320m, 250m) })
        {
            Write(world, Tables.Caches, Tables.EquityPartition("main"), Tables.EquityRow(new DateOnly(2020, 1, day)), StateCodec.Encode(new EquityDay(new DateOnly(2020, 1, day), new Money(equity), new Money(transfers))));
        }

        Assert.Equal((2, 0.1), (Run(world).Report.Equity.Days, Math.Round(Run(world).Report.Equity.Return, 12)));

        Assert.Equal(3, Rows(world));
        world.Run(RecordAsync);
        world.Run(RecordAsync);
        Assert.Equal(4, Rows(world));
        world.Time.Advance(TimeSpan.FromDays(1));
        world.Pump(TimeSpan.FromMinutes(2));
        world.Run(RecordAsync);
        Assert.Equal(5, Rows(world));

        async ValueTask<bool> RecordAsync()
        {
            await world.App.Graph.Equity.RunAsync();
            return true;
        }
    }

    [Fact]
    public void The_figures_and_verdicts_of_as_many_strategies_and_symbols_as_are_kept_fit()
    {
        using var world = World.Start(options: World.Options with { Decay = new() { RecentTrades = 30, LeastPast = 30 } });
        var at = world.Time.GetUtcNow().AddDays(-3);
        foreach (var n in Enumerable.Range(0, 4200))
        {
            var trade = Samples.Trade with { Id = $"main|BTCUSDT|{n}", Strategy = $"a-strategy-with-a-name-as-long-as-one-may-be-{n % 60:D2}", ExitAt = at.AddSeconds(n), RealisedPnl = new Money(n > 2200 ? -1 / 3m : n / 7m), PlannedLoss = new Money(1 / 0.7m) };
            Write(world, Tables.Trades, Tables.TradePartition("main", World.Btc, trade.ExitAt), Tables.Reversed(trade.ExitAt, $"{n}"), StateCodec.Encode(trade));
        }

        var reading = world.Run(() => world.App.Graph.Performance.RunAsync()).Figures;

        var decay = world.Run(() => world.App.Graph.Cache.DecayAsync())!;
        Assert.Equal((4000, 24, 24), (reading.Trades, reading.Report.ByStrategy.Count, decay.Strategies.Count));
        Assert.All(decay.Strategies, s => Assert.True(s.Verdict.IsDecayed));
        Assert.InRange(StateCodec.Encode(decay).Data.Length, 10_000, EntityBody.MaxDataLength);
        var group = reading.Report.ByStrategy[0];
        var full = reading with { Report = reading.Report with { BySymbol = EquatableList.From(Enumerable.Repeat(group, 24)), ByMode = [group, group, group], ByRegime = [group, group, group, group] } };
        Assert.InRange(StateCodec.Encode(full).Data.Length, 10_000, EntityBody.MaxDataLength);
    }

    [Fact]
    public void Days_of_equity_are_kept_as_long_as_trades()
    {
        using var world = World.Start(options: World.Options with { Retention = new() { TradeMonths = 1 } });
        var today = DateOnly.FromDateTime(world.Time.GetUtcNow().UtcDateTime);
        for (var day = 0; day < 250; day++)
        {
            Write(world, Tables.Caches, Tables.EquityPartition("main"), Tables.EquityRow(today.AddDays(-day)), new EntityBody("test", 1, "{}"));
        }

        world.Run(() => new ValueTask<RetentionReport>(world.App.Graph.Retain.RunAsync()));

        var kept = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
        Assert.Equal(today.DayNumber - kept.DayNumber + 1, Rows(world));
    }

    [Fact]
    public void An_account_whose_equity_has_become_worse_reduces_every_strategy()
    {
        using var world = World.Start();
        var first = DateOnly.FromDateTime(world.Time.GetUtcNow().UtcDateTime).AddDays(-200);
        var equity = 1000m;
        for (var day = 0; day < 200; day++)
        {
            equity *= 1 + ((day % 2 == 0 ? 0.01m : -0.005m) * (day < 130 ? 1 : -1));
            Write(world, Tables.Caches, Tables.EquityPartition("main"), Tables.EquityRow(first.AddDays(day)), StateCodec.Encode(new EquityDay(first.AddDays(day), new Money(equity), Money.Zero)));
        }

        Run(world);

        var told = Assert.Single(world.App.Notices, n => n.Code == "STRATEGY_DECAYED");
        Assert.StartsWith("Account main has become worse", told.Text, StringComparison.Ordinal);
        Assert.Contains(Decided(world).Trace, s => s.Rule == "decay");
    }

    private static PerformanceReading Run(World world) => world.Run(() => world.App.Graph.Performance.RunAsync()).Figures;

    private static Core.Decisions.EntryDecision Decided(World world) => Assert.IsType<AlertReply.Decided>(world.Send(world.Alert("long"))).Decision;

    /// <summary>Trades of the last hours, one a minute, the first the oldest.</summary>
    private static void Trades(World world, int from, int count, Func<int, decimal> net)
    {
        var began = world.Time.GetUtcNow().AddHours(-10);
        for (var n = from; n < from + count; n++)
        {
            var at = began.AddMinutes(n);
            var trade = Samples.Trade with { Id = $"main|BTCUSDT|{n}", Strategy = "default", DecisionId = $"d{n}", ExitAt = at, RealisedPnl = new Money(net(n)), Fees = Money.Zero, Funding = Money.Zero, PlannedLoss = new Money(10) };
            Write(world, Tables.Trades, Tables.TradePartition("main", World.Btc, at), Tables.Reversed(at, $"{n}"), StateCodec.Encode(trade));
        }
    }

    private static void Write(World world, string table, string partition, string row, EntityBody body) =>
        Assert.IsType<CommitResult.Committed>(world.Run(() => world.App.Store.CommitAsync(table, partition, [new EntityWrite.Upsert(row, body)])));

    private static int Rows(World world) => world.Run(() => world.App.Store.QueryAsync(new EntityQuery(Tables.Caches, Tables.EquityPartition("main")))).Items.Count;
}
