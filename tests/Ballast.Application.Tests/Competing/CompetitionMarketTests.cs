using Ballast.Application.Competing;
using Ballast.Application.Ports;
using Ballast.Core.Competing;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;

namespace Ballast.Application.Tests.Competing;

/// <summary>What the modes see of the market since they last looked.</summary>
public sealed class CompetitionMarketTests
{
    private static readonly DateTimeOffset Until = new(2026, 3, 10, 12, 34, 0, TimeSpan.Zero);

    [Fact]
    public async Task Minutes_are_read_from_where_it_looked_last_each_once()
    {
        var read = await ReadAsync(new Candles(), Until.AddMinutes(-7));

        Assert.Equal((Until, null), (read.Until, read.Unread));
        Assert.Empty(read.Delisted);
        Assert.Equal(7, read.Candles[World.Btc].Count);
        Follow(read.Candles[World.Btc], Until.AddMinutes(-7), Until);
    }

    [Fact]
    public async Task A_pause_of_days_is_read_by_the_hour_up_to_the_running_one()
    {
        var from = Until.AddDays(-5).AddMinutes(-3);
        var read = await ReadAsync(new Candles(), from);
        var candles = read.Candles[World.Btc];

        Assert.Equal(Until, read.Until);
        Assert.Equal((34, 120), (candles.Count(c => c.CloseTimeMs - c.OpenTimeMs < 60_000), candles.Count(c => c.CloseTimeMs - c.OpenTimeMs > 60_000)));

        // The first hour had begun before.
        Follow(candles, new DateTimeOffset(2026, 3, 5, 12, 0, 0, TimeSpan.Zero), Until);
    }

    [Fact]
    public async Task A_venue_that_is_late_holds_the_look_up_for_three_minutes()
    {
        Assert.Equal(Until.AddMinutes(-2), (await ReadAsync(new Candles { Late = 2 }, Until.AddMinutes(-10))).Until);
        Assert.Equal(Until, (await ReadAsync(new Candles { Late = 4 }, Until.AddMinutes(-10))).Until);
    }

    [Fact]
    public async Task What_cannot_be_read_is_named() => Assert.Equal(World.Btc, (await ReadAsync(new Candles { IsDown = true }, Until.AddMinutes(-10))).Unread);

    [Fact]
    public async Task A_symbol_whose_candles_are_refused_is_given_up_only_where_the_venue_does_not_trade_it()
    {
        var gone = await ReadAsync(new Candles { HasCandles = false, Trades = [] }, Until.AddMinutes(-10));
        var settling = await ReadAsync(new Candles { HasCandles = false, Trades = [Given("SETTLING")] }, Until.AddMinutes(-10));
        var listed = await ReadAsync(new Candles { HasCandles = false, Trades = [Given("TRADING")] }, Until.AddMinutes(-10));

        Assert.All([gone, settling], read => Assert.Equal((Until, null), (read.Until, read.Unread)));
        Assert.All([gone, settling], read => Assert.Equal([World.Btc], read.Delisted));
        Assert.Equal(World.Btc, listed.Unread);
        Assert.Empty(listed.Delisted);
    }

    [Theory]
    [InlineData("SETTLING", 23, false)]
    [InlineData("SETTLING", 25, true)]
    [InlineData("TRADING", 25, false)]
    public async Task A_symbol_without_candles_is_given_up_after_a_day_where_the_venue_does_not_trade_it(string status, int hours, bool isDelisted)
    {
        var read = await ReadAsync(new Candles { Late = hours * 60, Trades = [Given(status)] }, Until.AddHours(-30));

        Assert.Equal((Until, null), (read.Until, read.Unread));
        Assert.Equal(isDelisted ? [World.Btc] : [], read.Delisted);
        Assert.Equal((30 - hours) * 60, read.Candles[World.Btc].Count);
    }

    [Fact]
    public async Task Funding_is_read_when_it_is_not_known_and_again_close_to_its_time()
    {
        var venue = new Candles();
        var market = new CompetitionMarket(venue);
        var far = new FundingReading(World.Btc, 0.0002m, Until.AddHours(3));

        Assert.Equal([far], await market.FundingAsync([World.Btc], [far], Until, CancellationToken.None));
        Assert.Equal(0, venue.Marks);
        Assert.Equal([venue.Funding], await market.FundingAsync([World.Btc], [], Until, CancellationToken.None));
        Assert.Equal([venue.Funding], await market.FundingAsync([World.Btc], [far with { NextAt = Until.AddMinutes(5) }], Until, CancellationToken.None));
        Assert.Equal(2, venue.Marks);
        Assert.Null(await new CompetitionMarket(new Candles { IsDown = true }).FundingAsync([World.Btc], [], Until, CancellationToken.None));
    }

    private static async Task<CandleReading> ReadAsync(Candles venue, DateTimeOffset from) =>
        await new CompetitionMarket(venue).CandlesAsync(new Dictionary<Symbol, DateTimeOffset> { [World.Btc] = from }, Until, CancellationToken.None);

    private static Instrument Given(string status) => new()
    {
        Symbol = World.Btc,
        BaseAsset = "BTC",
        Status = status,
        TickSize = 0.1m,
        StepSize = 0.001m,
        MinQuantity = 0.001m,
        MinNotional = 5,
        Brackets = [new(0, 300_000, 125, 0.004m, 0)],
    };

    /// <summary>No candle twice, none left out.</summary>
    private static void Follow(IReadOnlyList<Candle> candles, DateTimeOffset from, DateTimeOffset to)
    {
        Assert.Equal(from.ToUnixTimeMilliseconds(), candles[0].OpenTimeMs);
        Assert.All(candles.Zip(candles.Skip(1)), pair => Assert.Equal(pair.First.CloseTimeMs + 1, pair.Second.OpenTimeMs));
        Assert.Equal(to.ToUnixTimeMilliseconds(), candles[^1].CloseTimeMs + 1);
    }

    /// <summary>A venue at half past <see cref="Until"/> whose every candle is there.</summary>
    private sealed class Candles : IMarketData
    {
        public int Late { get; init; }

        public bool IsDown { get; init; }

        /// <summary>False: it refuses them as of a symbol that it does not know.</summary>
        public bool HasCandles { get; init; } = true;

        public IReadOnlyList<Instrument> Trades { get; init; } = [];

        public int Marks { get; private set; }

        public FundingReading Funding { get; } = new(World.Btc, -0.0001m, Until.AddHours(3));

        public ValueTask<VenueReply<CandleWindow>> CandlesAsync(Symbol symbol, CandleInterval interval, int count, CancellationToken cancel = default)
        {
            var end = Until.AddSeconds(30).AddMinutes(-Late).ToUnixTimeMilliseconds() / interval.Milliseconds * interval.Milliseconds;
            var candles = Enumerable.Range(0, count).Select(i => end - ((count - i) * interval.Milliseconds)).Select(open => new Candle(open, 100, 101, 99, 100, 1, open + interval.Milliseconds - 1));
            return ValueTask.FromResult<VenueReply<CandleWindow>>(IsDown ? new VenueReply<CandleWindow>.Unknown("down")
                : !HasCandles ? new VenueReply<CandleWindow>.Rejected(-1121, "Invalid symbol.")
                : new VenueReply<CandleWindow>.Accepted(new CandleWindow(EquatableList.From(candles), 0)));
        }

        public ValueTask<VenueReply<IReadOnlyList<MarkPrice>>> MarksAsync(IReadOnlyList<Symbol> symbols, CancellationToken cancel = default)
        {
            Marks++;
            return ValueTask.FromResult<VenueReply<IReadOnlyList<MarkPrice>>>(IsDown
                ? new VenueReply<IReadOnlyList<MarkPrice>>.Unknown("down")
                : new VenueReply<IReadOnlyList<MarkPrice>>.Accepted([.. symbols.Select(s => new MarkPrice(s, new Price(100), Funding.Rate, Funding.NextAt, Until))]));
        }

        public ValueTask<VenueReply<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel = default) =>
            ValueTask.FromResult<VenueReply<IReadOnlyList<Instrument>>>(IsDown ? new VenueReply<IReadOnlyList<Instrument>>.Unknown("down") : new VenueReply<IReadOnlyList<Instrument>>.Accepted(Trades));

        public ValueTask<VenueReply<IReadOnlyList<FlowBar>>> FlowAsync(Symbol symbol, int count, CancellationToken cancel = default) => throw new NotSupportedException();

        public ValueTask<VenueReply<OrderBook>> BookAsync(Symbol symbol, int depth, CancellationToken cancel = default) => throw new NotSupportedException();
    }
}
