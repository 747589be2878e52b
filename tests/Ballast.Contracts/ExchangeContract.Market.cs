using Ballast.Core.Market;
using Ballast.Core.Microstructure;

namespace Ballast.Contracts;

/// <summary>Candles, book, marks, instruments, clock.</summary>
public abstract partial class ExchangeContract
{
    [Fact]
    public async Task The_venues_clock_goes_on()
    {
        var before = Value(await Exchange.ServerTimeAsync());
        await _venue.MoveAsync(TimeSpan.FromMinutes(3));
        Assert.InRange(Value(await Exchange.ServerTimeAsync()) - before, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(4));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    public async Task Candles_are_the_last_closed_ones_in_order(int count)
    {
        await _venue.MoveAsync(TimeSpan.FromSeconds((12 * 60) + 20));
        var now = Value(await Exchange.ServerTimeAsync()).ToUnixTimeMilliseconds();
        var candles = Value(await Market.CandlesAsync(Btc, CandleInterval.OneMinute, count)).Candles;

        Assert.Equal(count, candles.Count);
        Assert.All(candles, c => Assert.True(c.IsWellFormed && c.CloseTimeMs == c.OpenTimeMs + 59_999));
        Assert.All(candles.Zip(candles.Skip(1)), pair => Assert.Equal(pair.First.OpenTimeMs + 60_000, pair.Second.OpenTimeMs));
        Assert.InRange(now - candles[^1].CloseTimeMs, 1, 61_000);
    }

    [Fact]
    public async Task Candles_of_a_longer_interval_are_closed_too()
    {
        await _venue.MoveAsync(TimeSpan.FromMinutes(47));
        var now = Value(await Exchange.ServerTimeAsync()).ToUnixTimeMilliseconds();
        var candles = Value(await Market.CandlesAsync(Btc, CandleInterval.FifteenMinutes, 2)).Candles;

        Assert.Equal(2, candles.Count);
        Assert.Equal(now / 900_000 * 900_000, candles[^1].CloseTimeMs + 1);
    }

    [Fact]
    public async Task Candles_beyond_one_page_are_read_in_pages()
    {
        await _venue.MoveAsync(TimeSpan.FromSeconds(90));
        var candles = Value(await Market.CandlesAsync(Btc, CandleInterval.OneMinute, 2_000)).Candles;

        Assert.Equal(2_000, candles.Count);
        Assert.All(candles.Zip(candles.Skip(1)), pair => Assert.Equal(pair.First.OpenTimeMs + 60_000, pair.Second.OpenTimeMs));
    }

    [Fact]
    public async Task No_candles_cannot_be_asked_for() =>
        Assert.Equal(-1130, Code(await Market.CandlesAsync(Btc, CandleInterval.OneMinute, 0)));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(FlowWindow.Most)]
    public async Task Flow_is_the_volume_by_side_of_the_last_closed_minutes(int count)
    {
        await _venue.MoveAsync(TimeSpan.FromSeconds((12 * 60) + 20));
        var now = Value(await Exchange.ServerTimeAsync()).ToUnixTimeMilliseconds();
        var bars = Value(await Market.FlowAsync(Btc, count));
        var candles = Value(await Market.CandlesAsync(Btc, CandleInterval.OneMinute, count)).Candles;

        Assert.Equal(count, bars.Count);
        Assert.All(bars, b => Assert.True(b.IsWellFormed, $"{b}"));
        Assert.InRange(now - bars[^1].CloseTimeMs, 1, 61_000);
        Assert.Equal(candles.Select(c => (c.OpenTimeMs, c.CloseTimeMs)), bars.Select(b => (b.OpenTimeMs, b.CloseTimeMs)));
        Assert.All(candles.Zip(bars), pair => Assert.Equal(pair.First.Volume, pair.Second.Volume, 0.002));
    }

    [Fact]
    public async Task Takers_bought_some_of_a_day_and_sold_the_rest()
    {
        var day = Value(await Market.FlowAsync(Btc, 1_440));
        var (volume, bought) = (day.Sum(b => b.Volume), day.Sum(b => b.TakerBuyVolume));

        Assert.True(volume > 0);
        Assert.InRange(bought / volume, 0.2, 0.8);
        Assert.True(day.Select(b => Math.Round(b.TakerBuyVolume / b.Volume, 3)).Distinct().Count() > 100);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(FlowWindow.Most + 1)]
    public async Task More_flow_than_a_page_and_none_cannot_be_asked_for(int count) => Assert.Equal(-1130, Code(await Market.FlowAsync(Btc, count)));

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(17)]
    public async Task A_book_has_falling_bids_under_rising_asks_and_no_more_levels_than_asked_for(int depth)
    {
        var book = Value(await Market.BookAsync(Btc, depth));

        Assert.Equal((Btc, false), (book.Symbol, book.IsCrossed));
        Assert.InRange(book.Bids.Count, 1, depth);
        Assert.InRange(book.Asks.Count, 1, depth);
        Assert.Equal(book.Bids.OrderByDescending(l => l.Price), book.Bids);
        Assert.Equal(book.Asks.OrderBy(l => l.Price), book.Asks);
        Assert.All(book.Bids.Concat(book.Asks), l => Assert.True(l.Quantity.Value > 0));
        Assert.InRange(Value(await Exchange.ServerTimeAsync()) - book.At, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Marks_come_for_each_symbol_asked_for_with_the_next_funding()
    {
        var mark = Assert.Single(Value(await Market.MarksAsync([Btc])));

        Assert.Equal(Btc, mark.Symbol);
        Assert.InRange(mark.Mark.Value, 99_900m, 100_100m);
        Assert.InRange(mark.NextFundingAt - mark.At, TimeSpan.Zero, TimeSpan.FromHours(8));
        Assert.Empty(Value(await Market.MarksAsync([])));

        // One that is not listed is left out, however many are asked for.
        Assert.Empty(Value(await Market.MarksAsync([Nowhere])));
        Assert.Equal([Btc], Value(await Market.MarksAsync([Nowhere, Btc])).Select(m => m.Symbol));
        Assert.Equal([Btc], Value(await Market.MarksAsync([Btc, .. Enumerable.Range(0, 12).Select(i => new Symbol($"NOPE{i}USDT"))])).Select(m => m.Symbol));
    }

    [Fact]
    public async Task Instruments_have_filters_and_brackets()
    {
        var btc = Value(await Market.InstrumentsAsync()).Single(i => i.Symbol == Btc);

        Assert.Equal(("BTC", "USDT", true, 0.1m, 0.001m), (btc.BaseAsset, btc.QuoteAsset, btc.IsTrading, btc.TickSize, btc.StepSize));
        Assert.True(btc is { MinQuantity: 0.001m, MinNotional: > 1, MaxMarketQuantity: > 1 } && btc.MaxQuantity >= btc.MaxMarketQuantity && btc.MaxPrice > 100_000m);
        Assert.InRange(btc.PercentPriceUp, 1.01m, 1.2m);
        Assert.InRange(btc.PercentPriceDown, 0.8m, 0.99m);
        Assert.Equal(btc.Brackets.OrderBy(b => b.NotionalFloor), btc.Brackets);
        Assert.Equal(0m, btc.Brackets[0].NotionalFloor);
        Assert.All(btc.Brackets, b => Assert.True(b is { MaxLeverage: >= 1, MaintenanceRate: > 0 and < 1 } && b.NotionalCap > b.NotionalFloor));
    }
}
