using Ballast.Application.Caches;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Contracts;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Journal;
using Ballast.Journal.Log;
using Ballast.Venue;
using Ballast.Venue.Markets;

namespace Ballast.Application.Tests;

/// <summary>The hidden Markov models: trained, stored, filtered with each closed hour, and what decides with and without them.</summary>
public sealed class TrainRegimesTests
{
    private static readonly Symbol Btc = new("BTCUSDT");
    private static readonly TradingOptions ByRules = new();
    private static readonly TradingOptions ByModel = ByRules with { Policy = ByRules.Policy with { Regime = RegimeSource.HiddenMarkov } };
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_training_costs_no_call_beside_the_policys_and_its_model_is_evidence_from_the_next_candle_on()
    {
        await using var app = await AppAsync(ByRules);
        await app.Policy.RunAsync();
        Assert.Null((await app.PolicyAsync()).Model);

        var weight = app.Venue.Usage.Weight;
        Assert.Equal([Btc], (await app.Train.RunAsync()).Trained);
        Assert.Equal(weight, app.Venue.Usage.Weight);
        var trained = (await app.Cache.ModelAsync(Btc))!;
        Assert.Equal((_time.GetUtcNow(), _time.GetUtcNow() + TimeSpan.FromHours(24), 0), (trained.AsOf, trained.ValidUntil, trained.SyntheticCandles));
        Assert.Equal(750, trained.Model.Observations);

        await app.Policy.RunAsync();
        Assert.Null((await app.PolicyAsync()).Model);
        _time.Advance(TimeSpan.FromHours(1));
        await app.Policy.RunAsync();
        var policy = await app.PolicyAsync();
        Assert.Equal(ModelReading.Of(trained, await app.HourlyAsync(), ByRules.HiddenMarkov), policy.Model);

        // The rules decide all the same.
        Assert.Equal(FrameRules.Combine(policy.Frames, _time.GetUtcNow(), ByRules.Frames).Regime, policy.Regime);
        Assert.Contains("ADX", policy.Frames[2].Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_settings_say_so_the_model_decides_and_higher_frames_still_temper_it()
    {
        await using var app = await AppAsync(ByModel);
        await app.Train.RunAsync();
        for (var hour = 0; hour < 12; hour++)
        {
            await app.Policy.RunAsync();
            var policy = await app.PolicyAsync();
            var own = policy.Frames.Single(f => f.Interval == CandleInterval.OneHour);
            Assert.Equal((policy.Model!.Regime, policy.Model.Direction), (own.Regime, own.Direction));
            Assert.StartsWith("Hidden Markov model: ", own.Evidence, StringComparison.Ordinal);
            Assert.NotNull(own.Adx);
            Assert.Equal(FrameRules.Combine(policy.Frames, _time.GetUtcNow(), ByModel.Frames).Regime, policy.Regime);
            _time.Advance(TimeSpan.FromHours(1));
        }
    }

    [Fact]
    public async Task A_model_that_is_missing_or_stale_leaves_it_to_the_rules_and_the_policy_says_so()
    {
        await using var app = await AppAsync(ByModel);
        await app.Policy.RunAsync();
        Assert.Contains("There is no hidden Markov model yet: the rules decide.", (await app.PolicyAsync()).Why, StringComparison.Ordinal);

        await app.Train.RunAsync();
        _time.Advance(TimeSpan.FromHours(24));
        await app.Policy.RunAsync();
        Assert.NotNull((await app.PolicyAsync()).Model);
        _time.Advance(TimeSpan.FromMinutes(1));
        await app.Policy.RunAsync();
        var policy = await app.PolicyAsync();
        Assert.Null(policy.Model);
        Assert.Contains("The hidden Markov model is stale: the rules decide.", policy.Why, StringComparison.Ordinal);
        Assert.NotEqual(RiskProfile.NoNewTrades, policy.Profile);
    }

    [Fact]
    public async Task The_next_training_continues_the_labels_of_the_one_before()
    {
        await using var app = await AppAsync(ByRules);
        await app.Train.RunAsync();
        var first = (await app.Cache.ModelAsync(Btc))!;
        _time.Advance(TimeSpan.FromHours(6));
        await app.Train.RunAsync();
        var window = await app.HourlyAsync();
        Assert.Equal(TrainedModel.Fit(window, first, _time.GetUtcNow(), ByRules.HiddenMarkov), await app.Cache.ModelAsync(Btc));

        // A model of other observations has no labels to continue.
        Assert.Equal(TrainedModel.Fit(window, null, _time.GetUtcNow(), ByRules.HiddenMarkov), TrainedModel.Fit(window, first with { FeatureCandles = 3 }, _time.GetUtcNow(), ByRules.HiddenMarkov));
        Assert.Null(ModelReading.Of(first with { FeatureCandles = 3 }, window, ByRules.HiddenMarkov));
    }

    [Fact]
    public async Task A_symbol_with_too_few_candles_has_no_model_and_the_training_says_so()
    {
        await using var app = await AppAsync(ByRules);
        var window = await app.HourlyAsync();
        var least = ByRules.HiddenMarkov.LeastFitCandles + ByRules.HiddenMarkov.FeatureCandles;
        Assert.NotNull(TrainedModel.Fit(Last(least), null, _time.GetUtcNow(), ByRules.HiddenMarkov));
        Assert.Null(TrainedModel.Fit(Last(least - 1), null, _time.GetUtcNow(), ByRules.HiddenMarkov));

        var dreaming = ByRules with { HiddenMarkov = ByRules.HiddenMarkov with { LeastFitCandles = 1_000 } };
        await using var other = await AppAsync(dreaming);
        var report = await other.Train.RunAsync();
        Assert.Empty(report.Trained);
        Assert.Equal(["BTCUSDT: 765 candles of 1h; 1015 are needed to train a model."], report.Problems);

        CandleWindow Last(int count) => window with { Candles = EquatableList.From(window.Candles.TakeLast(count)) };
    }

    private async Task<TrainingApp> AppAsync(TradingOptions options)
    {
        var journal = await JournalHost.OpenAsync(new JournalOptions { Folder = "memory", SegmentBytes = 1 << 20 }, TimeProvider.System, new MemoryFiles());
        return new TrainingApp(journal, new SimulatedExchange(_time, MarketSource.Parse("synthetic:symbols=BTCUSDT"), new SimulatedExchangeOptions { StartBalance = 100 }, store: null), options, _time);
    }

    /// <summary>Refresh and training over one market and one memory of candles.</summary>
    private sealed class TrainingApp : IAsyncDisposable
    {
        private readonly JournalHost _journal;
        private readonly CandleMemory _candles;
        private readonly TradingOptions _options;

        public TrainingApp(JournalHost journal, SimulatedExchange venue, TradingOptions options, TimeProvider time)
        {
            (_journal, _options, Venue, Cache) = (journal, options, venue, new MarketCache(journal.Store));
            _candles = new CandleMemory(venue, time);
            var settings = new AccountSettings("main", [Btc], "paper");
            Policy = new RefreshPolicy(venue, new InstrumentMemory(venue, time), new ReadFrames(_candles, options, time), Cache, new RefreshCorrelations(Cache, options, time), new RefreshVix(_candles, Cache, options, time), new ReadFlow(venue, new FlowMemory(venue, time), options, time), settings, options, time);
            Train = new TrainRegimes(_candles, Cache, settings, options, time);
        }

        public SimulatedExchange Venue { get; }

        public MarketCache Cache { get; }

        public RefreshPolicy Policy { get; }

        public TrainRegimes Train { get; }

        public async ValueTask<SymbolPolicy> PolicyAsync() => (await Cache.ViewAsync(Btc))!.Policy;

        public async ValueTask<CandleWindow> HourlyAsync() =>
            Assert.IsType<VenueReply<CandleWindow>.Accepted>(await _candles.ReadAsync(Btc, CandleInterval.OneHour, _options.FramePlan.Reads[1].Count)).Value;

        public async ValueTask DisposeAsync()
        {
            Venue.Dispose();
            await _journal.DisposeAsync();
        }
    }
}
