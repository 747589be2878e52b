using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Signals;
using Ballast.Core.Strategies;

namespace Ballast.Application.Tests.Strategies;

/// <summary>Strategies of our own trade as alerts do, each candle once.</summary>
public sealed class RunStrategiesTests
{
    private static readonly StrategyPlace FiveMinutes = new() { Interval = Parse("5m") };

    /// <summary>A cross of the last two closes: it changes its mind every few candles.</summary>
    private static readonly StrategyOptions Hasty = new()
    {
        Run = [BuiltIn.SmaCross],
        SmaCross = new SmaCrossOptions { Place = FiveMinutes, Fast = 2, Slow = 3 },
        Calibration = new CalibrationOptions { MinSamples = 10 },
    };

    [Fact]
    public void An_opinion_becomes_a_position_and_the_opposite_one_reverses_it()
    {
        using var world = World.Start(options: World.Options with { Strategies = Hasty });
        var first = NextDecision(world);

        Assert.Equal((SignalSource.BuiltIn, "sma-cross", world.Time.GetUtcNow().AddSeconds(-15)), (first.Signal.Source, first.Signal.Strategy, first.Signal.SentAt));
        Assert.True(first.Entry is not null, string.Join(' ', first.Refusals));
        Assert.Equal("built-in strategy", first.Trace.Single(s => s.Rule == "confidence" && s.Section == "§4").Inputs[0].Text);
        world.Pump(TimeSpan.FromSeconds(30));
        var position = Assert.Single(world.Run(() => world.App.List.ReadAsync("main")), p => p.State.Plan is not null).State;
        Assert.Equal(("sma-cross", first.Entry.Side, first.DecisionId), (position.Plan!.Strategy, position.Plan.Side, position.Plan.DecisionId));
        Assert.True(position.Quantity.Value > 0);

        var second = NextDecision(world);
        Assert.NotEqual(first.Signal.Target, second.Signal.Target);
        Assert.True(second.Close is not null || second.Signal.SentAt - first.Signal.SentAt > TimeSpan.FromMinutes(30), "The opposite opinion neither closed nor came after the exits.");
        Assert.Equal(second, world.Run(() => world.App.History.DecisionAsync(second.DecisionId)));
    }

    [Fact]
    public void A_candle_is_decided_once_whoever_looks_and_after_a_restart()
    {
        using var world = World.Start(options: World.Options with { Strategies = Hasty });
        var decision = NextDecision(world);

        Assert.Empty(world.Run(() => world.App.Graph.Strategies.RunAsync()).Opinions);
        var other = world.Run(() => world.NewApp().Graph.Strategies.RunAsync());
        Assert.Equal(decision.DecisionId, Assert.IsType<AlertReply.Duplicate>(Assert.Single(other.Replies)).DecisionId);
        world.Restart(TimeSpan.FromSeconds(5));
        var again = world.Run(() => world.App.Graph.Strategies.RunAsync());
        Assert.Equal(decision.DecisionId, Assert.IsType<AlertReply.Duplicate>(Assert.Single(again.Replies)).DecisionId);
    }

    [Fact]
    public void A_candle_that_is_seen_too_late_is_an_opinion_and_no_signal()
    {
        using var world = World.Start(options: World.Options with { Strategies = Hasty });
        StrategyReport report;
        for (var tries = 0; ; tries++)
        {
            Assert.True(tries < 100, "The cross never changed its mind.");
            world.Pump(UntilCandle(world) + TimeSpan.FromSeconds(61));
            report = world.Run(() => world.App.Graph.Strategies.RunAsync());
            if (report.Replies.Count > 0)
            {
                break;
            }
        }

        Assert.Equal("STALE_ALERT", Assert.IsType<AlertReply.Impossible>(Assert.Single(report.Replies)).Problem.Code);
        Assert.Contains("STALE_ALERT", Assert.Single(report.Problems), StringComparison.Ordinal);
        Assert.Equal(report.Opinions[0].Opinion, Known(world)!.Of(BuiltIn.SmaCross));
        Assert.DoesNotContain(world.Run(() => world.App.List.ReadAsync("main")), p => p.State.Plan is not null);
    }

    [Fact]
    public void Where_none_is_configured_nobody_looks()
    {
        using var world = World.Start();
        var report = world.Run(() => world.App.Graph.Strategies.RunAsync());
        Assert.Equal((0, 0, 0), (report.Opinions.Count, report.Replies.Count, report.Problems.Count));
        Assert.Empty(world.Run(() => world.App.Graph.Calibrate.RunAsync()));
        Assert.Null(Known(world));
        Assert.All(world.Run(() => world.App.Graph.StrategyList.ReadAsync()), row => Assert.Equal((false, false, 0, null), (row.Trades, row.Looks, row.Opinions.Count, row.Calibration)));
    }

    [Fact]
    public void One_that_only_votes_sends_nothing_and_its_vote_refuses_an_alert_that_is_against_it()
    {
        using var world = World.Start(options: World.Options with { Strategies = Hasty with { Run = [] }, Ensemble = new EnsembleOptions { Models = [BuiltIn.SmaCross] } });
        Assert.Equal("ENSEMBLE_UNKNOWN", Assert.IsType<AlertReply.Decided>(world.Send(world.Alert("long"))).Decision.Refusals.Single().Code);

        world.Pump(UntilCandle(world) + TimeSpan.FromSeconds(15));
        var report = world.Run(() => world.App.Graph.Strategies.RunAsync());
        Assert.Empty(report.Replies);
        var opinion = Assert.Single(report.Opinions).Opinion;
        var (with, against) = opinion.Action == ModelAction.Buy ? ("long", "short") : ("short", "long");

        Assert.Equal("ENSEMBLE_AGAINST", Assert.IsType<AlertReply.Decided>(world.Send(world.Alert(against))).Decision.Refusals.Single().Code);
        var accepted = Assert.IsType<AlertReply.Decided>(world.Send(world.Alert(with))).Decision;
        Assert.True(accepted.Entry is not null, string.Join(' ', accepted.Refusals));
        Assert.Equal(Math.Min(0.9m, opinion.Confidence), accepted.Trace.Single(s => s.Rule == "confidence" && s.Section == "§4").Output);
    }

    [Fact]
    public void Calibration_is_made_daily_kept_and_used()
    {
        using var world = World.Start(options: World.Options with { Strategies = Hasty });
        Assert.Empty(world.Run(() => world.App.Graph.Calibrate.RunAsync()));
        var made = world.Run(() => world.App.Graph.Cache.CalibrationAsync(BuiltIn.SmaCross))!;
        Assert.True(made.Samples >= 10, $"{made.Samples} past signals.");
        Assert.NotNull(made.After);
        world.Time.Advance(TimeSpan.FromMinutes(30));
        world.Run(() => world.App.Graph.Calibrate.RunAsync());
        Assert.Equal(made, world.Run(() => world.App.Graph.Cache.CalibrationAsync(BuiltIn.SmaCross)));

        world.Pump(UntilCandle(world) + TimeSpan.FromSeconds(15));
        var opinion = Assert.Single(world.Run(() => world.App.Graph.Strategies.RunAsync()).Opinions).Opinion;
        Assert.Equal($"by {made.Samples} past signals, {made.Wins} of them won", opinion.Calibration);
        Assert.Equal(decimal.Round((decimal)made.Map.Apply((double)opinion.Raw), 4), opinion.Confidence);
        var row = world.Run(() => world.App.Graph.StrategyList.ReadAsync()).Single(r => r.Strategy == BuiltIn.SmaCross);
        Assert.Equal((true, made, opinion), (row.Trades, row.Calibration, Assert.Single(row.Opinions).Opinion));

        world.Time.Advance(TimeSpan.FromHours(24));
        world.Run(() => world.App.Graph.Calibrate.RunAsync());
        Assert.True(world.Run(() => world.App.Graph.Cache.CalibrationAsync(BuiltIn.SmaCross))!.AsOf > made.AsOf);
    }

    [Fact]
    public void A_store_that_does_not_answer_is_looked_at_again()
    {
        using var world = World.Start(options: World.Options with { Strategies = Hasty });
        world.Pump(UntilCandle(world) + TimeSpan.FromSeconds(15));
        world.App.Store.Unavailable = Tables.Opinions;
        Assert.Throws<Application.Ports.StoreUnavailableException>(() => world.Run(() => world.App.Graph.Strategies.RunAsync()));
        world.App.Store.Unavailable = null;

        Assert.Single(world.Run(() => world.App.Graph.Strategies.RunAsync()).Opinions);
    }

    /// <summary>Runs candle after candle until one is a signal.</summary>
    private static EntryDecision NextDecision(World world)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            world.Pump(UntilCandle(world) + TimeSpan.FromSeconds(15));
            var report = world.Run(() => world.App.Graph.Strategies.RunAsync());
            Assert.Empty(report.Problems);
            if (report.Replies.Count > 0)
            {
                return Assert.IsType<AlertReply.Decided>(Assert.Single(report.Replies)).Decision;
            }
        }

        throw new InvalidOperationException("The cross never changed its mind.");
    }

    private static TimeSpan UntilCandle(World world)
    {
        var now = world.Time.GetUtcNow();
        return TimeSpan.FromTicks(FiveMinutes.Interval.Length.Ticks - (now.Ticks % FiveMinutes.Interval.Length.Ticks));
    }

    private static SymbolOpinions? Known(World world) => world.Run(() => world.App.Graph.Cache.OpinionsAsync(World.Btc));

    private static CandleInterval Parse(string text) => CandleInterval.TryParse(text, out var interval) ? interval : throw new ArgumentException(text);
}
