using Ballast.Application.Caches;
using Ballast.Application.Configuration;
using Ballast.Application.Ports;
using Ballast.Application.UseCases;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Research.Data;
using Ballast.Research.Full;
using Ballast.Research.Tests.Trials;
using Ballast.Research.Trials;
using Ballast.Venue.Markets;
using Ballast.Venue.Markets.Klines;

namespace Ballast.Research.Tests.Full;

/// <summary>VPIN of taker volumes in full mode.</summary>
public sealed class FlowTapeTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(Candles.Start);

    /// <summary>What each signal sees is what the app's own reader makes of the same bars, minute by minute through its memory.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Signals_see_what_the_app_reads_in_the_same_minute(bool tellsTakers)
    {
        using var folder = new TempFolder();
        KlineWriter.Write(folder.Path("BTCUSDT-1m.csv"), Takers(Gap(FullGiven.Wave(5, 4_000, minutes: 1)), tellsTakers ? 1 : 0));
        var candles = KlineFile.Read(folder.Path("BTCUSDT-1m.csv"));
        var market = FullMarket.Of(FullGiven.Btc, BarFile.LoadWithTakers(folder.Path("BTCUSDT-1m.csv"), null).Bars);
        var options = FullGiven.App(frame: "15m") with { Market = new MarketAssumptions { IsNeutral = true } };
        var trading = options.Desk.Trading;
        var tape = new MarketTape(market, options, VixTape.Assumed(50, trading.Vix), (_, s) => StrategyFold.Of(s, trading));
        var (clock, warnings) = (new Clock(), new List<string>());
        var venue = new FlowVenue([.. candles.Select(c => c.Flow)], clock);
        var reader = new ReadFlow(venue, new FlowMemory(venue, clock), trading, clock);
        var (signals, known) = (0, 0);
        foreach (var candle in candles)
        {
            clock.Now = DateTimeOffset.FromUnixTimeMilliseconds(candle.Candle.CloseTimeMs + 1);
            var read = await reader.RunAsync(FullGiven.Btc, warnings);
            if (tape.AtMs != clock.Now.ToUnixTimeMilliseconds())
            {
                continue;
            }

            var seen = tape.Signals[0].View!.Book!;
            Assert.Equal((read!.Vpin, read.SignedVolume, read.FlowAsOf), (seen.Vpin, seen.SignedVolume, seen.FlowAsOf));
            (signals, known) = (signals + 1, known + (seen.Vpin is null ? 0 : 1));
            tape.MoveNext();
        }

        Assert.Empty(warnings);
        Assert.Equal(market.Bars.Count, tape.Bar);
        Assert.True(signals > 10 && known > 5, $"{signals} signals, VPIN known at {known}");
        Assert.Equal(tellsTakers ? 0 : candles.Count, market.Bars.Takers!.Classified);
    }

    [Fact]
    public void The_result_says_what_vpin_is_made_of()
    {
        var candles = FullGiven.Wave(1, 300, minutes: 1);
        var bars = BarSeries.Of(candles);
        var told = bars.WithTakers([.. candles.Select(c => c.Volume / 3)]);
        var zeros = bars.WithTakers([.. candles.Select(_ => 0.0)]);

        Assert.Equal("VPIN of BTCUSDT is that of what takers bought.", Why(told));
        Assert.Equal("VPIN of BTCUSDT: its file does not tell of 300 bars what takers bought; bulk classification splits them by the change of their closes.", Why(zeros));
        Assert.Equal("VPIN of BTCUSDT is not measured: its bars come without takers.", Why(bars));
        var hours = FullGiven.Wave(1, 300);
        Assert.Equal("VPIN of BTCUSDT is not measured: it wants bars of one minute, and these are of 1h.", Why(BarSeries.Of(hours).WithTakers([.. hours.Select(c => c.Volume / 3)])));
        Assert.Equal("VPIN is 0.2 at all times.", Why(told, 0.2m));
    }

    /// <summary>Takers that buy everything make it CRITICAL: the same candles are traded otherwise, and a given VPIN overrules them.</summary>
    [Fact]
    public void Decisions_heed_it()
    {
        var candles = FullGiven.Wave(3, 6_000, minutes: 1);
        var bars = BarSeries.Of(candles);
        var one = bars.WithTakers([.. candles.Select(c => c.Volume)]);
        var half = bars.WithTakers([.. candles.Select(c => c.Volume / 2)]);
        var options = FullGiven.App(frame: "15m") with { Market = new MarketAssumptions { IsNeutral = true } };
        options = options with { Desk = options.Desk with { Trading = options.Desk.Trading with { Microstructure = new MicrostructureOptions { Filter = RiskFilter.Vpin } } } };

        FullResult Run(BarSeries of, decimal? vpin = null) => FullBacktest.Run([FullMarket.Of(FullGiven.Btc, of)], options with { Market = options.Market with { Vpin = vpin } });
        var refusals = Run(one).Decisions.Where(d => d.At >= Start.AddDays(2)).Select(d => d.Refusal).ToList();

        Assert.NotEmpty(refusals);
        Assert.All(refusals, Assert.NotNull);
        Assert.NotEmpty(Run(half).Trades);
        Assert.Equal(Run(bars, 0).Trades, Run(one, 0).Trades);
    }

    /// <summary>Points that change how VPIN is measured do not share their signals' views.</summary>
    [Fact]
    public void A_point_of_a_search_has_its_own_vpin()
    {
        var candles = FullGiven.Wave(3, 6_000, minutes: 1);
        FullMarket[] markets = [FullMarket.Of(FullGiven.Btc, BarSeries.Of(candles).WithTakers([.. candles.Select((c, i) => c.Volume * (i / 240 % 2 == 0 ? 0.9 : 0.5))]))];
        var settings = new Dictionary<string, string> { ["Strategies__Run"] = "sma-cross", ["Strategies__SmaCross__Fast"] = "5", ["Strategies__SmaCross__Slow"] = "12", ["Strategies__SmaCross__Interval"] = "15m", ["Microstructure__Filter"] = "vpin", ["Microstructure__CriticalVpin"] = "0.6" };
        var options = new FullOptions { Market = new MarketAssumptions { IsNeutral = true } };
        var engine = new FullTrials(markets, options, new AppPoints(settings, [FullGiven.Btc]));
        List<double> sums = [];
        foreach (var buckets in (string[])["50", "10", "50"])
        {
            var point = new Dictionary<string, string> { ["Vpin__Buckets"] = buckets };
            var run = Assert.Single(engine.Run(point, [engine.Whole])!);
            var own = Assert.Single(new FullTrials(markets, options, new AppPoints(settings, [FullGiven.Btc])).Run(point, [engine.Whole])!);
            Assert.Equal(own.TradePnls.ToArray(), run.TradePnls.ToArray());
            sums.Add(run.TradePnls.ToArray().Sum());
        }

        Assert.Equal(sums[0], sums[2]);
        Assert.NotEqual(sums[0], sums[1]);
    }

    private static string Why(BarSeries bars, decimal? vpin = null) =>
        FullBacktest.Assumptions([FullMarket.Of(FullGiven.Btc, bars)], new FullOptions { Market = new MarketAssumptions { IsNeutral = true, Vpin = vpin } }).Single(a => a.StartsWith("VPIN", StringComparison.Ordinal));

    private static IEnumerable<TakerCandle> Takers(Candle[] candles, double most)
    {
        var random = new Random(9);
        return [.. candles.Select(c => new TakerCandle(c, Math.Round(c.Volume * random.NextDouble() * most, 3)))];
    }

    /// <summary>Two hours are missing after two days.</summary>
    private static Candle[] Gap(Candle[] candles) => [.. candles.Select((c, i) => i < 2_880 ? c : c with { OpenTimeMs = c.OpenTimeMs + 7_200_000, CloseTimeMs = c.CloseTimeMs + 7_200_000 })];

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    /// <summary>A venue of one book and the bars closed by now.</summary>
    private sealed class FlowVenue(FlowBar[] bars, Clock clock) : IMarketData
    {
        public ValueTask<VenueReply<IReadOnlyList<FlowBar>>> FlowAsync(Symbol symbol, int count, CancellationToken cancel = default) =>
            ValueTask.FromResult<VenueReply<IReadOnlyList<FlowBar>>>(new VenueReply<IReadOnlyList<FlowBar>>.Accepted([.. bars.TakeWhile(b => b.CloseTimeMs < clock.Now.ToUnixTimeMilliseconds()).TakeLast(count)]));

        public ValueTask<VenueReply<OrderBook>> BookAsync(Symbol symbol, int depth, CancellationToken cancel = default) =>
            ValueTask.FromResult<VenueReply<OrderBook>>(new VenueReply<OrderBook>.Accepted(new OrderBook(symbol, clock.Now, [new BookLevel(new Price(99), new Quantity(1))], [new BookLevel(new Price(101), new Quantity(1))])));

        public ValueTask<VenueReply<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel = default) => throw new NotSupportedException();

        public ValueTask<VenueReply<CandleWindow>> CandlesAsync(Symbol symbol, CandleInterval interval, int count, CancellationToken cancel = default) => throw new NotSupportedException();

        public ValueTask<VenueReply<IReadOnlyList<MarkPrice>>> MarksAsync(IReadOnlyList<Symbol> symbols, CancellationToken cancel = default) => throw new NotSupportedException();
    }
}
