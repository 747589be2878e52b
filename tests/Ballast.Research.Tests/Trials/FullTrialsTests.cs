using Ballast.Application.Configuration;
using Ballast.Core.Market;
using Ballast.Core.Performance;
using Ballast.Core.Strategies;
using Ballast.Research.Full;
using Ballast.Research.Tests.Full;
using Ballast.Research.Trials;

namespace Ballast.Research.Tests.Trials;

/// <summary>The app's deciders on parts of the data: what a run on a file cut there makes, whoever asked before.</summary>
public sealed class FullTrialsTests
{
    private const long Hour = 3_600_000;
    private const long Day = 24 * Hour;

    private static readonly Dictionary<string, string> Settings = new() { ["Strategies__Run"] = "sma-cross", ["Strategies__SmaCross__Fast"] = "5", ["Strategies__SmaCross__Slow"] = "12", ["Entry__SlippageBound"] = "0.004" };
    private static readonly FullMarket[] Two = [FullGiven.Market(FullGiven.Wave(1, 3_000)), FullGiven.Market(FullGiven.Wave(2, 3_000), "ETHUSDT")];

    [Fact]
    public void All_of_the_data_is_what_a_backtest_makes()
    {
        var engine = Engine(Two);
        var run = Assert.Single(engine.Run(SettingPoint.Nothing, [engine.Whole])!);
        var result = FullBacktest.Run(Two, Options());
        var figures = TrialFigures.Of(run);

        Assert.True(figures.Trades > 20, $"{figures.Trades} trades");
        Assert.Equal((double)result.NetPnl.Value, figures.NetPnl, 1e-6);
        Assert.Equal((result.Trades.Count, result.Days.Count - 1, result.Report().Equity.Sharpe), (figures.Trades, figures.Days, figures.Sharpe));
        Assert.Equal(Candles.Start / Day, run.FirstDay);
    }

    [Theory]
    [InlineData(BuiltIn.SmaCross)]
    [InlineData(BuiltIn.MeanReversion)]
    [InlineData(BuiltIn.Trend)]
    public void A_part_is_what_a_run_on_the_shorter_file_makes(BuiltIn strategy)
    {
        var random = new Random((int)strategy);
        var settings = new Dictionary<string, string>(Settings) { ["Strategies__Run"] = strategy.Name() };
        var engine = Engine(Two, settings);
        var traded = 0;
        for (var i = 0; i < 8; i++)
        {
            var from = Candles.Start + (random.Next(2_000) * Hour) + random.Next(3);
            var to = from + (random.Next(1, 900) * Hour);
            var shorter = Two.Select(m => FullGiven.Market([.. Bars(m).Where(c => c.OpenTimeMs < to)], m.Symbol.Name) with { Instrument = m.Instrument }).ToList();
            var result = FullBacktest.Run(shorter, Options(settings) with { TradeFrom = DateTimeOffset.FromUnixTimeMilliseconds(from) });
            var run = Assert.Single(engine.Run(SettingPoint.Nothing, [new TrialRange(from, to)])!);

            Assert.Equal(result.Trades.OrderBy(t => t.EntryAt).ThenBy(t => t.Symbol).Select(t => (double)t.NetPnl.Value), run.TradePnls.ToArray());
            Assert.Equal(DailyReturns.Of(result.Days), run.DailyReturns.ToArray());
            Assert.All(result.Trades, t => Assert.InRange(t.EntryAt.ToUnixTimeMilliseconds(), from, to - 1));
            traded += result.Trades.Count;
        }

        Assert.True(traded > 5, $"{traded} trades");
    }

    [Fact]
    public void Windows_one_after_the_other_have_every_trade_once()
    {
        // Every signal is entered whatever stood before it: then the windows' trades are those of the whole.
        FullMarket[] markets = [FullGiven.Fine(FullGiven.Wave(3, 2_000))];
        var options = FullGiven.Bare(CandleInterval.OneHour, 3, 8, 1.5m, 0.0004m);
        var engine = new FullTrials(markets, options, new AppPoints(new Dictionary<string, string>(), [FullGiven.Btc], _ => options.Desk.Trading));
        long[] borders = [.. Enumerable.Range(0, 60).Select(i => Candles.Start + (i * 33 * Hour) + (i % 3)), engine.Whole.ToMs];
        var runs = engine.Run(SettingPoint.Nothing, [.. borders.Zip(borders.Skip(1), (a, b) => new TrialRange(a, b))])!;
        var whole = FullBacktest.Run(markets, options);

        Assert.Equal(whole.Trades.Count, runs.Sum(r => r.TradePnls.Length));
        Assert.True(whole.Trades.Count > 100);
        foreach (var (run, i) in runs.Select((r, i) => (r, i)))
        {
            Assert.Equal(whole.Trades.Count(t => t.EntryAt.ToUnixTimeMilliseconds() >= borders[i] && t.EntryAt.ToUnixTimeMilliseconds() < borders[i + 1]), run.TradePnls.Length);
        }
    }

    [Fact]
    public void A_signal_before_a_gap_belongs_where_it_is_filled()
    {
        var candles = FullGiven.Wave(3, 2_000);
        var options = FullGiven.Bare(CandleInterval.OneHour, 3, 8, 1.5m, 0.0004m);
        var signals = FullBacktest.Run([FullGiven.Fine(candles)], options).Decisions.Select(d => d.At.ToUnixTimeMilliseconds()).ToList();
        var at = signals[signals.Count / 2];
        FullMarket[] markets = [FullGiven.Fine([.. candles.Where(c => c.OpenTimeMs < at || c.OpenTimeMs >= at + (5 * Hour))])];
        var engine = new FullTrials(markets, options, new AppPoints(new Dictionary<string, string>(), [FullGiven.Btc], _ => options.Desk.Trading));
        var border = at + (2 * Hour);
        var runs = engine.Run(SettingPoint.Nothing, [new TrialRange(0, border), new TrialRange(border, long.MaxValue)])!;

        Assert.Equal(FullBacktest.Run(markets, options).Trades.Count, runs.Sum(r => r.TradePnls.Length));
        Assert.Equal(FullBacktest.Run(markets, options).Trades.Count(t => t.EntryAt.ToUnixTimeMilliseconds() >= at), runs[1].TradePnls.Length);
    }

    [Fact]
    public void What_is_open_at_the_end_counts_as_closed_or_not_at_all()
    {
        var engine = Engine(Two[..1]);
        var dropped = 0;

        // Cut where something is open, mostly since the day before.
        var overnight = FullBacktest.Run(Two[..1], Options()).Trades.Where(t => t.ExitAt - t.EntryAt > TimeSpan.FromHours(6)).Take(10);
        foreach (var end in overnight.Select(t => t.ExitAt.ToUnixTimeMilliseconds() / Hour * Hour))
        {
            var range = new TrialRange(0, end);
            var runs = engine.Run(SettingPoint.Nothing, [range, range with { DropsOpen = true }])!;
            var all = FullBacktest.Run([Two[0].Before(range.ToMs)!], Options());
            var (ended, open) = (all.Trades.Where(t => t.ExitReason != "END").ToList(), all.Trades.Count(t => t.ExitReason == "END"));

            Assert.Equal((all.Trades.Count, ended.Count), (runs[0].TradePnls.Length, runs[1].TradePnls.Length));
            Assert.Equal(runs[0].Days, runs[1].Days);

            // Without the open one equity at the end of a day is the cash and what was closed by then, and of those still running their marks.
            Assert.Equal((double)ended.Sum(t => t.NetPnl.Value) / 100_000, runs[1].DailyReturns.ToArray().Aggregate(1.0, (index, r) => index * (1 + r)) - 1, 1e-9);
            var day = all.Days.Count - 2;
            if (open > 0 && all.Trades[^1].EntryAt < new DateTimeOffset(all.Days[day].Day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero))
            {
                var closed = ended.Where(t => t.ExitAt < new DateTimeOffset(all.Days[day].Day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero)).Sum(t => t.NetPnl.Value);
                Assert.Equal((double)closed / 100_000, runs[1].DailyReturns.ToArray()[..day].Aggregate(1.0, (index, r) => index * (1 + r)) - 1, 1e-9);
                dropped++;
            }
        }

        Assert.True(dropped > 1, $"{dropped} dropped that stood overnight");
    }

    [Fact]
    public void Threads_change_nothing()
    {
        SettingPoint[] points = [.. Enumerable.Range(0, 24).Select(i => new SettingPoint([new SettingValue("fast", 3 + (i % 6)), new SettingValue("Strategy__sma-cross__Entry__StopAtrs", 1 + (i / 6))]))];
        TrialRange[] ranges = [new(0, long.MaxValue), new(Candles.Start + (20 * Day), Candles.Start + (50 * Day), DropsOpen: true)];
        var (one, many) = (Engine(Two), Engine(Two));
        var alone = points.Select(p => one.Run(p, ranges)!).ToList();
        var together = new IReadOnlyList<TrialRun>[points.Length];
        Parallel.For(0, points.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => together[points.Length - 1 - i] = many.Run(points[points.Length - 1 - i], ranges)!);

        Assert.All(alone.Zip(together), pair => Assert.Equal(pair.First, pair.Second, Same));
        Assert.Equal(24, alone.Select(r => TrialFigures.Of(r[0]).NetPnl).Distinct().Count());
    }

    [Fact]
    public void Whatever_setting_a_point_names_shared_signals_are_those_of_its_own_run()
    {
        FullMarket[] markets = [FullGiven.Market(FullGiven.Wave(4, 900))];
        var (engine, points) = (Engine(markets), new AppPoints(Settings, [FullGiven.Btc]));
        var (plain, changed, tried) = (engine.Run(SettingPoint.Nothing, [engine.Whole])!, 0, 0);

        // Each third one, which leaves no group of the options out.
        foreach (var (name, range) in engine.Allowed.Where(a => SettingCatalogue.Find(a.Key) is not null).Where((_, i) => i % 3 == 0))
        {
            var value = range.Min + ((range.Max - range.Min) / 5);
            var point = new SettingPoint([new SettingValue(name, range.IsWhole ? decimal.Round(value) : value)]);
            if (!engine.Allows(point))
            {
                continue;
            }

            var shared = engine.Run(point, [engine.Whole])!;
            var own = FullBacktest.Run(markets, Options(points.With(AppPoints.TextOf(point))));

            Assert.True(DailyReturns.Of(own.Days).AsSpan().SequenceEqual(shared[0].DailyReturns.Span), name);
            tried++;
            changed += Same(plain, shared) ? 0 : 1;
        }

        Assert.True(tried > 50 && changed > 3, $"{tried} tried, {changed} changed the result");
    }

    [Fact]
    public void Settings_may_be_words_and_lists()
    {
        var read = AppPoints.Read("Sizing=tier,Frames__Veto=4h,1d,fast=7")!;

        Assert.Equal([("Sizing", "tier"), ("Frames__Veto", "4h,1d"), ("Strategies__SmaCross__Fast", "7")], read.Select(s => (s.Key, s.Value)));
        Assert.All((string[])["Sizing", "=3", "Sizing=tier,sizing=fixed", "fast=7,Strategies__SmaCross__Fast=8"], text => Assert.Null(AppPoints.Read(text)));
    }

    [Fact]
    public void Settings_that_do_not_go_together_are_no_point()
    {
        var engine = Engine(Two);

        Assert.False(engine.Allows(new SettingPoint([new SettingValue("fast", 20), new SettingValue("slow", 20)])));
        Assert.False(engine.Allows(new SettingPoint([new SettingValue("RM_MIN_RISK_PCT", 0.05m), new SettingValue("RM_MAX_RISK_PCT", 0.01m)])));
        Assert.True(engine.Allows(new SettingPoint([new SettingValue("fast", 20), new SettingValue("slow", 21)])));
        Assert.Contains("Symbol__ETHUSDT__Entry__StopAtrs", engine.Allowed.Keys);
        Assert.DoesNotContain("Sizing", engine.Allowed.Keys);
        Assert.Throws<ArgumentException>(() => engine.Run(new SettingPoint([new SettingValue("fast", 300)]), [engine.Whole]));
    }

    private static FullTrials Engine(FullMarket[] markets, Dictionary<string, string>? settings = null) =>
        new(markets, Options(settings), new AppPoints(settings ?? Settings, markets.Select(m => m.Symbol)));

    private static FullOptions Options(IReadOnlyDictionary<string, string>? settings = null) =>
        FullGiven.App() with { Desk = FullGiven.App().Desk with { Trading = TradingSettings.Bind(new SettingsDictionary().Add(settings ?? Settings, "test"), TradingSettings.LocalEnvironment).Options } };

    private static IEnumerable<Candle> Bars(FullMarket market) => FullGiven.Wave(market.Symbol == FullGiven.Btc ? 1 : 2, 3_000);

    private static bool Same(IReadOnlyList<TrialRun> a, IReadOnlyList<TrialRun> b) => a.Zip(b).All(p =>
        p.First.FirstDay == p.Second.FirstDay && p.First.Days == p.Second.Days && p.First.DailyReturns.Span.SequenceEqual(p.Second.DailyReturns.Span) && p.First.TradePnls.Span.SequenceEqual(p.Second.TradePnls.Span));
}
