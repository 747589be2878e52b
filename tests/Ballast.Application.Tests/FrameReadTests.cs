using Ballast.Application.Caches;
using Ballast.Application.Limits;
using Ballast.Application.Ports;
using Ballast.Application.Reading;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Contracts;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Regimes;
using Ballast.Journal;
using Ballast.Journal.Log;
using Ballast.Venue;
using Ballast.Venue.Markets;

namespace Ballast.Application.Tests;

/// <summary>The candles behind the policy: what is read, how often, at which weight, and what becomes of a frame that cannot be read.</summary>
public sealed class FrameReadTests
{
    private static readonly TradingOptions Options = new();
    private static readonly Symbol Btc = new("BTCUSDT");
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_window_is_read_once_and_afterwards_only_what_has_closed()
    {
        using var venue = Venue("BTCUSDT");
        var market = new CountedMarket(venue);
        var memory = new CandleMemory(market, _time);
        for (var minute = 0; minute <= 100; minute++, _time.Advance(TimeSpan.FromMinutes(1)))
        {
            var known = Value(await memory.ReadAsync(Btc, CandleInterval.ThreeMinutes, 200));
            Assert.Equal(Value(await venue.CandlesAsync(Btc, CandleInterval.ThreeMinutes, 200)), known);
            Assert.Same(known, Value(await memory.ReadAsync(Btc, CandleInterval.ThreeMinutes, 200)));
        }

        Assert.Equal(200, market.Candles[0].Count);
        Assert.InRange(market.Candles.Count, 34, 35);
        Assert.All(market.Candles.Skip(1), c => Assert.Equal(2, c.Count));

        // After hours in which nobody asked, all that is missing in one call; after so many that nothing meets, the whole.
        _time.Advance(TimeSpan.FromHours(3));
        Assert.Equal(Value(await venue.CandlesAsync(Btc, CandleInterval.ThreeMinutes, 200)), Value(await memory.ReadAsync(Btc, CandleInterval.ThreeMinutes, 200)));
        Assert.InRange(market.Candles[^1].Count, 61, 62);
        _time.Advance(TimeSpan.FromHours(30));
        Assert.Equal(Value(await venue.CandlesAsync(Btc, CandleInterval.ThreeMinutes, 200)), Value(await memory.ReadAsync(Btc, CandleInterval.ThreeMinutes, 200)));
        Assert.Equal(200, market.Candles[^1].Count);
    }

    [Fact]
    public async Task Whoever_looks_at_a_chart_costs_one_call_however_many_candles_they_want()
    {
        using var venue = Venue("BTCUSDT");
        var market = new CountedMarket(venue);
        var read = new ChartCandles(new CandleMemory(market, _time));

        var all = (await read.ReadAsync(Btc, CandleInterval.FifteenMinutes, 400))!;
        foreach (var limit in new[] { 1, 7, 399 })
        {
            Assert.Equal(all.Skip(400 - limit), await read.ReadAsync(Btc, CandleInterval.FifteenMinutes, limit));
        }

        Assert.Single(market.Candles);
    }

    [Fact]
    public async Task A_venue_that_rewrote_its_past_is_read_again_whole()
    {
        using var venue = Venue("BTCUSDT");
        var market = new CountedMarket(venue);
        var memory = new CandleMemory(market, _time);
        await memory.ReadAsync(Btc, CandleInterval.ThreeMinutes, 200);
        _time.Advance(TimeSpan.FromMinutes(3));
        market.Change = c => c with { Close = c.Close + 1, High = c.High + 1 };
        var known = Value(await memory.ReadAsync(Btc, CandleInterval.ThreeMinutes, 200));

        Assert.Equal([200, 2, 200], market.Candles.Select(c => c.Count));
        Assert.Equal(Value(await market.CandlesAsync(Btc, CandleInterval.ThreeMinutes, 200)), known);
    }

    [Fact]
    public async Task Refreshing_six_symbols_weighs_what_is_planned_and_afterwards_next_to_nothing()
    {
        await using var journal = await JournalAsync();
        var names = (string[])["BTCUSDT", "ETHUSDT", "SOLUSDT", "DOGEUSDT", "XRPUSDT", "BNBUSDT"];
        using var venue = Venue(names);
        var market = new CountedMarket(venue);
        var (refresh, cache) = Refresh(market, journal, names);

        Assert.Empty((await refresh.RunAsync()).Problems);
        Assert.Equal(CallWeights.PolicyPerMinute(6, Options), market.Weight);
        Assert.Equal(133, market.Weight);
        Assert.Equal((3 * 6) + 1, market.Candles.Count);
        Assert.Equal(6, (await cache.ViewsAsync()).Count(v => v.Policy.Frames.Count == 5));

        // Beyond marks, books and the minute's bar of order flow, per symbol: one call each three minutes, one each hour, one each day.
        for (var minute = 1; minute <= 90; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            market.Reset();
            Assert.Empty((await refresh.RunAsync()).Problems);
            Assert.InRange(market.Weight, 10 + (6 * 3), 10 + (6 * 3) + 2 + (6 * Closed(_time.GetUtcNow() - TimeSpan.FromMinutes(1), _time.GetUtcNow())) + 1);
            Assert.All(market.Candles, c => Assert.Equal(2, c.Count));
        }

        int Closed(DateTimeOffset before, DateTimeOffset now) => Options.FramePlan.Reads.Count(r => before.UtcTicks / r.Interval.Length.Ticks != now.UtcTicks / r.Interval.Length.Ticks);
    }

    [Fact]
    public async Task Some_symbols_are_read_side_by_side_and_told_of_in_their_order()
    {
        await using var journal = await JournalAsync();
        string[] names = ["BTCUSDT", .. Enumerable.Range(1, (RefreshPolicy.SymbolsAtOnce * 3) - 1).Select(i => $"A{i}USDT")];
        using var venue = Venue(names);
        var (gate, waiting, asked) = (new Lock(), new Stack<TaskCompletionSource>(), 0);

        // No book is answered before as many are asked for as may be; then the last one first.
        var market = new CountedMarket(venue)
        {
            Down = CandleInterval.OneDay,
            BeforeBook = () =>
            {
                var own = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                lock (gate)
                {
                    waiting.Push(own);
                    asked++;
                    Assert.InRange(waiting.Count, 1, RefreshPolicy.SymbolsAtOnce);
                    while (asked % RefreshPolicy.SymbolsAtOnce == 0 && waiting.TryPop(out var one))
                    {
                        one.SetResult();
                    }
                }

                return own.Task;
            },
        };
        var (refresh, cache) = Refresh(market, journal, names);
        var report = await refresh.RunAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(names.Select(name => $"{name}: candles of 1d could not be read."), report.Problems);
        Assert.Equal((names.Length, names.Length), (report.Symbols, (await cache.ViewsAsync()).Count));
    }

    [Fact]
    public async Task A_symbol_that_the_venue_lists_no_longer_hides_no_other()
    {
        await using var journal = await JournalAsync();
        using var venue = Venue("BTCUSDT", "ETHUSDT");
        var (refresh, cache) = Refresh(venue, journal, "BTCUSDT", "NONEUSDT", "ETHUSDT");
        var report = await refresh.RunAsync();

        Assert.Equal(["NONEUSDT: the venue has no such instrument."], report.Problems);
        Assert.Equal(["BTCUSDT", "ETHUSDT"], (await cache.ViewsAsync()).Select(v => v.Instrument.Symbol.Name));
    }

    [Fact]
    public async Task The_policy_keeps_what_each_frame_said()
    {
        await using var journal = await JournalAsync();
        using var venue = Venue("BTCUSDT");
        var (refresh, cache) = Refresh(venue, journal, "BTCUSDT");
        await refresh.RunAsync();
        var policy = (await cache.ViewAsync(Btc))!.Policy;

        var hourly = Value(await venue.CandlesAsync(Btc, CandleInterval.OneHour, Options.FramePlan.Reads[1].Count));
        var own = FrameReading.Of(CandleInterval.OneHour, RegimeTracker.Of(hourly.Candles.Span, Options.Policy, Options.Regimes), DateTimeOffset.FromUnixTimeMilliseconds(hourly.Candles[^1].CloseTimeMs + 1))!;
        Assert.Equal(Options.Frames.Frames, EquatableList.From(policy.Frames.Select(f => f.Interval)));
        Assert.Equal(own, policy.Frames[2]);
        Assert.Equal(own.Adx, policy.Adx);
        Assert.All(policy.Frames, f => Assert.False(f.IsStale(_time.GetUtcNow(), Options.Frames) || f.IsTooYoung));
        Assert.Equal(FrameRules.Combine(policy.Frames, _time.GetUtcNow(), Options.Frames), new CombinedRegime(policy.Regime, policy.Direction, true, policy.Why[..policy.Why.IndexOf(" ATR percentile", StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task Without_a_higher_frame_there_are_no_trades_until_it_is_read()
    {
        await using var journal = await JournalAsync();
        using var venue = Venue("BTCUSDT");
        var market = new CountedMarket(venue) { Down = CandleInterval.OneDay };
        var (refresh, cache) = Refresh(market, journal, "BTCUSDT");
        Assert.Contains("BTCUSDT: candles of 1d could not be read.", (await refresh.RunAsync()).Problems);
        var policy = (await cache.ViewAsync(Btc))!.Policy;
        Assert.Equal((RiskProfile.NoNewTrades, "No fresh reading of 1d."), (policy.Profile, policy.Why));

        market.Down = null;
        Assert.Empty((await refresh.RunAsync()).Problems);
        Assert.NotEqual(RiskProfile.NoNewTrades, (await cache.ViewAsync(Btc))!.Policy.Profile);

        // What was read before counts until it is stale.
        market.Down = CandleInterval.OneDay;
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Single((await refresh.RunAsync()).Problems);
        Assert.NotEqual(RiskProfile.NoNewTrades, (await cache.ViewAsync(Btc))!.Policy.Profile);
        _time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        await refresh.RunAsync();
        Assert.Equal("No fresh reading of 1d.", (await cache.ViewAsync(Btc))!.Policy.Why);
    }

    [Fact]
    public async Task A_young_symbol_trades_without_the_frames_that_it_is_too_young_for_and_says_so()
    {
        await using var journal = await JournalAsync();
        using var venue = Venue("BTCUSDT");
        var (refresh, cache) = Refresh(new CountedMarket(venue) { Listed = _time.GetUtcNow() - TimeSpan.FromDays(4) }, journal, "BTCUSDT");
        await refresh.RunAsync();
        var policy = (await cache.ViewAsync(Btc))!.Policy;
        Assert.Equal([CandleInterval.FourHours, CandleInterval.OneDay], policy.Frames.Where(f => f.IsTooYoung).Select(f => f.Interval));
        Assert.NotEqual(RiskProfile.NoNewTrades, policy.Profile);
        Assert.Matches(@"^Only \d closed candles of 1d; 51 are needed to name a regime\.$", policy.Frames[^1].Evidence);
    }

    [Fact]
    public async Task A_changed_profile_is_told_once_with_what_changed_it_and_kept()
    {
        await using var journal = await JournalAsync();
        using var venue = Venue("BTCUSDT");
        var market = new CountedMarket(venue);
        var (refresh, cache) = Refresh(market, journal, "BTCUSDT");
        Assert.Empty((await refresh.RunAsync()).Changes);
        var first = (await cache.ViewAsync(Btc))!.Policy;
        Assert.Equal((RiskProfile.Normal, _time.GetUtcNow()), (first.Profile, first.ProfileSince));

        // From now on the hours are wild.
        var from = _time.GetUtcNow().ToUnixTimeMilliseconds();
        market.Change = c => c.CloseTimeMs > from && c.CloseTimeMs - c.OpenTimeMs > 3_000_000 ? c with { High = c.High * 1.3 } : c;
        var told = new List<(DateTimeOffset At, string Change)>();
        for (var minute = 0; minute < 90; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            told.AddRange((await refresh.RunAsync()).Changes.Select(c => (_time.GetUtcNow(), c)));
        }

        var (at, change) = Assert.Single(told, t => t.Change.Contains("profile", StringComparison.Ordinal));
        Assert.Equal("BTCUSDT: profile NORMAL → REDUCED: ATR percentile 100 is EXTREME.", change);
        var policy = (await cache.ViewAsync(Btc))!.Policy;
        Assert.Equal((RiskProfile.Reduced, at, "ATR percentile 100 is EXTREME."), (policy.Profile, policy.ProfileSince, policy.ProfileReason));
        Assert.True(policy.AsOf > at);

        // Regimes that changed meanwhile were told as well, and the last of them is the one that is stored.
        var regimes = told.Where(t => t.Change.Contains("regime", StringComparison.Ordinal)).Select(t => t.Change).ToList();
        Assert.All(regimes, r => Assert.Matches("^BTCUSDT: regime [A-Z ]+ → [A-Z ]+: 1h", r));
    }

    [Fact]
    public async Task A_changed_regime_is_told_with_its_evidence()
    {
        await using var journal = await JournalAsync();
        using var venue = Venue("BTCUSDT");
        var (refresh, cache) = Refresh(venue, journal, "BTCUSDT");
        await refresh.RunAsync();
        var before = (await cache.ViewAsync(Btc))!.Policy;
        var changes = 0;
        for (var hour = 0; hour < 336; hour++)
        {
            _time.Advance(TimeSpan.FromHours(1));
            var told = (await refresh.RunAsync()).Changes.Where(c => c.Contains("regime", StringComparison.Ordinal)).ToList();
            var after = (await cache.ViewAsync(Btc))!.Policy;
            var isAnother = before.Regime != after.Regime || (after.Regime == Regime.Trending && before.Direction != after.Direction);
            Assert.Equal(isAnother ? 1 : 0, told.Count);
            Assert.All(told, t => Assert.Contains($"→ {after.Regime.ToString().ToUpperInvariant()}", t, StringComparison.Ordinal));
            Assert.All(told, t => Assert.EndsWith($": {after.Why[..after.Why.IndexOf(" ATR percentile", StringComparison.Ordinal)]}", t, StringComparison.Ordinal));
            changes += told.Count;
            before = after;
        }

        Assert.InRange(changes, 2, 60);
    }

    [Fact]
    public async Task After_a_restart_the_stored_policy_is_the_one_before()
    {
        await using var journal = await JournalAsync();
        using var venue = Venue("BTCUSDT");
        await Refresh(venue, journal, "BTCUSDT").Refresh.RunAsync();
        var since = _time.GetUtcNow();

        // The same profile goes on, whatever lies between.
        _time.Advance(TimeSpan.FromMinutes(10));
        var (again, cache) = Refresh(venue, journal, "BTCUSDT");
        Assert.Empty((await again.RunAsync(isStart: true)).Changes);
        Assert.Equal(since, (await cache.ViewAsync(Btc))!.Policy.ProfileSince);

        // What the start finds changed is told with the first refresh after it, once.
        var (blind, _) = Refresh(new CountedMarket(venue) { Down = CandleInterval.OneDay }, journal, "BTCUSDT");
        Assert.Empty((await blind.RunAsync(isStart: true)).Changes);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("BTCUSDT: profile NORMAL → NO_NEW_TRADES: No fresh reading of 1d.", (await blind.RunAsync()).Changes[0]);
        Assert.Empty((await blind.RunAsync()).Changes);
        Assert.Equal((_time.GetUtcNow() - TimeSpan.FromMinutes(1), "No fresh reading of 1d."), (await cache.ViewAsync(Btc))!.Policy is { } policy ? (policy.ProfileSince, policy.ProfileReason) : default);
    }

    [Fact]
    public async Task A_row_of_a_newer_version_is_replaced_as_if_there_were_none()
    {
        await using var journal = await JournalAsync();
        using var venue = Venue("BTCUSDT");
        await journal.Store.CommitAsync(Tables.Caches, Tables.Market, [new EntityWrite.Upsert("BTCUSDT", new EntityBody("market", 99, "{}"))]);
        var (refresh, cache) = Refresh(venue, journal, "BTCUSDT");

        Assert.Empty((await refresh.RunAsync()).Changes);
        Assert.Equal(_time.GetUtcNow(), (await cache.ViewAsync(Btc))!.Policy.ProfileSince);
    }

    private SimulatedExchange Venue(params string[] symbols) =>
        new(_time, MarketSource.Parse($"synthetic:symbols={string.Join('+', symbols)}"), new SimulatedExchangeOptions { StartBalance = 100 }, store: null);

    private (RefreshPolicy Refresh, MarketCache Cache) Refresh(IMarketData market, JournalHost journal, params string[] symbols)
    {
        var (cache, candles) = (new MarketCache(journal.Store), new CandleMemory(market, _time));
        var settings = new AccountSettings("main", EquatableList.From(symbols.Select(s => new Symbol(s))), "paper");
        return (new RefreshPolicy(market, new InstrumentMemory(market, _time), new ReadFrames(candles, Options, _time), cache, new RefreshCorrelations(cache, Options, _time), new RefreshVix(candles, cache, Options, _time), new ReadFlow(market, new FlowMemory(market, _time), Options, _time), settings, Options, _time), cache);
    }

    private static ValueTask<JournalHost> JournalAsync() => JournalHost.OpenAsync(new JournalOptions { Folder = "memory", SegmentBytes = 1 << 20 }, TimeProvider.System, new MemoryFiles());

    private static CandleWindow Value(VenueReply<CandleWindow> reply) => Assert.IsType<VenueReply<CandleWindow>.Accepted>(reply).Value;
}
