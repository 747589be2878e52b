using Ballast.Application.Caches;
using Ballast.Application.Ports;
using Ballast.Application.UseCases;
using Ballast.Contracts;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Journal;
using Ballast.Journal.Log;
using Ballast.Venue;
using Ballast.Venue.Markets;

namespace Ballast.Application.Tests;

/// <summary>The Crypto-VIX is computed once in five minutes, however many ask. Source: requirements §5.</summary>
public sealed class VixLoadTests
{
    private const int Readers = 1_000;
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_thousand_readers_at_once_cost_one_computation_in_five_minutes()
    {
        await using var journal = await JournalHost.OpenAsync(new JournalOptions { Folder = "memory", SegmentBytes = 1 << 20 }, TimeProvider.System, new MemoryFiles());
        using var venue = new SimulatedExchange(_time, MarketSource.Parse("synthetic:symbols=BTCUSDT+ETHUSDT"), new SimulatedExchangeOptions { StartBalance = 100 }, store: null);
        var (market, cache, options) = (new Slow(venue), new MarketCache(journal.Store), new TradingOptions());
        var vix = new RefreshVix(new CandleMemory(market, _time), cache, options, _time);

        var first = await AllAsync(vix);
        Assert.Equal(1, market.Reads);
        Assert.Single((await cache.VixHistoryAsync())!.Scores);
        Assert.Equal(first, await cache.VixAsync());

        // Young enough: nothing is computed, whoever asks.
        _time.Advance(options.Vix.Period - TimeSpan.FromSeconds(1));
        Assert.Equal(first, await AllAsync(vix));
        Assert.Single((await cache.VixHistoryAsync())!.Scores);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(_time.GetUtcNow(), (await AllAsync(vix)).AsOf);
        Assert.Equal(2, (await cache.VixHistoryAsync())!.Scores.Count);
    }

    [Fact]
    public async Task A_reader_that_gives_up_takes_nothing_from_the_others()
    {
        await using var journal = await JournalHost.OpenAsync(new JournalOptions { Folder = "memory", SegmentBytes = 1 << 20 }, TimeProvider.System, new MemoryFiles());
        using var venue = new SimulatedExchange(_time, MarketSource.Parse("synthetic:symbols=BTCUSDT"), new SimulatedExchangeOptions { StartBalance = 100 }, store: null);
        var market = new Slow(venue) { Until = new TaskCompletionSource() };
        var vix = new RefreshVix(new CandleMemory(market, _time), new MarketCache(journal.Store), new TradingOptions(), _time);
        using var given = new CancellationTokenSource();

        var impatient = vix.RunAsync(given.Token).AsTask();
        var patient = vix.RunAsync(CancellationToken.None).AsTask();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        market.Until.SetResult();

        Assert.NotNull((await patient).Reading);
        Assert.Equal(1, market.Reads);
    }

    private static async Task<Core.Volatility.VixReading> AllAsync(RefreshVix vix)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => Task.Run(async () => await vix.RunAsync())));
        Assert.All(answers, a => Assert.Null(a.Problem));
        return Assert.Single(answers.Select(a => a.Reading!).Distinct());
    }

    /// <summary>A market whose candles take a while, so that many ask meanwhile.</summary>
    private sealed class Slow(IMarketData inner) : IMarketData
    {
        private int _reads;

        public int Reads => _reads;

        public TaskCompletionSource? Until { get; init; }

        public async ValueTask<VenueReply<CandleWindow>> CandlesAsync(Symbol symbol, CandleInterval interval, int count, CancellationToken cancel = default)
        {
            Interlocked.Increment(ref _reads);
            await (Until?.Task ?? Task.Delay(50, cancel));
            return await inner.CandlesAsync(symbol, interval, count, cancel);
        }

        public ValueTask<VenueReply<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel = default) => inner.InstrumentsAsync(cancel);

        public ValueTask<VenueReply<IReadOnlyList<FlowBar>>> FlowAsync(Symbol symbol, int count, CancellationToken cancel = default) => inner.FlowAsync(symbol, count, cancel);

        public ValueTask<VenueReply<OrderBook>> BookAsync(Symbol symbol, int depth, CancellationToken cancel = default) => inner.BookAsync(symbol, depth, cancel);

        public ValueTask<VenueReply<IReadOnlyList<MarkPrice>>> MarksAsync(IReadOnlyList<Symbol> symbols, CancellationToken cancel = default) => inner.MarksAsync(symbols, cancel);
    }
}
