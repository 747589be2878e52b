using Ballast.Application.Competing;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Competing;
using Ballast.Core.Decisions;
using Ballast.Core.Market;

namespace Ballast.Application.Tests.Competing;

/// <summary>The paper competition in the running app: the same signals on the same facts, each mode on paper of its own.</summary>
public sealed class CompetitionTests
{
    [Fact]
    public void A_signal_reaches_every_mode_with_the_facts_that_it_was_decided_on()
    {
        using var world = CompetitionWorld.Start();
        world.Pump(TimeSpan.FromSeconds(75));
        var decided = Decided(world.Send(world.Alert("long")));
        var waiting = Assert.Single(world.Waiting());

        Assert.Equal((decided.Signal, decided.DecidedAt), (waiting.Came.Signal, waiting.DecidedAt));
        Assert.Equal(world.Run(() => world.App.Graph.Cache.ViewAsync(World.Btc)), waiting.Came.View);
        Assert.NotNull(waiting.Came.Vix);
        IsNothing(world.Compete());

        Assert.Equal(1, world.CompeteAfterMinute().Signals);

        Assert.Empty(world.Waiting());
        Assert.All(CompetitionWorld.Settings.Modes, m => Assert.Equal(1, world.State(m.Mode.Name).Decisions));
        var modes = CompetitionWorld.Settings.Modes.Select(m => world.State(m.Mode.Name)).ToDictionary(s => s.Mode);
        Assert.Equal(([World.Btc], 1, 1), (modes["0"].Open, modes["0"].Entries, modes["0"].Taken.Count));
        Assert.Equal((0, 1000m), (modes["watch"].Open.Count, modes["watch"].Equity.Value));
        Assert.NotNull(Decision(world, "watch").Entry);
        var prices = modes.Values.Where(m => m.Open.Count > 0).Select(m => m.Desk.Find(World.Btc)!.Position.Tally.EntryPrice).Distinct();
        Assert.Single(prices);
    }

    [Fact]
    public void It_goes_on_until_the_exit_signal_and_ranks_the_modes()
    {
        using var world = CompetitionWorld.Start();
        world.Pump(TimeSpan.FromSeconds(75));
        world.Send(world.Alert("long"));
        world.Pump(TimeSpan.FromMinutes(12));
        world.Compete();
        world.Send(world.Alert("flat"));
        world.CompeteAfterMinute();

        var board = world.Leaderboard();
        var rows = Assert.Single(board.Bands).Rows;
        Assert.Equal(["0", "1", "2", "3", "watch"], rows.Select(r => r.Standing.Mode.Name).Order(StringComparer.Ordinal));
        var zero = rows.Single(r => r.Standing.Mode.Name == "0").Standing;
        var trade = Assert.Single(world.Run(() => world.App.Graph.Leaderboard.TradesAsync("0", 10)));
        Assert.Equal(("0", "SIGNAL", 1), (trade.Account, trade.ExitReason, zero.Trades));
        Assert.Equal((1000 + trade.NetPnl.Value, trade.Fees), (zero.Balance.Value, zero.Fees));
        Assert.Equal("OBSERVES", rows[^1].Unranked!.Code);
        Assert.Equal("TOO_FEW_DAYS", rows[0].Unranked!.Code);
        Assert.Equal(["1", "2", "3"], board.Proposals.Select(p => p.Mode));
        Assert.All(board.Proposals, p => Assert.False(p.IsProposed));
    }

    [Fact]
    public void Without_a_competition_nothing_is_written_for_it()
    {
        using var world = World.Start();
        world.Send(world.Alert("long"));
        world.Pump(TimeSpan.FromMinutes(2));

        IsNothing(world.Compete());
        Assert.Empty(world.Rows());
        Assert.False(world.Leaderboard().IsEnabled);
    }

    [Fact]
    public void With_nothing_to_do_it_writes_nothing()
    {
        using var world = CompetitionWorld.Start();
        world.Pump(TimeSpan.FromMinutes(2));
        var before = world.App.Points.Calls;

        IsNothing(world.Compete());

        Assert.Equal(before, world.App.Points.Calls);
        Assert.Empty(world.Rows());
    }

    [Fact]
    public void The_account_of_money_and_the_venue_are_never_touched()
    {
        using var world = CompetitionWorld.Start();
        world.Pump(TimeSpan.FromSeconds(75));

        // The account itself may not enter: whatever is traded now is the competition's.
        world.Run(() => world.App.Accounts.RunAsync("main", new Core.Accounts.AccountFact.HaltAsked(null, "MANUAL", "by hand")));
        var (account, venue) = (world.Run(() => world.App.Accounts.ReadAsync("main")), world.Ask(() => world.Venue.AccountAsync()));
        foreach (var side in new[] { "long", "flat", "short", "flat" })
        {
            Assert.Null(Decided(world.Send(world.Alert(side))).Entry);
            world.CompeteAfterMinute();
        }

        Assert.Equal(2, world.State("0").Trades);
        Assert.Empty(world.Placed);
        Assert.Empty(world.Ask(() => world.Venue.PositionsAsync(null)));
        Assert.Equal(venue.WalletBalance, world.Ask(() => world.Venue.AccountAsync()).WalletBalance);
        Assert.Equal((account.Risk!.Balance, account.Risk.Ledger, account.Risk.Streak), (world.Run(() => world.App.Accounts.ReadAsync("main")).Risk is { } risk ? (risk.Balance, risk.Ledger, risk.Streak) : default));
    }

    /// <summary>It has no way to: neither it nor anything that it stands on knows an exchange or a queue.</summary>
    [Fact]
    public void It_knows_public_data_and_a_store_only()
    {
        var seen = new HashSet<Type>();
        var ports = new HashSet<Type>();
        Collect(typeof(RunCompetition));

        Assert.Equal([typeof(IMarketData), typeof(IStateStore)], ports.OrderBy(p => p.Name));

        void Collect(Type type)
        {
            foreach (var parameter in type.GetConstructors().SelectMany(c => c.GetParameters()).Select(p => p.ParameterType).Where(p => p.Namespace?.StartsWith("Ballast.Application", StringComparison.Ordinal) == true && seen.Add(p)))
            {
                if (parameter.IsInterface)
                {
                    ports.Add(parameter);
                }

                Collect(parameter);
            }
        }
    }

    [Fact]
    public void A_restart_goes_on_from_what_is_stored()
    {
        using var world = CompetitionWorld.Start();
        world.Pump(TimeSpan.FromSeconds(75));
        world.Send(world.Alert("long"));
        world.CompeteAfterMinute();
        var before = world.State("0");

        world.Restart(TimeSpan.FromMinutes(90));

        Assert.Equal(before, world.State("0"));
        world.Pump(TimeSpan.FromMinutes(1));
        world.Compete();
        var after = world.State("0");
        Assert.Equal(new DateTimeOffset(world.Time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero), after.Until);
        Assert.Equal(before.Entries, after.Entries);
    }

    [Fact]
    public void What_the_webhook_could_not_write_the_sweep_writes()
    {
        using var world = CompetitionWorld.Start();
        world.Restart(TimeSpan.FromSeconds(1), points: new Points { DieAtFirst = "commit Competition" });
        Assert.Throws<CrashException>(() => world.Send(world.Alert("long")));

        world.Restart(TimeSpan.FromSeconds(1));
        world.CompeteAfterMinute();

        Assert.Equal((1, 1), (world.State("0").Decisions, world.State("0").Entries));
        Assert.Empty(world.Waiting());
    }

    [Fact]
    public void A_row_that_is_written_again_is_taken_once()
    {
        using var world = CompetitionWorld.Start();
        world.Pump(TimeSpan.FromSeconds(75));
        world.Send(world.Alert("long"));
        var row = Assert.Single(world.Rows(Tables.PendingPrefix));
        world.CompeteAfterMinute();
        var before = world.State("0");

        world.Run(() => world.App.Store.CommitAsync(Tables.Competition, "main", [new EntityWrite.Upsert(row.Row, row.Body)]));
        world.CompeteAfterMinute();

        Assert.Empty(world.Waiting());
        Assert.Equal((before.Decisions, before.Entries, before.Trades), (world.State("0").Decisions, world.State("0").Entries, world.State("0").Trades));
    }

    [Fact]
    public void What_does_not_fit_into_a_row_is_left_out_and_the_signal_comes_all_the_same()
    {
        using var world = CompetitionWorld.Start();
        var many = Codec.ViewSamples.Correlations with { Pairs = EquatableList.From(Enumerable.Range(0, 600).Select(n => Codec.ViewSamples.Correlations.Pairs[0] with { With = new Symbol($"C{n:D10}USDT") })) };
        var inbox = new CompetitionInbox(world.App.Store, world.App.Graph.Cache, CompetitionWorld.Settings);

        world.Run(async () =>
        {
            await inbox.AddAsync("main", Codec.Samples.Decision, Codec.ViewSamples.Pending.Came with { Correlations = many });
            return true;
        });

        var came = Assert.Single(world.Waiting()).Came;
        Assert.Null(came.Correlations);
        Assert.Equal(Codec.ViewSamples.View, came.View);
    }

    [Fact]
    public void Old_trades_and_decisions_go_with_the_account_s()
    {
        using var world = CompetitionWorld.Start();
        world.Pump(TimeSpan.FromSeconds(75));
        foreach (var side in new[] { "long", "flat" })
        {
            world.Send(world.Alert(side));
            world.CompeteAfterMinute();
        }

        var rows = world.Rows("trade|").Count + world.Rows("decision|").Count;
        Assert.True(rows > 10);
        Assert.Equal(0, world.Run(() => new ValueTask<RetentionReport>(world.App.Graph.Retain.RunAsync())).Competition);
        var store = new CompetitionStore(world.App.Store, "main");

        var (later, dropped) = (world.Time.GetUtcNow().AddDays(1), 0);
        foreach (var mode in CompetitionWorld.Settings.Modes)
        {
            dropped += world.Run(() => store.RetainAsync(mode.Mode.Name, later, later));
        }

        Assert.Equal(rows, dropped);
        Assert.Empty(world.Rows("trade|").Concat(world.Rows("decision|")));
        Assert.Equal(1, world.State("0").Trades);
    }

    private static void IsNothing(CompetitionReport report)
    {
        Assert.Equal((0, 0), (report.Signals, report.Trades));
        Assert.Empty(report.Problems);
    }

    private static EntryDecision Decided(AlertReply reply) => Assert.IsType<AlertReply.Decided>(reply).Decision;

    private static EntryDecision Decision(World world, string mode) => Assert.Single(world.Run(() => new CompetitionStore(world.App.Store, "main").DecisionsAsync(mode, 10)));
}
