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
        var (candles, until, unread) = await ReadAsync(new Candles(), Until.AddMinutes(-7));

        Assert.Equal((Until, null), (until, unread));
        Assert.Equal(7, candles.Count);
        Follow(candles, Until.AddMinutes(-7), Until);
    }

    [Fact]
    public async Task A_pause_of_days_is_read_by_the_hour_up_to_the_running_one()
    {
        var from = Until.AddDays(-5).AddMinutes(-3);
        var (candles, until, _) = await ReadAsync(new Candles(), from);

        Assert.Equal(Until, until);
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

    private static async Task<(IReadOnlyList<Candle> Candles, DateTimeOffset Until, Symbol? Unread)> ReadAsync(Candles venue, DateTimeOffset from)
    {
        var (candles, until, unread) = await new CompetitionMarket(venue).CandlesAsync(new Dictionary<Symbol, DateTimeOffset> { [World.Btc] = from }, Until, CancellationToken.None);
        return (candles.GetValueOrDefault(World.Btc) ?? [], until, unread);
    }

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

        public int Marks { get; private set; }

        public FundingReading Funding { get; } = new(World.Btc, -0.0001m, Until.AddHours(3));

        public ValueTask<VenueReply<CandleWindow>> CandlesAsync(Symbol symbol, CandleInterval interval, int count, CancellationToken cancel = default)
        {
            var end = Until.AddSeconds(30).AddMinutes(-Late).ToUnixTimeMilliseconds() / interval.Milliseconds * interval.Milliseconds;
            var candles = Enumerable.Range(0, count).Select(i => end - ((count - i) * interval.Milliseconds)).Select(open => new Candle(open, 100, 101, 99, 100, 1, open + interval.Milliseconds - 1));
            return ValueTask.FromResult<VenueReply<CandleWindow>>(IsDown ? new VenueReply<CandleWindow>.Unknown("down") : new VenueReply<CandleWindow>.Accepted(new CandleWindow(EquatableList.From(candles), 0)));
        }

        public ValueTask<VenueReply<IReadOnlyList<MarkPrice>>> MarksAsync(IReadOnlyList<Symbol> symbols, CancellationToken cancel = default)
        {
            Marks++;
            return ValueTask.FromResult<VenueReply<IReadOnlyList<MarkPrice>>>(IsDown
                ? new VenueReply<IReadOnlyList<MarkPrice>>.Unknown("down")
                : new VenueReply<IReadOnlyList<MarkPrice>>.Accepted([.. symbols.Select(s => new MarkPrice(s, new Price(100), Funding.Rate, Funding.NextAt, Until))]));
        }

        public ValueTask<VenueReply<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel = default) => throw new NotSupportedException();

        public ValueTask<VenueReply<IReadOnlyList<FlowBar>>> FlowAsync(Symbol symbol, int count, CancellationToken cancel = default) => throw new NotSupportedException();

        public ValueTask<VenueReply<OrderBook>> BookAsync(Symbol symbol, int depth, CancellationToken cancel = default) => throw new NotSupportedException();
    }
}
