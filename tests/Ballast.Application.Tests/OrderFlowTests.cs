using Ballast.Application.Caches;
using Ballast.Application.Ports;
using Ballast.Application.UseCases;
using Ballast.Contracts;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Venue;
using Ballast.Venue.Markets;

namespace Ballast.Application.Tests;

/// <summary>Book and order flow as they are read each minute: a day once, then what is new. Source: requirements §7, facts.md §4 (weights).</summary>
public sealed class OrderFlowTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly SimulatedExchange _venue;
    private readonly Watched _market;
    private readonly List<string> _warnings = [];
    private readonly TradingOptions _options = new();
    private readonly ReadFlow _flow;

    public OrderFlowTests()
    {
        var symbols = string.Join('+', Enumerable.Range(0, 12).Select(i => $"A{i}USDT"));
        _venue = new SimulatedExchange(_time, MarketSource.Parse($"synthetic:symbols=BTCUSDT+ETHUSDT+{symbols}"), new SimulatedExchangeOptions { StartBalance = 100 }, store: null);
        _market = new Watched(_venue);
        _flow = NewReader();
    }

    [Fact]
    public async Task A_day_is_read_once_and_then_what_is_new()
    {
        await ReadAsync();
        await ReadAsync();
        Assert.Equal([FlowWindow.Most], _market.Asked);

        for (var minute = 0; minute < 3; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await ReadAsync();
        }

        _time.Advance(TimeSpan.FromMinutes(90));
        await ReadAsync();
        Assert.Equal([FlowWindow.Most, 2, 2, 2, 91], _market.Asked);
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task The_reading_has_all_measures_with_their_times()
    {
        await ReadAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        var now = _time.GetUtcNow();
        var reading = (await ReadAsync())!;
        var book = Accepted(await _venue.BookAsync(World.Btc, 20));
        var bars = Accepted(await _venue.FlowAsync(World.Btc, FlowWindow.Most));

        // Counted again from the lists, in another way: buckets over the running volume.
        var bucket = bars.Sum(b => b.Volume) / 1_500 * 1_440 / 50;
        Assert.Equal(Vpin(bars, bucket), (double)reading.Vpin!.Value, 3);
        Assert.InRange(reading.Vpin.Value, 0.01m, 0.99m);
        Assert.Equal((decimal)((2 * bars[^1].TakerBuyVolume) - bars[^1].Volume), reading.SignedVolume!.Value, 6);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(bars[^1].CloseTimeMs), reading.FlowAsOf);
        Assert.InRange(now - reading.FlowAsOf!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Equal((book.At, new Money(book.Bids.Sum(l => l.Price.Value * l.Quantity.Value)), new Money(book.Asks.Sum(l => l.Price.Value * l.Quantity.Value))), (reading.AsOf, reading.BidDepth, reading.AskDepth));
        var (bids, asks) = (book.Bids.Take(5).Sum(l => l.Quantity.Value), book.Asks.Take(5).Sum(l => l.Quantity.Value));
        Assert.Equal((bids - asks) / (bids + asks), reading.Imbalance!.Value, 7);
        Assert.NotNull(reading.ImbalanceVelocity);
    }

    [Fact]
    public async Task A_process_that_starts_later_reads_the_same()
    {
        await ReadAsync();
        for (var minute = 0; minute < 30; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await ReadAsync();
        }

        var (grown, fresh) = (await ReadAsync(), await NewReader().RunAsync(World.Btc, _warnings));
        Assert.Equal(grown! with { ImbalanceVelocity = null }, fresh! with { ImbalanceVelocity = null });
        Assert.NotNull(fresh.Vpin);
    }

    [Fact]
    public async Task A_flow_that_cannot_be_read_leaves_vpin_unknown_and_is_named()
    {
        var before = await ReadAsync();
        _market.IsFlowDown = true;
        _time.Advance(TimeSpan.FromMinutes(1));
        var reading = (await ReadAsync())!;

        Assert.NotNull(before!.Vpin);
        Assert.Equal((null, null, null), (reading.Vpin, reading.SignedVolume, reading.FlowAsOf));
        Assert.Equal(RiskLevel.Warning, RiskLevels.Classify(reading, _options.Microstructure));
        Assert.Equal(["BTCUSDT: the order flow could not be read."], _warnings);

        _market.IsFlowDown = false;
        Assert.NotNull((await ReadAsync())!.Vpin);
    }

    [Fact]
    public async Task A_book_that_cannot_be_read_is_no_reading()
    {
        _market.IsBookDown = true;
        Assert.Null(await ReadAsync());
    }

    [Fact]
    public async Task A_flow_that_has_stopped_is_too_old_to_count()
    {
        await ReadAsync();
        _market.Frozen = Accepted(await _venue.FlowAsync(World.Btc, 10));
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Null((await ReadAsync())!.Vpin);
        Assert.StartsWith("BTCUSDT: the newest bar of the order flow is of ", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bars_that_do_not_continue_are_read_anew()
    {
        await ReadAsync();
        _time.Advance(TimeSpan.FromMinutes(5));
        _market.Frozen = [.. Accepted(await _venue.FlowAsync(World.Btc, 2))];
        Assert.Null((await ReadAsync())!.Vpin);
        _market.Frozen = null;

        Assert.NotNull((await ReadAsync())!.Vpin);
        Assert.Equal([FlowWindow.Most, 6, FlowWindow.Most], _market.Asked);
    }

    [Fact]
    public async Task Of_many_symbols_some_wait_for_a_later_minute_without_a_warning()
    {
        var symbols = Enumerable.Range(0, 12).Select(i => new Symbol($"A{i}USDT")).ToList();
        foreach (var symbol in symbols)
        {
            await _flow.RunAsync(symbol, _warnings);
        }

        Assert.Equal(FlowMemory.DaysPerMinute, _market.Asked.Count(c => c == FlowWindow.Most));
        Assert.Null((await _flow.RunAsync(symbols[^1], _warnings))!.Vpin);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull((await _flow.RunAsync(symbols[^1], _warnings))!.Vpin);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void A_minute_of_the_app_stores_it_with_the_view_and_a_start_does_not_wait_for_it()
    {
        using var world = World.Start();
        Assert.NotNull(world.Run(() => world.App.Graph.Cache.ViewAsync(World.Btc))!.Book!.Vpin);

        var market = new Watched(world.Venue) { IsFlowDown = true };
        var app = world.NewApp(market: market);
        Assert.Empty(world.Run(() => app.Reconcile.RunAsync()));
        var report = world.Run(() => app.Policy.RunAsync());
        Assert.Equal((1, "BTCUSDT: the order flow could not be read."), (report.Symbols, Assert.Single(report.Warnings)));
        Assert.Empty(report.Problems);
        Assert.Null(world.Run(() => app.Graph.Cache.ViewAsync(World.Btc))!.Book!.Vpin);
    }

    public void Dispose() => _venue.Dispose();

    private ReadFlow NewReader() => new(_market, new FlowMemory(_market, _time), _options, _time);

    private async Task<BookReading?> ReadAsync() => await _flow.RunAsync(World.Btc, _warnings);

    private static T Accepted<T>(VenueReply<T> reply) => Assert.IsType<VenueReply<T>.Accepted>(reply).Value;

    private static double Vpin(IReadOnlyList<FlowBar> bars, double bucket)
    {
        // Bought and sold up to any volume, by straight lines between the bars.
        var total = bars.Sum(b => b.Volume);
        var full = (int)(total / bucket);
        double BoughtUpTo(double volume)
        {
            double bought = 0;
            foreach (var bar in bars)
            {
                var part = Math.Min(bar.Volume, volume);
                bought += bar.Volume > 0 ? bar.TakerBuyVolume * part / bar.Volume : 0;
                volume -= part;
            }

            return bought;
        }

        return Enumerable.Range(full - 50, 50).Sum(i => Math.Abs((2 * (BoughtUpTo((i + 1) * bucket) - BoughtUpTo(i * bucket))) - bucket)) / (50 * bucket);
    }

    /// <summary>A market that counts what is asked of its flow, and fails as it is told.</summary>
    private sealed class Watched(IMarketData inner) : IMarketData
    {
        public List<int> Asked { get; } = [];

        public bool IsFlowDown { get; set; }

        public bool IsBookDown { get; set; }

        /// <summary>What it says of the flow whatever is asked.</summary>
        public IReadOnlyList<FlowBar>? Frozen { get; set; }

        public ValueTask<VenueReply<IReadOnlyList<FlowBar>>> FlowAsync(Symbol symbol, int count, CancellationToken cancel = default)
        {
            Asked.Add(count);
            return IsFlowDown ? ValueTask.FromResult<VenueReply<IReadOnlyList<FlowBar>>>(new VenueReply<IReadOnlyList<FlowBar>>.Unknown("down (test)"))
                : Frozen is { } bars ? ValueTask.FromResult<VenueReply<IReadOnlyList<FlowBar>>>(new VenueReply<IReadOnlyList<FlowBar>>.Accepted(bars))
                : inner.FlowAsync(symbol, count, cancel);
        }

        public ValueTask<VenueReply<OrderBook>> BookAsync(Symbol symbol, int depth, CancellationToken cancel = default) =>
            IsBookDown ? ValueTask.FromResult<VenueReply<OrderBook>>(new VenueReply<OrderBook>.Unknown("down (test)")) : inner.BookAsync(symbol, depth, cancel);

        public ValueTask<VenueReply<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel = default) => inner.InstrumentsAsync(cancel);

        public ValueTask<VenueReply<CandleWindow>> CandlesAsync(Symbol symbol, CandleInterval interval, int count, CancellationToken cancel = default) => inner.CandlesAsync(symbol, interval, count, cancel);

        public ValueTask<VenueReply<IReadOnlyList<MarkPrice>>> MarksAsync(IReadOnlyList<Symbol> symbols, CancellationToken cancel = default) => inner.MarksAsync(symbols, cancel);
    }
}
