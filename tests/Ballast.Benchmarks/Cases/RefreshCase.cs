using System.Globalization;
using Ballast.Application.Caches;
using Ballast.Application.Ports;
using Ballast.Application.UseCases;
using Ballast.Benchmarks.Reporting;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Journal;
using Ballast.Journal.Log;
using Ballast.Venue;
using Ballast.Venue.Markets;

namespace Ballast.Benchmarks.Cases;

/// <summary>The processor time of refreshing the policies of six symbols and of training their models, over a market whose answers are ready. The store is in memory.</summary>
internal static class RefreshCase
{
    private const int Rounds = 15;
    private static readonly string[] Names = ["BTCUSDT", "ETHUSDT", "SOLUSDT", "DOGEUSDT", "XRPUSDT", "BNBUSDT"];
    private static double _sink;

    public static async Task RunAsync()
    {
        var options = new TradingOptions();
        using var venue = new SimulatedExchange(TimeProvider.System, MarketSource.Parse($"synthetic:symbols={string.Join('+', Names)}"));
        var market = new ReadyMarket(venue);
        await using var journal = await JournalHost.OpenAsync(new JournalOptions { Folder = "memory", Inline = true }, TimeProvider.System, new MemoryFiles());
        var rounds = new List<double>[4];
        for (var i = 0; i < rounds.Length; i++)
        {
            rounds[i] = [];
        }

        for (var round = -2; round < Rounds; round++)
        {
            var (refresh, train) = App(market, journal, options);
            double[] times =
            [
                Time(() => ReadAll(market)),
                await TimeAsync(async () => _sink += (await refresh.RunAsync()).Symbols),
                await TimeAsync(async () => _sink += (await refresh.RunAsync()).Symbols),
                await TimeAsync(async () => _sink += (await train.RunAsync()).Trained.Count),
            ];
            for (var i = 0; round >= 0 && i < rounds.Length; i++)
            {
                rounds[i].Add(times[i]);
            }
        }

        string[] names = ["floor: a loop that reads each candle", "whole refresh: every window new", "refresh of a minute in which nothing closed", "training six models"];
        var table = new Table(
            string.Create(CultureInfo.InvariantCulture, $"refresh: {Names.Length} symbols, {market.Candles:N0} candles, median of {Rounds} rounds"), "what", "processor time", "time ÷ floor", "goal");
        for (var i = 0; i < names.Length; i++)
        {
            var milliseconds = Sample.MedianOf(rounds[i]);
            table.Add(names[i], $"{Show.Number(milliseconds, " ms")}", Show.Ratio(milliseconds / Sample.MedianOf(rounds[0])), i is 1 or 2 ? $"≤ 1 s: {(milliseconds <= 1_000 ? "met" : "**missed**")}" : "");
        }

        table.Print();
    }

    private static (RefreshPolicy Refresh, TrainRegimes Train) App(IMarketData market, JournalHost journal, TradingOptions options)
    {
        var time = TimeProvider.System;
        var (cache, candles) = (new MarketCache(journal.Store), new CandleMemory(market, time));
        var settings = new AccountSettings("main", EquatableList.From(Names.Select(n => new Symbol(n))), "paper");
        var refresh = new RefreshPolicy(market, new InstrumentMemory(market, time), new ReadFrames(candles, options, time), cache, new RefreshCorrelations(cache, options, time), new RefreshVix(candles, cache, options, time), new ReadFlow(market, new FlowMemory(market, time), options, time), settings, options, time);
        return (refresh, new TrainRegimes(candles, cache, settings, options, time));
    }

    private static void ReadAll(ReadyMarket market)
    {
        foreach (var window in market.Windows)
        {
            foreach (ref readonly var candle in window.Candles.Span)
            {
                _sink += candle.High - candle.Low;
            }
        }
    }

    private static double Time(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var before = Environment.CpuUsage.TotalTime;
        await work();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    /// <summary>Asks another market once for each window and book: what is measured is the app, not the market.</summary>
    private sealed class ReadyMarket(IMarketData inner) : IMarketData
    {
        private readonly Dictionary<(Symbol, CandleInterval, int), VenueReply<CandleWindow>> _windows = [];
        private readonly Dictionary<Symbol, VenueReply<OrderBook>> _books = [];
        private readonly Dictionary<(Symbol, int), VenueReply<IReadOnlyList<FlowBar>>> _flow = [];

        public IEnumerable<CandleWindow> Windows => _windows.Values.OfType<VenueReply<CandleWindow>.Accepted>().Select(w => w.Value);

        public int Candles => Windows.Sum(w => w.Candles.Count);

        public ValueTask<VenueReply<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel = default) => inner.InstrumentsAsync(cancel);

        public ValueTask<VenueReply<IReadOnlyList<MarkPrice>>> MarksAsync(IReadOnlyList<Symbol> symbols, CancellationToken cancel = default) => inner.MarksAsync(symbols, cancel);

        public async ValueTask<VenueReply<CandleWindow>> CandlesAsync(Symbol symbol, CandleInterval interval, int count, CancellationToken cancel = default) =>
            _windows.TryGetValue((symbol, interval, count), out var known) ? known : _windows[(symbol, interval, count)] = await inner.CandlesAsync(symbol, interval, count, cancel);

        public async ValueTask<VenueReply<IReadOnlyList<FlowBar>>> FlowAsync(Symbol symbol, int count, CancellationToken cancel = default) =>
            _flow.TryGetValue((symbol, count), out var known) ? known : _flow[(symbol, count)] = await inner.FlowAsync(symbol, count, cancel);

        public async ValueTask<VenueReply<OrderBook>> BookAsync(Symbol symbol, int depth, CancellationToken cancel = default) =>
            _books.TryGetValue(symbol, out var known) ? known : _books[symbol] = await inner.BookAsync(symbol, depth, cancel);
    }
}
